import { serverNow } from '#shared/platforms/answers.ts';
import { graphAddress } from '#shared/platforms/instagram/addresses.ts';
import { askingOf } from '#shared/platforms/instagram/asking.ts';
import type { Shape } from '#shared/platforms/instagram/choices.ts';
import { troubleOf } from '#shared/platforms/instagram/failures.ts';
import { mediaList, readAnswer, type ListedMedia } from '#shared/platforms/instagram/wire.ts';
import type { HttpAnswer } from '#shared/platforms/http.ts';
import { sendUnseen } from '#shared/platforms/meta/containers.ts';
import type { Api } from '#shared/platforms/platform.ts';
import { isSameText } from '#shared/platforms/same-text.ts';
import { StepTrouble, type Found, type StepStart } from '#shared/publishing/steps.ts';

/** What a post must be, to be the one that was sent. */
export interface Wanted {
  readonly caption: string;
  readonly shape: Shape;
  /** Of a story: its one file. */
  readonly isVideo: boolean;
}

/** PLATFORMS.md 9.2. */
const SKEW_MS = 2 * 60_000;
const PAGE = 25;
/** A hundred posts since the start: whoever posts that much is not told apart by looking. */
const MOST_PAGES = 4;

/**
 * Looks for a post whose answer was lost among the account's own since the step started (PLATFORMS.md 5.5, 9.2): the
 * same kind and exactly the same caption. A list that leaves captions out proves a post only when its container says
 * that it is out. `absent` only of a list that is complete. Throws `StepTrouble` when it cannot be asked now.
 */
export async function findMedia(wanted: Wanted, start: StepStart, isOut: boolean, api: Api): Promise<Found<string>> {
  const recent: ListedMedia[] = [];
  let after: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await sendUnseen(listRequest(wanted.shape, after, api), api);
    const list = readAnswer(mediaList, answer);
    if (!list) return notNow(answer, api);
    const since = sinceOf(start, answer, api);
    // Our clock was set back since: no time says which posts are new.
    if (since === undefined) return 'cannot-tell';
    recent.push(...list.data.filter(({ timestamp }) => timestamp >= since));
    after = list.paging?.next === undefined ? undefined : list.paging.cursors?.after;
    const oldest = list.data.at(-1);
    if (after === undefined || (oldest && oldest.timestamp < since)) return settled(recent, wanted, isOut);
  }
  return 'cannot-tell';
}

function listRequest(shape: Shape, after: string | undefined, api: Api): { method: 'GET'; url: string } {
  const { server, remoteId } = api.account;
  const query = {
    fields: 'id,caption,timestamp,media_type,media_product_type',
    limit: String(PAGE),
    ...(after === undefined ? {} : { after }),
  };
  // Stories are in a list of their own.
  const list = shape === 'story' ? 'stories' : 'media';
  return { method: 'GET', url: graphAddress(server, `/${remoteId}/${list}`, query) };
}

/** The start on the server's clock, less some skew. Its times are whole seconds. */
function sinceOf(start: StepStart, answer: HttpAnswer, api: Api): number | undefined {
  const agoMs = api.now() - start.startedAt;
  return agoMs < 0 ? undefined : serverNow(answer, api.now()) - agoMs - SKEW_MS;
}

function settled(recent: readonly ListedMedia[], wanted: Wanted, isOut: boolean): Found<string> {
  const alike = recent.filter((media) => isSameKind(media, wanted));
  const same = alike.filter((media) => isSameCaption(media, wanted));
  // Without words to compare, only a container that is out makes one of the same kind the one.
  const isTold = isOut || (wanted.shape !== 'story' && wanted.caption.trim() !== '');
  if (same.length > 0) return same.length === 1 && same[0] && isTold ? { found: same[0].id } : 'cannot-tell';
  // An empty caption is left out of the list: then it was compared above.
  const untold = alike.filter(({ caption }) => caption == null);
  if (untold.length === 0) return 'absent';
  const [only] = untold;
  return isOut && only && untold.length === 1 ? { found: only.id } : 'cannot-tell';
}

function isSameCaption({ caption }: ListedMedia, { caption: wanted, shape }: Wanted): boolean {
  // Stories have none.
  if (shape === 'story') return true;
  return caption == null ? wanted.trim() === '' : isSameText(caption, wanted);
}

/** What the list does not say cannot be compared. */
function isSameKind({ media_type: type, media_product_type: product }: ListedMedia, wanted: Wanted): boolean {
  const { types, product: made } = KINDS[wanted.shape];
  const isType =
    type == null || (wanted.shape === 'story' ? type === (wanted.isVideo ? 'VIDEO' : 'IMAGE') : types.includes(type));
  return isType && (product == null || product === made);
}

const KINDS: Readonly<Record<Shape, { readonly types: readonly string[]; readonly product: string }>> = {
  image: { types: ['IMAGE'], product: 'FEED' },
  reel: { types: ['VIDEO'], product: 'REELS' },
  story: { types: ['IMAGE', 'VIDEO'], product: 'STORY' },
  carousel: { types: ['CAROUSEL_ALBUM'], product: 'FEED' },
};

/** Refused for good, it will never be told. Anything else is a trouble of the moment: ask again later. */
function notNow(answer: HttpAnswer, api: Api): 'cannot-tell' {
  const trouble = troubleOf(answer, askingOf(api, { shows: false }));
  if (trouble.kind === 'refused') return 'cannot-tell';
  throw new StepTrouble(trouble);
}
