import { beside } from '#shared/platforms/beside.ts';
import { findAccounts } from '#shared/platforms/mastodon/find-accounts.ts';
import { followers } from '#shared/platforms/mastodon/followers.ts';
import { createOnce, type Created, type Posted } from '#shared/platforms/mastodon/create-status.ts';
import { edit } from '#shared/platforms/mastodon/edit-status.ts';
import { quotaOf } from '#shared/platforms/mastodon/failures.ts';
import { handOver, waitUntilDue } from '#shared/platforms/mastodon/hand-over.ts';
import { health } from '#shared/platforms/mastodon/health.ts';
import { metrics } from '#shared/platforms/mastodon/metrics.ts';
import { authorize, browserSignIn } from '#shared/platforms/mastodon/oauth.ts';
import { choicesOf } from '#shared/platforms/mastodon/options.ts';
import { remove } from '#shared/platforms/mastodon/remove-status.ts';
import { mastodon } from '#shared/platforms/mastodon/rules.ts';
import { stepName, upload, type MediaIds } from '#shared/platforms/mastodon/upload.ts';
import type { Wanted } from '#shared/platforms/mastodon/wanted.ts';
import { address, readAnswer, status as statusAnswer } from '#shared/platforms/mastodon/wire.ts';
import type { Adapter, Api } from '#shared/platforms/platform.ts';
import type { Draft, DraftMedia, DraftSegment, Receipt } from '#shared/publishing/publication.ts';
import { StepTrouble, type StepRunner } from '#shared/publishing/steps.ts';

// Publishing to Mastodon (PLATFORMS.md 8.2, 8.5). The steps:
//   media/<part>/<n>, ready/<part>/<n>   upload.ts
//   create/<part>                        the status, create-status.ts; or hand-over and live, hand-over.ts
//   comment                              the first comment: a reply to the last part
//   confirm                              read back; without it the answer is proof enough
// Everything is uploaded before the first status, so that a thread does not stop in the middle over a picture.
//
// A server throws uploads away that no status had for a day. Then `create` ends with that as its result, and the part
// is uploaded and created once more, in steps called `…/again-1`.

export const mastodonAdapter: Adapter = {
  platform: mastodon,
  connectors: { browser: browserSignIn },
  // 300 requests in 5 minutes (PLATFORMS.md 8.3) are one a second; bursts are allowed, and `quota` keeps the sum.
  minGapMs: 200,
  publish,
  authorize,
  // Tokens do not run out (PLATFORMS.md 8.1): a 401 is the end of the sign-in.
  isExpired: () => false,
  quota: quotaOf,
  remove,
  edit,
  metrics,
  followers,
  findAccounts,
  health,
};

/** One status of the draft; a thread has several. */
interface Part extends DraftSegment {
  readonly at: number;
}

const MOST_ROUNDS = 3;

async function publish(draft: Draft, run: StepRunner, api: Api): Promise<Receipt> {
  const parts = draft.segments.map((segment, at): Part => ({ ...segment, at }));
  const { handOverFor: dueAt } = draft;
  // The scheduler gives no ids that a second part could continue (PLATFORMS.md 8.2): a thread is sent by us, in time.
  const isHandedOver = dueAt !== undefined && parts.length === 1;
  if (dueAt !== undefined && !isHandedOver) waitUntilDue(dueAt, api);

  const uploads: MediaIds[] = [];
  for (const part of parts) uploads.push(await upload(part, 0, run, api));

  const posted: Posted[] = [];
  for (const part of parts) {
    const parent = posted.at(-1)?.id;
    const make = (mediaIds: readonly string[], round: number): Promise<Created> => {
      const wanted: Wanted = { ...part, mediaIds, parent, choices: choicesOf(draft.options) };
      if (isHandedOver) return handOver(wanted, dueAt, round, run, api);
      return createOnce(wanted, stepName(`create/${part.at}`, round), run, api);
    };
    posted.push(await post(part, uploads[part.at] ?? [], make, run, api));
  }
  const [first, last] = [posted[0], posted.at(-1)];
  if (!first || !last) throw new Error('A draft has at least one part');

  const comment = await firstComment(draft, last.id, run, api);
  const all = comment && 'done' in comment ? [...posted, comment.done] : posted;
  const confirmedBy = await run.step('confirm', 'repeatable', () => readBack(all, api));
  return {
    remoteId: first.id,
    permalink: first.url,
    publishedAt: first.createdAt,
    confirmedBy,
    parts: all.map(({ id, url }) => ({ remoteId: id, permalink: url })),
    ...(comment && 'without' in comment ? { without: [comment.without] } : {}),
  };
}

async function post(
  part: Part,
  uploaded: MediaIds,
  make: (mediaIds: readonly string[], round: number) => Promise<Created>,
  run: StepRunner,
  api: Api,
): Promise<Posted> {
  let mediaIds = uploaded;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    if (round > 0) mediaIds = await upload(part, round, run, api);
    if (mediaIds === 'gone') continue;
    const created = await make(mediaIds, round);
    if (created.how !== 'media-gone') return created;
  }
  throw forgotten(part.media);
}

function forgotten(media: readonly DraftMedia[]): StepTrouble {
  const about = { platform: mastodon.name, file: media[0]?.name ?? '', answer: 'the server forgot it each time' };
  return new StepTrouble({ kind: 'refused', failure: { code: 'publish.media-refused', about } });
}

/** A reply under the last part: on Mastodon what comes after a post continues it, and is seen by the same people. */
async function firstComment(
  { firstComment: text, options }: Draft,
  parent: string,
  run: StepRunner,
  api: Api,
): Promise<Awaited<ReturnType<typeof beside<Posted>>> | undefined> {
  if (text === undefined || text.trim() === '') return undefined;
  const wanted: Wanted = { text, mediaIds: [], parent, choices: choicesOf(options) };
  return beside('publish.comment-refused', async () => {
    const created = await createOnce(wanted, 'comment', run, api);
    if (created.how === 'media-gone') throw new Error('A comment has no media');
    return created;
  });
}

/** It is out, whatever happens here: what cannot be read back now is still proven by the answer. */
async function readBack(posted: readonly Posted[], api: Api): Promise<Receipt['confirmedBy']> {
  const known = posted.some((one) => one.how === 'found') ? 'found' : 'answer';
  try {
    for (const one of posted) {
      const answer = await api.send({ method: 'GET', url: address(api.account.server, `/api/v1/statuses/${one.id}`) });
      const read = readAnswer(statusAnswer, answer);
      if (read?.id !== one.id || read.account.id !== api.account.remoteId) return known;
    }
    return 'read-back';
  } catch (thrown) {
    if (thrown instanceof StepTrouble) return known;
    throw thrown;
  }
}
