import { dialog, type BrowserWindow } from 'electron';
import { programWords } from '#shared/text/program-words.ts';
import type { LibraryChoice, LibraryQuestion } from '#electron/shell/library-trouble.ts';

/** Asks in a dialog of the system, over the window if it is shown: without a library there is nothing to show in it. */
export async function askAboutLibrary(
  question: LibraryQuestion,
  over: BrowserWindow | undefined,
): Promise<LibraryChoice> {
  const { choices, sentence, detail } = question;
  const words = programWords().library;
  const quit = choices.indexOf('quit');
  const options = {
    type: 'warning' as const,
    title: 'Postwright',
    message: sentence,
    detail,
    buttons: choices.map((choice) => words[choice]),
    defaultId: 0,
    cancelId: quit,
    noLink: true,
  };
  const { response } = await (over === undefined
    ? dialog.showMessageBox(options)
    : dialog.showMessageBox(over, options));
  return choices[response] ?? 'quit';
}
