import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Failure } from '#shared/failures.ts';

/**
 * Writes a file whole or not at all: beside its place first, then moved there. Throws `export.disk-full`,
 * `export.not-allowed`, `export.not-written`; a file that was there stays as it was then.
 */
export async function writeWholeFile(path: string, bytes: Uint8Array | string): Promise<void> {
  const written = join(dirname(path), `.${basename(path)}.${randomUUID().slice(0, 8)}.part`);
  try {
    await writeThrough(written, bytes);
    await rename(written, path);
  } catch (error) {
    await rm(written, { force: true }).catch((_expected: unknown) => {
      // Where it cannot be removed it could not be made; what went wrong first is what is told.
    });
    throw whyNotWritten(basename(path), error);
  }
}

async function writeThrough(path: string, bytes: Uint8Array | string): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** What the system's answer means for the person. */
export function whyNotWritten(file: string, error: unknown): Failure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') return new Failure('export.disk-full', { file }, { cause: error });
  // EBUSY, EPERM: Windows says so of a file that is open in Excel.
  if (['EACCES', 'EPERM', 'EROFS', 'EBUSY'].includes(code))
    return new Failure('export.not-allowed', { file }, { cause: error });
  const reason = error instanceof Error ? error.message : String(error);
  return new Failure('export.not-written', { file, reason: code || reason }, { cause: error });
}
