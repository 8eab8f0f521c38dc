import type { FailureValue } from '#shared/failures.ts';
import { enc, permalinkOf, rest } from '#shared/platforms/linkedin/addresses.ts';
import { composePost, commentaryOf, onlySegment } from '#shared/platforms/linkedin/compose-post.ts';
import { createPost, type Posted } from '#shared/platforms/linkedin/create-post.ts';
import { sendUnseen, trouble } from '#shared/platforms/linkedin/failures.ts';
import { publishedAt } from '#shared/platforms/linkedin/find-post.ts';
import { writeFirstComment } from '#shared/platforms/linkedin/first-comment.ts';
import { health } from '#shared/platforms/linkedin/health.ts';
import { prepareCard, type Card } from '#shared/platforms/linkedin/link-card.ts';
import { metrics } from '#shared/platforms/linkedin/metrics.ts';
import { byBroker, byOwnKeys } from '#shared/platforms/linkedin/oauth.ts';
import { withPatience } from '#shared/platforms/linkedin/patience.ts';
import { linkedin } from '#shared/platforms/linkedin/rules.ts';
import { authorize, isExpired, RENEW_WITHIN_MS, renew } from '#shared/platforms/linkedin/secrets.ts';
import { uploadMedia } from '#shared/platforms/linkedin/upload-media.ts';
import { isPage } from '#shared/platforms/linkedin/urn.ts';
import { isDone, post as postAnswer, readAnswer } from '#shared/platforms/linkedin/wire.ts';
import type { Adapter, Api } from '#shared/platforms/platform.ts';
import type { Draft, Receipt } from '#shared/publishing/publication.ts';
import { StepTrouble, type StepRunner } from '#shared/publishing/steps.ts';

// Publishing to LinkedIn, as a person or as a page (PLATFORMS.md 2.2, 2.5). The steps:
//   media/<n>/…        the files (upload-media.ts)
//   card, card/ready   what the card of a link shows
//   compose            exactly what is sent, so that the same can be sent again
//   create             the post (create-post.ts)
//   comment            the first comment; the post is out without it if need be
//   confirm            read back where LinkedIn lets us

export const linkedinAdapter: Adapter = {
  platform: linkedin,
  connectors: {
    'own-keys': byOwnKeys('profile'),
    'own-keys-pages': byOwnKeys('pages'),
    broker: byBroker,
  },
  // Limits are per day and seen in the developer portal only (PLATFORMS.md 2.3); this keeps bursts away.
  minGapMs: 200,
  publish,
  authorize,
  isExpired,
  renew,
  renewWithinMs: RENEW_WITHIN_MS,
  // LinkedIn's headers say nothing about what is left (PLATFORMS.md 2.3).
  quota: () => undefined,
  remove,
  edit,
  metrics,
  health,
};

async function publish(draft: Draft, run: StepRunner, api: Api): Promise<Receipt> {
  try {
    return await publishSteps(draft, run, api);
  } catch (thrown) {
    throw await withPatience(thrown, run, api);
  }
}

async function publishSteps(draft: Draft, run: StepRunner, api: Api): Promise<Receipt> {
  const { media, link, poll } = onlySegment(draft);
  const mediaUrns: string[] = [];
  for (const [at, file] of media.entries()) mediaUrns.push(await uploadMedia(file, at, run, api));
  const wantsCard = link !== undefined && media.length === 0 && poll === undefined;
  const card = wantsCard ? await prepareCard(link, run, api) : undefined;

  const body = await run.step('compose', 'repeatable', async () =>
    composePost(api.account.remoteId, draft, { mediaUrns, card }),
  );
  const posted = await createPost(body, run, api);
  const comment = draft.firstComment?.trim() ?? '';
  const noComment = comment === '' ? undefined : await writeFirstComment(posted.urn, comment, run, api);
  const seen = await run.step('confirm', 'repeatable', () => readBack(posted, api));

  const permalink = permalinkOf(posted.urn, api.account.server);
  const without = [withoutCard(card), noComment].flatMap((one) => one ?? []);
  return {
    remoteId: posted.urn,
    permalink,
    publishedAt: seen.at,
    confirmedBy: seen.by,
    parts: [{ remoteId: posted.urn, permalink }],
    ...(without.length === 0 ? {} : { without }),
  };
}

function withoutCard(card: Card | undefined): FailureValue | undefined {
  if (card === undefined || !('reason' in card)) return undefined;
  return { code: 'publish.without-card', about: { platform: linkedin.name, reason: card.reason } };
}

/** It is out, whatever happens here: what cannot be read back now is still proven by the answer. */
async function readBack({ urn, at, how }: Posted, api: Api): Promise<{ by: Receipt['confirmedBy']; at: number }> {
  if (!isPage(api.account.remoteId)) return { by: how, at };
  try {
    const answer = await api.send(rest(api.account.server, 'GET', `/posts/${enc(urn)}`));
    const read = readAnswer(postAnswer, answer);
    const isOurs = read?.id === urn && read.author === api.account.remoteId;
    return isOurs ? { by: 'read-back', at: publishedAt(read) ?? at } : { by: how, at };
  } catch (thrown) {
    if (thrown instanceof StepTrouble) return { by: how, at };
    throw thrown;
  }
}

/** What is gone already is answered with 204 as well (PLATFORMS.md 2.8). */
async function remove(receipt: Receipt, api: Api): Promise<void> {
  for (const { remoteId } of receipt.parts) {
    const answer = await sendUnseen(rest(api.account.server, 'DELETE', `/posts/${enc(remoteId)}`), api);
    if (!isDone(answer) && answer.status !== 404) throw trouble(answer, api, { what: 'unseen' });
  }
}

/** Only the words; files, cards and polls stay as they are (PLATFORMS.md 2.8). Doing it twice is the same. */
async function edit(receipt: Receipt, draft: Draft, api: Api): Promise<Receipt> {
  const hasCard = !receipt.without?.some(({ code }) => code === 'publish.without-card');
  const json = { patch: { $set: { commentary: commentaryOf(onlySegment(draft), hasCard) } } };
  const path = `/posts/${enc(receipt.remoteId)}`;
  const answer = await sendUnseen(
    rest(api.account.server, 'POST', path, { json, restliMethod: 'PARTIAL_UPDATE' }),
    api,
  );
  if (!isDone(answer)) throw trouble(answer, api, { what: 'unseen' });
  return receipt;
}
