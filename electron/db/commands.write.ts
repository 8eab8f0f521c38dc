import type { CommandId } from '#shared/ids.ts';
import type { WriteTx } from '#electron/db/handles.ts';

/**
 * Runs `decide` once for a command: the same command sent again (a double click, a retry after a lost answer)
 * gets the first answer. A refusal is thrown by `decide` and leaves nothing behind.
 */
export function decidedOnce<T>(tx: WriteTx, id: CommandId, command: unknown, decide: () => T): T {
  const known = tx.prepare<[string], { answer_json: string }>('SELECT answer_json FROM commands WHERE id = ?').get(id);
  if (known !== undefined) return JSON.parse(known.answer_json) as T;
  const answer = decide();
  tx.prepare('INSERT INTO commands (id, at, command_json, answer_json) VALUES (?, ?, ?, ?)').run(
    id,
    tx.now,
    JSON.stringify(command),
    JSON.stringify(answer ?? null),
  );
  return answer;
}
