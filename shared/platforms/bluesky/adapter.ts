import { invariant } from '#shared/assert.ts';
import { beside } from '#shared/platforms/beside.ts';
import type { Adapter, Api } from '#shared/platforms/platform.ts';
import { findAccounts } from '#shared/platforms/bluesky/find-accounts.ts';
import { followers } from '#shared/platforms/bluesky/followers.ts';
import { profileUrl } from '#shared/platforms/bluesky/account.ts';
import { appPassword } from '#shared/platforms/bluesky/app-password.ts';
import { makeCard, type Card } from '#shared/platforms/bluesky/card.ts';
import type { Facet } from '#shared/platforms/bluesky/facets.ts';
import { quotaOf } from '#shared/platforms/bluesky/failures.ts';
import { closeGates } from '#shared/platforms/bluesky/gates.ts';
import { health } from '#shared/platforms/bluesky/health.ts';
import { chooseKeys, type Key } from '#shared/platforms/bluesky/keys.ts';
import { isVideo } from '#shared/platforms/bluesky/media-rules.ts';
import { findFacets } from '#shared/platforms/bluesky/mentions.ts';
import { metrics } from '#shared/platforms/bluesky/metrics.ts';
import { browserSignIn } from '#shared/platforms/bluesky/oauth.ts';
import { sessionOpener } from '#shared/platforms/bluesky/oauth-session.ts';
import { readOptions, type PostOptions } from '#shared/platforms/bluesky/post-options.ts';
import { postRecord } from '#shared/platforms/bluesky/post-record.ts';
import { findQuoted } from '#shared/platforms/bluesky/quote.ts';
import { getRecord, POST, writeRecord, type Made } from '#shared/platforms/bluesky/records.ts';
import { bluesky } from '#shared/platforms/bluesky/rules.ts';
import { authorize, isExpired, renew } from '#shared/platforms/bluesky/session.ts';
import { remove } from '#shared/platforms/bluesky/take-down.ts';
import { upload } from '#shared/platforms/bluesky/uploads.ts';
import { prepareVideo } from '#shared/platforms/bluesky/video.ts';
import { found, readAnswer, type BlobRef, type Written } from '#shared/platforms/bluesky/wire.ts';
import type { FailureValue } from '#shared/failures.ts';
import type { Draft, DraftSegment, Receipt } from '#shared/publishing/publication.ts';
import { StepTrouble, type StepRunner } from '#shared/publishing/steps.ts';

// Publishing to Bluesky (PLATFORMS.md 7.2, 7.5). The steps:
//   keys                 the key and time of every part, chosen once
//   quote                the post to be quoted
//   facets/<part>        links, mentions and tags; `facets/comment` those of the first comment
//   media/<part>/<n>     an image, on the account's own server
//   video/<part>/<n>     a video, given to the service that makes it ready; `video-ready/…` waits for it
//   card/<part>          what the link's page says, with its picture uploaded
//   create/<part>        the post itself, under its key
//   replies/0, quotes/…  who may reply and quote, right after the part
//   comment              the first comment, a reply to the last part
//   confirm              read back; without it the answer is proof enough
//
// Every step can be repeated: uploads are named by their content, and the server takes the same record under the same key
// as the one it has. So nothing is posted twice, whatever was lost on the way.
//
// A server throws uploads away that no record had for an hour or so. Then `create` ends with that as its result, and the
// part is uploaded and created once more, in steps called `…/again-1`, still under its key.

export const blueskyAdapter: Adapter = {
  platform: bluesky,
  connectors: { 'app-password': appPassword, browser: browserSignIn },
  // 3000 requests in 5 minutes (PLATFORMS.md 7.3).
  minGapMs: 100,
  publish,
  authorize,
  isExpired,
  renew,
  openSession: sessionOpener(),
  quota: quotaOf,
  remove,
  metrics,
  followers,
  findAccounts,
  health,
};

/** A draft on its way. */
interface Work {
  readonly options: PostOptions;
  readonly keys: readonly Key[];
  readonly quoted: Written | undefined;
  readonly run: StepRunner;
  readonly api: Api;
}

/** One post of the draft; a thread has several. */
interface Part {
  readonly at: number;
  readonly segment: DraftSegment;
  readonly facets: readonly Facet[];
}

/** What has to be uploaded again when the server threw it away. */
interface Files {
  readonly blobs: readonly BlobRef[];
  /** `null` when the page said nothing. */
  readonly card: Card | null | undefined;
}

const MOST_ROUNDS = 3;

async function publish(draft: Draft, run: StepRunner, api: Api): Promise<Receipt> {
  const { segments } = draft;
  const options = readOptions(draft.options);
  const comment = draft.firstComment?.trim() ?? '';
  const count = segments.length + (comment === '' ? 0 : 1);
  const keys = await run.step('keys', 'repeatable', async () => chooseKeys(count, api));
  const { quote } = options;
  const quoted = quote && (await run.step('quote', 'repeatable', () => findQuoted(quote, api)));
  const work: Work = { options, keys, quoted, run, api };

  // Everything that can fail without being seen comes before the first part is seen.
  const prepared: { part: Part; files: Files }[] = [];
  for (const [index, segment] of segments.entries()) {
    const facets = await facetsIn(segment.text, index, work);
    prepared.push({ part: { at: index, segment, facets }, files: await prepareFiles(segment, index, '', work) });
  }
  const inComment = comment === '' ? [] : await facetsIn(comment, 'comment', work);

  const without: FailureValue[] = prepared.flatMap(({ part, files }) => (files.card === null ? noCard(part) : []));
  const made: Made[] = [];
  for (const { part, files } of prepared) {
    const one = await post(part, files, made, work);
    made.push(one);
    without.push(...(await closeGates({ at: part.at, key: at(keys, part.at), made: one }, options, run, api)));
  }
  if (comment !== '') without.push(...(await addComment(comment, inComment, made, work)));

  const { confirmedBy } = await run.step('confirm', 'repeatable', () => confirm(keys, made, api));
  return { ...receiptOf(made, keys, api), confirmedBy, ...(without.length > 0 && { without }) };
}

