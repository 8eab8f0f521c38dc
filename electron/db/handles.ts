import type { Database } from 'better-sqlite3';
import type { Topic } from '#shared/ipc/facts.ts';

// Reads and writes are different types: a function that takes a `ReadDb` cannot change anything, and nothing
// can be written outside a transaction.

declare const readable: unique symbol;
declare const writable: unique symbol;

export type ReadDb = Pick<Database, 'prepare'> & { readonly [readable]: true };

export type WriteTx = ReadDb & {
  readonly [writable]: true;
  /** One instant for everything the transaction writes, UTC ms. */
  readonly now: number;
  /** Runs once the transaction is on the disk; never when it rolled back. */
  afterCommit(work: () => void): void;
};

/** Rows that one transaction changed. */
export interface Change {
  readonly topic: Topic;
  readonly ids: readonly string[];
}

export interface Library {
  readonly read: ReadDb;
  /** One `BEGIN IMMEDIATE` transaction; what `work` throws rolls it back. Writes cannot be nested. */
  write<T>(work: (tx: WriteTx) => T): T;
  /** Hears of changes after each commit that had some. The answer stops listening. */
  onChanged(listener: (changes: readonly Change[]) => void): () => void;
  /** Writes a whole copy of it to `path`, without anything secret, while it is used. */
  copyTo(path: string): Promise<void>;
  /** Gives back to the disk what deleted rows took; the library waits meanwhile. */
  compact(): void;
  stop(): Promise<void>;
}
