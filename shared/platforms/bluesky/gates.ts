import { never } from '#shared/assert.ts';
import type { FailureValue } from '#shared/failures.ts';
import { beside } from '#shared/platforms/beside.ts';
import type { Api } from '#shared/platforms/platform.ts';
import type { Key } from '#shared/platforms/bluesky/keys.ts';
import type { PostOptions, ReplyRule } from '#shared/platforms/bluesky/post-options.ts';
import { writeRecord, type Content, type Made } from '#shared/platforms/bluesky/records.ts';
import type { StepRunner } from '#shared/publishing/steps.ts';

// Who may reply to a thread and quote its parts: records under the key of the post they are about. They come right after
// it, not before: Bluesky looks for them only where the post was known when they came.

export const THREAD_GATE = 'app.bsky.feed.threadgate';
export const POST_GATE = 'app.bsky.feed.postgate';

/** Closes what is to be closed around a part that is out; answers what it had to stay without. */
export async function closeGates(
  part: { readonly at: number; readonly key: Key; readonly made: Made },
  options: PostOptions,
  run: StepRunner,
  api: Api,
): Promise<readonly FailureValue[]> {
  const { key, made } = part;
  const gates: [name: string, collection: string, rules: Content][] = [];
  if (part.at === 0 && options.whoCanReply !== 'everyone')
    gates.push(['replies', THREAD_GATE, { allow: allowed(options.whoCanReply) }]);
  if (options.noQuotes) gates.push(['quotes', POST_GATE, { embeddingRules: [{ $type: `${POST_GATE}#disableRule` }] }]);

  const without: FailureValue[] = [];
  for (const [name, collection, rules] of gates) {
    const record = { $type: collection, post: made.uri, createdAt: key.createdAt, ...rules };
    const closed = await beside('publish.without-gate', () =>
      run.step(`${name}/${part.at}`, 'keyed', async () => {
        await writeRecord(collection, key, record, api);
        return null;
      }),
    );
    if ('without' in closed) without.push(closed.without);
  }
  return without;
}

/** Nobody is named: nobody may. */
function allowed(rule: Exclude<ReplyRule, 'everyone'>): readonly Content[] {
  switch (rule) {
    case 'mentioned':
      return [{ $type: `${THREAD_GATE}#mentionRule` }];
    case 'following':
      return [{ $type: `${THREAD_GATE}#followingRule` }];
    case 'followers':
      return [{ $type: `${THREAD_GATE}#followerRule` }];
    case 'nobody':
      return [];
    default:
      return never(rule);
  }
}