async function facetsIn(text: string, name: number | 'comment', { run, api }: Work): Promise<readonly Facet[]> {
  return (await run.step(`facets/${name}`, 'repeatable', () => findFacets(text, api))).facets;
}

/** `again` is what the steps of a later round are called by. */
async function prepareFiles(segment: DraftSegment, part: number, again: string, { run, api }: Work): Promise<Files> {
  const blobs: BlobRef[] = [];
  for (const [n, media] of segment.media.entries()) {
    const place = `${part}/${n}${again}`;
    // A second time the service would only say that it has done this one; the account's server takes it as it is.
    const isForService = isVideo(media) && again === '';
    blobs.push(
      isForService
        ? await prepareVideo(media, place, run, api)
        : await run.step(`media/${place}`, 'repeatable', () => upload(media, api)),
    );
  }
  const { link } = segment;
  if (link === undefined || segment.media.length > 0) return { blobs, card: undefined };
  return { blobs, card: await run.step(`card/${part}${again}`, 'repeatable', () => makeCard(link, api)) };
}

function noCard({ segment }: Part): FailureValue[] {
  return [{ code: 'publish.without-card', about: { reason: `${segment.link} could not be read.` } }];
}

async function post(part: Part, files: Files, before: readonly Made[], work: Work): Promise<Made> {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const again = round === 0 ? '' : `/again-${round}`;
    const held = round === 0 ? files : await prepareFiles(part.segment, part.at, again, work);
    const made = await work.run.step(`create/${part.at}${again}`, 'keyed', () => create(part, held, before, work));
    if (made !== 'blobs-gone') return made;
  }
  const about = { platform: bluesky.name, answer: 'the server forgot it each time.' };
  throw new StepTrouble({
    kind: 'refused',
    failure: { code: 'publish.media-refused', about: { ...about, file: part.segment.media[0]?.name ?? 'An image' } },
  });
}

function create(part: Part, files: Files, before: readonly Made[], work: Work): Promise<Made | 'blobs-gone'> {
  const { options, quoted, api } = work;
  const key = at(work.keys, part.at);
  const record = postRecord({
    text: part.segment.text,
    key,
    facets: part.facets,
    media: part.segment.media,
    blobs: files.blobs,
    card: files.card ?? undefined,
    quoted: part.at === 0 ? quoted : undefined,
    langs: options.langs,
    label: options.label,
    before,
  });
  return writeRecord(POST, key, record, api).catch((thrown: unknown) => {
    throw part.at === 0 ? thrown : afterTheFirst(thrown);
  });
}

/** People see the beginning of the thread by now, which a person has to know. */
function afterTheFirst(thrown: unknown): unknown {
  if (!(thrown instanceof StepTrouble) || thrown.trouble.kind !== 'refused') return thrown;
  const { about } = thrown.trouble.failure;
  return new StepTrouble({ kind: 'refused', failure: { code: 'publish.reply-refused', about } }, { cause: thrown });
}

/** Its own key is the last one. */
async function addComment(
  text: string,
  facets: readonly Facet[],
  made: readonly Made[],
  { options, keys, run, api }: Work,
): Promise<FailureValue[]> {
  const key = at(keys, made.length);
  const record = postRecord({ text, key, facets, media: [], blobs: [], langs: options.langs, before: made });
  const added = await beside('publish.comment-refused', () =>
    run.step('comment', 'keyed', () => writeRecord(POST, key, record, api)),
  );
  return 'without' in added ? [added.without] : [];
}

type Confirmed = { readonly confirmedBy: 'answer' | 'read-back' };

/** Reads every part back. The server has already said that it has them, so what goes wrong here changes nothing. */
async function confirm(keys: readonly Key[], made: readonly Made[], api: Api): Promise<Confirmed> {
  try {
    for (const [part, { cid }] of made.entries()) {
      const { rkey } = at(keys, part);
      const answer = await getRecord({ repo: api.account.remoteId, collection: POST, rkey }, api);
      if (readAnswer(found, answer)?.cid !== cid) return { confirmedBy: 'answer' };
    }
    return { confirmedBy: 'read-back' };
  } catch (thrown) {
    if (thrown instanceof StepTrouble) return { confirmedBy: 'answer' };
    throw thrown;
  }
}

function receiptOf(made: readonly Made[], keys: readonly Key[], api: Api): Omit<Receipt, 'confirmedBy'> {
  const profile = profileUrl({ did: api.account.remoteId, handle: api.account.handle });
  const parts = made.map(({ uri }, part) => ({ remoteId: uri, permalink: `${profile}/post/${at(keys, part).rkey}` }));
  const first = at(parts, 0);
  return { remoteId: first.remoteId, permalink: first.permalink, publishedAt: at(made, 0).madeAt, parts };
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  invariant(item !== undefined, `part ${index} exists among ${list.length}`);
  return item;
}
