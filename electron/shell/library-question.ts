import { dialog } from 'electron';
import { programWords } from '#shared/text/program-words.ts';
import type { LibraryChoice, LibraryQuestion } from '#electron/shell/library-trouble.ts';

/** Asks in a dialog of the system: there is no window yet, and without a library there is nothing to show in one. */
export async function askAboutLibrary(question: LibraryQuestion): Promise<LibraryChoice> {
  const { choices, sentence, detail } = question;
  const words = programWords().library;
  const quit = choices.indexOf('quit');
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    title: 'Postwright',
    message: sentence,
    detail,
    buttons: choices.map((choice) => words[choice]),
    defaultId: 0,
    cancelId: quit,
    noLink: true,
  });
  return choices[response] ?? 'quit';
}
