import { graphAddress, uploadAddress } from '#shared/platforms/instagram/addresses.ts';
import { askingOf, unseenTrouble } from '#shared/platforms/instagram/asking.ts';
import { choicesOf, isVideo, shapeOf, type Choices, type Shape } from '#shared/platforms/instagram/choices.ts';
import { isGone, isSpoilt, troubleOf, whyContainerFailed } from '#shared/platforms/instagram/failures.ts';
import { instagram } from '#shared/platforms/instagram/rules.ts';
import { containerStatus, madeContainer, readAnswer, uploaded } from '#shared/platforms/instagram/wire.ts';
import { shownWords } from '#shared/platforms/answers.ts';
import {
  containerState,
  isAgain,
  sendUnseen,
  stepInRound,
  waitUntilReady,
  type Again,
  type Container,
  type ContainerSaid,
} from '#shared/platforms/meta/containers.ts';
import type { Api } from '#shared/platforms/platform.ts';
import type { Draft, DraftMedia } from '#shared/publishing/publication.ts';
import { StepTrouble, type StepRunner } from '#shared/publishing/steps.ts';

// Everything of a post that nobody sees yet (PLATFORMS.md 5.2): a container for each file, the bytes of videos where
// they go up directly, the container of a carousel, and waiting for each.

/** Made with Facebook Login: videos go up as bytes, and posts can be deleted. */
export function isFacebookLogin(api: Pick<Api, 'account'>): boolean {
  return api.account.limits['facebookLogin'] === 1;
}

/** Instagram fetches a picture before it answers. */
const FETCH_TIMEOUT_MS = 60_000;
const UPLOAD_TIMEOUT_MS = 15 * 60_000;
const HOUR_MS = 3_600_000;
/** Of the 24 hours that a container lives, as long as it is built upon. */
const FRESH_MS = 23 * HOUR_MS;

/** A container, and where its bytes go if it waits for some. */
type Made = Container & { readonly uploadTo?: string };

/** The container that publishes the whole draft, ready. */
export async function prepare(draft: Draft, round: number, run: StepRunner, api: Api): Promise<Container | Again> {
  const shape = shapeOf(draft);
  const files = draft.segments[0]?.media ?? [];
  const made: Made[] = [];
  for (const [n, file] of files.entries()) {
    const name = stepInRound(`container/${n}`, round);
    made.push(await run.step(name, 'repeatable', () => makeContainer(file, fieldsOf(file, draft), api)));
  }
  for (const [n, file] of files.entries()) {
    const came = await bringUp(n, file, made[n], round, run, api);
    if (came !== 'ready') return came;
  }
  const [first] = made;
  if (!first) throw new Error('A draft for Instagram has at least one file');
  return shape === 'carousel' ? joined(made, draft, round, run, api) : first;
}

/** The bytes of a file, where they are sent, and the wait until it is ready. */
async function bringUp(
  n: number,
  file: DraftMedia,
  container: Made | undefined,
  round: number,
  run: StepRunner,
  api: Api,
): Promise<'ready' | Again> {
  if (!container) return 'ready';
  const { uploadTo } = container;
  if (uploadTo !== undefined) {
    const name = stepInRound(`upload/${n}`, round);
    const came = await run.step(name, 'repeatable', () => upload(file, container, uploadTo, api));
    if (came !== 'uploaded') return came;
  }
  const waiting = { file: file.name, kind: isVideo(file) ? 'film' : 'picture' } as const;
  return run.step(stepInRound(`ready/${n}`, round), 'repeatable', () => wait(container, waiting, api));
}

async function joined(
  made: readonly Container[],
  draft: Draft,
  round: number,
  run: StepRunner,
  api: Api,
): Promise<Container | Again> {
  const name = stepInRound('carousel', round);
  const parent = await run.step(name, 'repeatable', () => makeCarousel(made, draft, api));
  if (isAgain(parent)) return parent;
  const file = draft.segments[0]?.media[0]?.name ?? '';
  const came = await run.step(stepInRound('ready/carousel', round), 'repeatable', () =>
    wait(parent, { file, kind: 'picture' }, api),
  );
  return came === 'ready' ? parent : came;
}

type Fields = Readonly<Record<string, string>>;

/** What a container is made of besides the address of its file. */
function fieldsOf(file: DraftMedia, draft: Draft): Fields {
  const shape = shapeOf(draft);
  const choices = choicesOf(draft);
  const alt = file.alt.trim();
  const described: Fields = alt === '' || isVideo(file) ? {} : { alt_text: alt };
  switch (shape) {
    case 'image':
      return { ...described, ...captionOf(draft), ...sharedFields(choices, shape) };
    case 'reel':
      return {
        media_type: 'REELS',
        ...captionOf(draft),
        ...sharedFields(choices, shape),
        ...reelFields(choices, file),
      };
    case 'story':
      return { media_type: 'STORIES' };
    case 'carousel':
      return { is_carousel_item: 'true', ...described, ...(isVideo(file) ? { media_type: 'VIDEO' } : {}) };
  }
}

