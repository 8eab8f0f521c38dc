import { createHash } from 'node:crypto';
import { existsSync, rmSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFile } from 'atomically';
import type { Foreseen } from '#shared/ipc/bridge.ts';
import { isRestoreReady } from '#electron/backup/restore-mark.ts';
import type { Log } from '#electron/log.ts';

// What a page asks first is answered when the library is put down, and kept until the next start. It is still true then, to the byte,
// unless somebody touched the library in between, or anything else that the answers tell of (docs/decisions/0027).

/** A file that is there between a quit and the next start. */
export interface KeptAnswers {
  /** The answers, where they still hold. Never rejects. */
  read(): Promise<readonly Foreseen[] | undefined>;
  /** From now on the library may be written to. Never throws: what cannot be taken away still says what it holds for. */
  forget(): void;
  /** The library has been closed, and nobody has written to it since these were given. Never rejects: without them a start is slower. */
  keep(answers: readonly Foreseen[]): Promise<void>;
}

export interface KeptAnswersDeps {
  readonly folder: string;
  readonly libraryPath: string;
  /** What else the answers tell of, as JSON can hold it. */
  readonly besides: () => unknown;
  readonly log: Log;
}

/** Characters. Of a plan of many thousand posts at once an answer is better read piece by piece. */
const LARGEST = 4_000_000;

export function keptAnswers({ folder, libraryPath, besides, log }: KeptAnswersDeps): KeptAnswers {
  const path = join(folder, 'answers-kept');
  return {
    read: () => read().catch(say),
    forget: () => {
      try {
        rmSync(path, { force: true });
      } catch (error) {
        say(error);
      }
    },
    keep: (answers) => keep(answers).catch(say),
  };

  async function read(): Promise<readonly Foreseen[] | undefined> {
    const now = holdsFor();
    if (now === undefined || !existsSync(path)) return undefined;
    const [sum, ...lines] = (await readFile(path, 'latin1')).split('\n');
    return sum === sumOf([now, ...lines]) ? answersIn(lines) : undefined;
  }

  async function keep(answers: readonly Foreseen[]): Promise<void> {
    const now = holdsFor();
    const lines = linesOf(answers);
    const isSmall = lines.reduce((sum, line) => sum + line.length, 0) <= LARGEST;
    if (now === undefined || answers.length === 0 || !isSmall) return;
    await writeFile(path, [sumOf([now, ...lines]), ...lines].join('\n'), { mode: 0o600, encoding: 'latin1' });
  }

  function say(error: unknown): undefined {
    log.warn('answers kept', { error });
  }

  /**
   * `undefined` where there is no library, one that another will take the place of, or one that was not put down: what was written
   * last is not in the file yet.
   */
  function holdsFor(): string | undefined {
    if (isRestoreReady(libraryPath)) return undefined;
    const file = statSync(libraryPath, { bigint: true, throwIfNoEntry: false });
    const beside = statSync(`${libraryPath}-wal`, { throwIfNoEntry: false });
    if (file === undefined || (beside?.size ?? 0) > 0) return undefined;
    const [size, at, node] = [file.size, file.mtimeNs, file.ino].map(String);
    return JSON.stringify([libraryPath, size, at, node, besides()]);
  }
}

/** Two lines each: the question, and the answer as it is handed on. JSON has no line breaks of its own. */
function linesOf(answers: readonly Foreseen[]): string[] {
  return answers.flatMap(({ name, input, answer }) => [JSON.stringify({ name, input }), answer].map(inSingleBytes));
}

/**
 * The same JSON in letters of Latin-1: with a single other one, V8 keeps two bytes for each, in this process and in the window, and the
 * answers take twice as long on their way.
 */
function inSingleBytes(json: string): string {
  return json.replaceAll(/[\u0100-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function answersIn(lines: readonly string[]): Foreseen[] {
  return lines.flatMap((line, index): Foreseen[] => {
    const answer = lines[index + 1];
    if (index % 2 === 1 || answer === undefined) return [];
    const { name, input } = JSON.parse(line) as Pick<Foreseen, 'name' | 'input'>;
    return [{ name, input, answer }];
  });
}

/** Of what they hold for and what they say: one sum tells whether both are what they were. */
function sumOf(lines: readonly string[]): string {
  return createHash('sha256').update(lines.join('\n')).digest('base64url');
}
