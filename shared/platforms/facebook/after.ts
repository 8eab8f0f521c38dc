import { graphAddress } from '#shared/platforms/facebook/addresses.ts';
import { aboutPage, get, sendUnseen, stopped, unseenTrouble } from '#shared/platforms/facebook/ask.ts';
import { isMissing } from '#shared/platforms/facebook/failures.ts';
import { counts, done, insights, readAnswer, thing } from '#shared/platforms/facebook/wire.ts';
import type { HttpAnswer } from '#shared/platforms/http.ts';
import type { Api } from '#shared/platforms/platform.ts';
import type { Metrics, MetricName } from '#shared/publishing/metrics.ts';
import type { Draft, Receipt } from '#shared/publishing/publication.ts';

// What comes after a post is out (PLATFORMS.md 4.6, 4.8).

/** Takes it down, also out of Facebook's own scheduler. Asking again what was lost is the same thing. */
export async function remove({ remoteId }: Receipt, api: Api): Promise<void> {
  const url = graphAddress(api.account.server, remoteId);
  const answer = await sendUnseen({ method: 'DELETE', url }, api);
  if (readAnswer(done, answer)) return;
  if (!isMissing(answer)) throw unseenTrouble(answer, api);
  // Of what is not there and of what may not be deleted the Graph API says the same.
  const left = await get(remoteId, { fields: 'id' }, api);
  if (isMissing(left)) return;
  if (!readAnswer(thing, left)) throw unseenTrouble(left, api);
  throw stopped({ kind: 'refused', failure: { code: 'publish.not-removable', about: aboutPage(api) } });
}

/** Changes the words; media cannot change. Saying it twice is the same thing. */
export async function edit(receipt: Receipt, draft: Draft, api: Api): Promise<Receipt> {
  if (isStory(receipt)) {
    throw stopped({ kind: 'refused', failure: { code: 'publish.not-editable', about: aboutPage(api) } });
  }
  const text = draft.segments[0]?.text ?? '';
  const url = graphAddress(api.account.server, receipt.remoteId);
  const json = isVideo(receipt) ? { description: text } : { message: text };
  const answer = await sendUnseen({ method: 'POST', url, body: { json } }, api);
  if (!readAnswer(done, answer)) throw unseenTrouble(answer, api);
  return receipt;
}

/** Posts are called `{page}_{post}`, videos and reels only by their own id. */
function isVideo({ remoteId }: Receipt): boolean {
  return !remoteId.includes('_');
}

function isStory({ permalink }: Receipt): boolean {
  return permalink.includes('/stories/');
}

/** `post_impressions` and its kin are gone since June 2026 (PLATFORMS.md 4.6). */
const OF_POSTS: Readonly<Record<string, MetricName>> = {
  post_media_view: 'views',
  post_total_media_view_unique: 'reach',
  post_clicks: 'clicks',
};

/** UNCONFIRMED which there are. */
const OF_VIDEOS: Readonly<Record<string, MetricName>> = {
  total_video_views: 'views',
  total_video_views_unique: 'reach',
};

/** How it is doing; without the right to read insights, what everybody can count. */
export async function metrics(receipt: Receipt, api: Api): Promise<Metrics> {
  if (isStory(receipt)) return {};
  const [edge, names] = isVideo(receipt) ? ['video_insights', OF_VIDEOS] : ['insights', OF_POSTS];
  const query = { metric: Object.keys(names).join(','), period: 'lifetime' };
  const told = toldIn(await get(`${receipt.remoteId}/${edge}`, query, api), names, api);
  return { ...told, ...(await counted(receipt, api)) };
}

function toldIn(answer: HttpAnswer, names: Readonly<Record<string, MetricName>>, api: Api): Metrics {
  const read = readAnswer(insights, answer);
  if (!read) {
    const trouble = unseenTrouble(answer, api);
    if (trouble.trouble.kind === 'refused') return {};
    throw trouble;
  }
  const told: { -readonly [Name in MetricName]?: number } = {};
  for (const { name, values } of read.data) {
    const value = values?.at(-1)?.value;
    const known = names[name];
    if (known !== undefined && typeof value === 'number' && Number.isInteger(value)) told[known] = value;
  }
  return told;
}

async function counted(receipt: Receipt, api: Api): Promise<Metrics> {
  const summaries = 'comments.summary(true).limit(0),reactions.summary(true).limit(0)';
  // Videos know no `shares`, and refuse to be asked.
  const fields = isVideo(receipt) ? summaries : `shares,${summaries}`;
  const answer = await get(receipt.remoteId, { fields }, api);
  const read = readAnswer(counts, answer);
  if (!read) throw unseenTrouble(answer, api);
  return {
    // What nobody has shared yet has no `shares` at all.
    ...(read.shares ? { shares: read.shares.count } : {}),
    ...(read.comments ? { comments: read.comments.summary.total_count } : {}),
    ...(read.reactions ? { likes: read.reactions.summary.total_count } : {}),
  };
}