function captionOf(draft: Draft): Fields {
  const caption = draft.segments[0]?.text ?? '';
  return caption === '' ? {} : { caption };
}

function sharedFields({ locationId, userTags, collaborators }: Choices, shape: Shape): Fields {
  // Tags on a picture need a place in it, those on a reel have none.
  const place = shape === 'image' ? ',"x":0.5,"y":0.5' : '';
  const tags = userTags.map((name) => `{"username":${JSON.stringify(name)}${place}}`);
  return {
    ...(locationId === '' ? {} : { location_id: locationId }),
    ...(tags.length === 0 || shape === 'carousel' ? {} : { user_tags: `[${tags.join(',')}]` }),
    ...(collaborators.length === 0 ? {} : { collaborators: JSON.stringify(collaborators) }),
  };
}

/** The cover is a moment of the film (PLATFORMS.md 5.2): `cover_url` would want another public file. */
function reelFields({ kind, shareToFeed, coverAtMs }: Choices, { cover }: DraftMedia): Fields {
  const moment = cover === undefined ? coverAtMs : String(cover.atMs);
  return {
    share_to_feed: String(kind === 'post' || shareToFeed),
    ...(moment === '' ? {} : { thumb_offset: moment }),
  };
}

async function makeContainer(file: DraftMedia, fields: Fields, api: Api): Promise<Made> {
  const asBytes = isVideo(file) && isFacebookLogin(api);
  const source: Fields = asBytes
    ? { upload_type: 'resumable' }
    : { [isVideo(file) ? 'video_url' : 'image_url']: (await api.publicAddress(file)).url };
  const answer = await sendUnseen(creation({ ...source, ...fields }, api), api);
  const made = readAnswer(madeContainer, answer);
  if (!made) throw unseenTrouble(answer, api, file.name);
  const container = { id: made.id, madeAt: api.now() };
  return asBytes ? { ...container, uploadTo: uploadAddress(api.account.server, made.id, made.uri) } : container;
}

async function makeCarousel(made: readonly Container[], draft: Draft, api: Api): Promise<Container | Again> {
  if (made.some((one) => isStale(one, api))) return expired();
  const fields: Fields = {
    media_type: 'CAROUSEL',
    children: made.map(({ id }) => id).join(','),
    ...captionOf(draft),
    ...sharedFields(choicesOf(draft), 'carousel'),
  };
  const answer = await sendUnseen(creation(fields, api), api);
  const parent = readAnswer(madeContainer, answer);
  if (parent) return { id: parent.id, madeAt: api.now() };
  const trouble = troubleOf(answer, askingOf(api, { shows: false }));
  if (isSpoilt(answer)) return { again: trouble.failure };
  throw new StepTrouble(trouble);
}

function creation(form: Fields, api: Api): { method: 'POST'; url: string; body: { form: Fields }; timeoutMs: number } {
  const url = graphAddress(api.account.server, `/${api.account.remoteId}/media`);
  return { method: 'POST', url, body: { form }, timeoutMs: FETCH_TIMEOUT_MS };
}

/** Always from the first byte: that an upload can be resumed is not certain (PLATFORMS.md 4.2, 5.2). */
async function upload(file: DraftMedia, container: Made, url: string, api: Api): Promise<'uploaded' | Again> {
  if (isStale(container, api)) return expired();
  const bytes = await api.readMedia(file);
  const headers = { offset: '0', file_size: String(bytes.length) };
  const body = { bytes, type: 'application/octet-stream' };
  const answer = await sendUnseen({ method: 'POST', url, headers, body, timeoutMs: UPLOAD_TIMEOUT_MS }, api);
  if (readAnswer(uploaded, answer)) return 'uploaded';
  throw unseenTrouble(answer, api, file.name);
}

function isStale(container: Container, api: Api): boolean {
  return api.now() - container.madeAt > FRESH_MS;
}

function expired(): Again {
  const about = { platform: instagram.name, answer: 'what was prepared for it had expired' };
  return { again: { code: 'publish.refused', about } };
}

function wait(
  container: Container,
  about: { readonly file: string; readonly kind: 'picture' | 'film' },
  api: Api,
): Promise<'ready' | Again> {
  return waitUntilReady(container, {
    platform: instagram.name,
    ...about,
    now: api.now,
    ask: (id) => askContainer(id, api),
    whyFailed: (said) => whyContainerFailed(said, askingOf(api, { shows: false, file: about.file })),
  });
}

/** What Instagram says of a container. Throws `StepTrouble`. */
export async function askContainer(id: string, api: Api): Promise<ContainerSaid> {
  const url = graphAddress(api.account.server, `/${id}`, { fields: 'status_code,status' });
  const answer = await sendUnseen({ method: 'GET', url }, api);
  const said = readAnswer(containerStatus, answer);
  const state = containerState(said?.status_code ?? '');
  if (state !== undefined) return { state, words: shownWords(said?.status ?? '', answer) };
  if (isGone(answer)) return { state: 'gone', words: '' };
  throw unseenTrouble(answer, api);
}
