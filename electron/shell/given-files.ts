import { statSync } from 'node:fs';
import { resolve } from 'node:path';

/** Endings of files that a post can have. */
const ENDINGS = /\.(?:jpe?g|png|webp|gif|avif|heic|heif|mp4|m4v|mov|webm|mp3|ogg|wav|flac|m4a|pdf)$/i;
/** Nobody drops more by intention. */
const MOST = 50;

/** With it a start begins a new post: the jump list and the menu of the dock use it. */
export const NEW_POST = '--new-post';

/**
 * The files that a start was given, as the system or a file manager hands them over; what is no file, or none that a
 * post can have, is left out. `folder`: where the start happened.
 */
export function filesIn(args: readonly string[], folder: string): readonly string[] {
  return args
    .filter((argument) => !argument.startsWith('-') && !argument.includes('://') && ENDINGS.test(argument))
    .map((argument) => resolve(folder, argument))
    .filter(isFile)
    .slice(0, MOST);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
