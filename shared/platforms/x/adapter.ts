import type { Adapter, Api } from '#shared/platforms/platform.ts';
import { beside } from '#shared/platforms/beside.ts';
import { health } from '#shared/platforms/x/account-health.ts';
import { createOnce, settingsOf, type NewPost, type Posted } from '#shared/platforms/x/create-post.ts';
import { edit } from '#shared/platforms/x/edit-post.ts';
import { isExpired, quotaOf } from '#shared/platforms/x/failures.ts';
import { authorize, ownClient } from '#shared/platforms/x/oauth.ts';
import { metrics } from '#shared/platforms/x/post-metrics.ts';
import { readPosts } from '#shared/platforms/x/read-posts.ts';
import { remove } from '#shared/platforms/x/remove-post.ts';
import { renew } from '#shared/platforms/x/renew.ts';
import { x } from '#shared/platforms/x/rules.ts';
import { upload, type Uploads } from '#shared/platforms/x/upload.ts';
import type { FailureValue } from '#shared/failures.ts';
import type { Draft, DraftSegment, Receipt } from '#shared/publishing/publication.ts';
import { StepTrouble, type StepRunner } from '#shared/publishing/steps.ts';

// Publishing to X (PLATFORMS.md 1.2, 1.5). The steps:
//   media/… ready/… alt/…   the files; upload.ts has them
//   create/<part>           the post; X knows no keys, so what was lost is looked for
//   confirm                 read back; without it the answer is proof enough
//   comment                 the first comment, a reply
// Everything is uploaded before the first post, so that a thread does not stop in the middle over a picture. X may refuse
// the replies that make a thread (PLATFORMS.md 1.1): then the first parts stay, and the failure says so.

export const xAdapter: Adapter = {
  platform: x,
  connectors: { 'own-client': ownClient },
  // 100 posts and 1875 pieces of files in 15 minutes (PLATFORMS.md 1.3): bursts are allowed, and `quota` keeps the sum.
  minGapMs: 200,
  publish,
  authorize,
  isExpired,
  renew,
  // PLATFORMS.md 9.4.
  renewWithinMs: 5 * 60_000,
  quota: quotaOf,
  remove,
  edit,
  metrics,
  health,
};

/** One post of the draft; a thread has several. */
type Part = DraftSegment & { readonly at: number };

type Confirmed = { readonly by: Receipt['confirmedBy']; readonly firstAt: number | null };

const MOST_ROUNDS = 3;

async function publish(draft: Draft, run: StepRunner, api: Api): Promise<Receipt> {
  const parts = draft.segments.map((segment, at): Part => ({ at, ...segment }));
  const uploads: Uploads[] = [];
  for (const part of parts) uploads.push(await upload(part.media, part.at, 0, run, api));

  const posted: Posted[] = [];
  for (const part of parts) {
    const settings = settingsOf(draft.options, part.at === 0);
    posted.push(await createPart(part, uploads[part.at] ?? [], settings, posted.at(-1)?.id, run, api));
  }
  const confirmed = await run.step('confirm', 'repeatable', () => readBack(posted, api));
  const comment = await commentUnder(posted, draft.firstComment ?? '', run, api);
  return receiptOf(posted, confirmed, comment, api);
}

async function createPart(
  part: Part,
  uploads: Uploads,
  settings: NewPost['settings'],
  parent: string | undefined,
  run: StepRunner,
  api: Api,
): Promise<Posted> {
  let files = uploads;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    if (round > 0) files = await upload(part.media, part.at, round, run, api);
    if (files === 'gone') continue;
    const name = round === 0 ? `create/${part.at}` : `create/${part.at}/again-${round}`;
    const created = await createOnce(name, { text: part.text, files, poll: part.poll, parent, settings }, run, api);
    if (created.how !== 'media-gone') return created;
  }
  const about = { platform: x.name, file: part.media[0]?.name ?? '', answer: 'X forgot it each time' };
  throw new StepTrouble({ kind: 'refused', failure: { code: 'publish.media-refused', about } });
}

/** It is out, whatever happens here: what cannot be read back now is still proven by the answer. */
async function readBack(posted: readonly Posted[], api: Api): Promise<Confirmed> {
  const known: Confirmed = { by: posted.some(({ how }) => how === 'found') ? 'found' : 'answer', firstAt: null };
  try {
    const ids = posted.map(({ id }) => id);
    const read = await readPosts('/2/tweets', ['created_at', 'author_id'], { ids: ids.join(',') }, api);
    const isThere = (id: string): boolean =>
      read.list.some((post) => post.id === id && post.authorId === api.account.remoteId);
    if (!ids.every(isThere)) return known;
    return { by: 'read-back', firstAt: read.list.find(({ id }) => id === ids[0])?.createdAt ?? null };
  } catch (thrown) {
    if (thrown instanceof StepTrouble) return known;
    throw thrown;
  }
}

/** Under the first part. Nothing where there is no comment. */
async function commentUnder(
  posted: readonly Posted[],
  text: string,
  run: StepRunner,
  api: Api,
): Promise<{ readonly posted?: Posted; readonly without?: FailureValue }> {
  if (text.trim() === '') return {};
  const comment: NewPost = { text, files: [], poll: undefined, parent: posted[0]?.id, settings: {} };
  const ended = await beside('publish.comment-refused', () => createOnce('comment', comment, run, api));
  if ('without' in ended) return { without: ended.without };
  return ended.done.how === 'media-gone' ? {} : { posted: ended.done };
}

/** The first comment is a post of its own and is taken down with the others, so it is one of the parts. */
function receiptOf(
  posted: readonly Posted[],
  confirmed: Confirmed,
  comment: { readonly posted?: Posted; readonly without?: FailureValue },
  api: Api,
): Receipt {
  const all = comment.posted ? [...posted, comment.posted] : posted;
  const parts = all.map(({ id }) => ({ remoteId: id, permalink: permalinkOf(id, api) }));
  const [first] = parts;
  if (!first) throw new Error('A draft has at least one part');
  return {
    ...first,
    publishedAt: confirmed.firstAt ?? posted[0]?.createdAt ?? api.now(),
    confirmedBy: confirmed.by,
    parts,
    ...(comment.without ? { without: [comment.without] } : {}),
  };
}

function permalinkOf(id: string, api: Api): string {
  return `${api.account.profileUrl}/status/${id}`;
}
