import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { FailureValue } from '#shared/failures.ts';
import type { PostId } from '#shared/ids.ts';

/** Why a publication waits after a backup was brought back. */
export const RESTORED: FailureValue = { code: 'publish.restored', about: { madeAt: 'Monday', platform: 'Mastodon' } };

/** Leaves the library as it is when something stopped a publication; to be called while the program is closed. */
export function stopInLibrary(
  userData: string,
  post: PostId,
  state: 'held' | 'failed' | 'unconfirmed',
  why: FailureValue,
): void {
  const library = new DatabaseSync(join(userData, 'library.sqlite'));
  library
    .prepare('UPDATE publications SET state = ?, run_at = NULL, why_json = ? WHERE post_id = ?')
    .run(state, JSON.stringify(why), post);
  library.close();
}
