import { join } from 'node:path';
import { app, dialog } from 'electron';
import { programWords } from '#shared/text/program-words.ts';

// Dialogs of the system that ask for a file or a folder; `undefined`, or nothing, when the person changed their mind.

export async function chooseFiles(): Promise<readonly string[]> {
  const answer = await dialog.showOpenDialog({
    properties: ['openFile', 'multiSelections'],
    filters: [
      {
        name: programWords().files.postable,
        extensions: 'jpg jpeg png webp gif avif heic heif mp4 m4v mov webm mp3 ogg wav flac m4a pdf'.split(' '),
      },
    ],
  });
  return answer.canceled ? [] : answer.filePaths;
}

export async function chooseFolder(): Promise<string | undefined> {
  const answer = await dialog.showOpenDialog({ properties: ['openDirectory', 'createDirectory'] });
  return answer.canceled ? undefined : answer.filePaths[0];
}

export async function chooseBackup(): Promise<string | undefined> {
  const answer = await dialog.showOpenDialog({ properties: ['openFile'], filters: [backupFiles()] });
  return answer.canceled ? undefined : answer.filePaths[0];
}

export async function nameBackup(suggested: string): Promise<string | undefined> {
  const defaultPath = join(app.getPath('documents'), suggested);
  const answer = await dialog.showSaveDialog({ defaultPath, filters: [backupFiles()] });
  return answer.canceled || answer.filePath === '' ? undefined : answer.filePath;
}

export async function chooseTable(): Promise<string | undefined> {
  const answer = await dialog.showOpenDialog({ properties: ['openFile'], filters: [tables()] });
  return answer.canceled ? undefined : answer.filePaths[0];
}

export async function chooseDays(): Promise<string | undefined> {
  const filters = [{ name: programWords().files.days, extensions: ['ics', 'ical', 'ifb', 'icalendar'] }];
  const answer = await dialog.showOpenDialog({ properties: ['openFile'], filters });
  return answer.canceled ? undefined : answer.filePaths[0];
}

export async function nameTable(suggested: string): Promise<string | undefined> {
  const answer = await dialog.showSaveDialog({ defaultPath: suggested, filters: [tables()] });
  return answer.canceled || answer.filePath === '' ? undefined : answer.filePath;
}

function backupFiles(): Electron.FileFilter {
  return { name: programWords().files.backup, extensions: ['zip'] };
}

function tables(): Electron.FileFilter {
  return { name: programWords().files.table, extensions: ['csv', 'tsv', 'txt'] };
}
