import { join } from 'node:path';
import { app, dialog } from 'electron';
import { programWords } from '#shared/text/program-words.ts';

const KINDS = { csv: 'table', pdf: 'pdf' } as const;

/** Asks where a file is to be written, in the person's documents unless they say otherwise. */
export async function chooseWhere({
  name,
  extension,
}: {
  readonly name: string;
  readonly extension: keyof typeof KINDS;
}): Promise<string | undefined> {
  const answer = await dialog.showSaveDialog({
    defaultPath: join(app.getPath('documents'), name),
    filters: [{ name: programWords().files[KINDS[extension]], extensions: [extension] }],
  });
  return answer.canceled || answer.filePath === '' ? undefined : answer.filePath;
}
