import type { FailureValue } from '#shared/failures.ts';
import { serverNow } from '#shared/platforms/answers.ts';
import {
  containerState,
  sendUnseen,
  type Again,
  type Container,
  type ContainerSaid,
} from '#shared/platforms/meta/containers.ts';
import type { HttpAnswer } from '#shared/platforms/http.ts';
import { containerTrouble, isCannotFetch, isMissing } from '#shared/platforms/threads/failures.ts';
import { isVideo } from '#shared/platforms/threads/media-rules.ts';
import type { Chosen } from '#shared/platforms/threads/options.ts';
import { pollAttachment } from '#shared/platforms/threads/poll-rules.ts';
import { unseenTrouble } from '#shared/platforms/threads/requests.ts';
import { threads } from '#shared/platforms/threads/rules.ts';
import { address, container as containerAnswer, made, readAnswer } from '#shared/platforms/threads/wire.ts';
import type { Api } from '#shared/platforms/platform.ts';
import type { Poll } from '#shared/posts/poll.ts';
import type { DraftMedia } from '#shared/publishing/publication.ts';
import { StepTrouble, type Trouble } from '#shared/publishing/steps.ts';

// Making containers and asking about them (PLATFORMS.md 6.2). Threads fetches every file itself, from an address that is
// asked for anew each time, since the last one may have ended.

/** One post as Threads is told about it. */
export interface Part {
  /** As the steps are called: `0`, `1`, `comment`. */
  readonly name: string;
  readonly text: string;
  readonly media: readonly DraftMedia[];
  readonly poll: Poll | undefined;
  /** What its card is made of, where it was chosen. */
  readonly card: string | undefined;
  readonly chosen: Chosen;
}

/** The post that another one answers. */
export interface Parent {
  readonly id: string;
  /** Since when we know that it is out, UTC ms, by the network's clock: ours may be set meanwhile. */
  readonly knownAt: number;
}

type Fields = Readonly<Record<string, string>>;

/** One file, as a carousel takes it. */
export async function makeChild(media: DraftMedia, round: number, api: Api): Promise<Container | Again> {
  const fields = { ...(await fieldsOfFile(media, api)), is_carousel_item: 'true' };
  const answer = await create(fields, api);
  return makeOf(answer, api) ?? againOrThrow(whyNotMade(answer, media.name, round, api));
}

/** The container of a whole post; `children` are those of a carousel. */
export async function makePost(
  part: Part,
  given: { readonly parent: Parent | undefined; readonly children: readonly string[]; readonly round: number },
  api: Api,
): Promise<Container | Again> {
  const { parent, children, round } = given;
  const answer = await create({ ...(await fieldsOf(part, children, api)), ...replyTo(parent?.id) }, api);
  const container = makeOf(answer, api);
  if (container) return container;
  // What is missing may be one of its files; they can be asked, and whether a post can be answered yet cannot.
  if (children.length > 0 && (await isAnyGone(children, api))) return { again: childrenGone() };
  if (parent !== undefined && isMissing(answer)) throw new StepTrouble(parentTrouble(parent, answer, api));
  return againOrThrow(whyNotMade(answer, filesOf(part), round, api));
}

/** What the network says about a container. */
export async function askContainer(id: string, api: Api): Promise<ContainerSaid> {
  const url = address(api.account.server, id, { fields: 'status,error_message' });
  const answer = await sendUnseen({ method: 'GET', url }, api);
  if (isMissing(answer)) return { state: 'gone', words: '' };
  const said = readAnswer(containerAnswer, answer);
  const state = said && containerState(said.status);
  if (state === undefined) throw unseenTrouble(answer, api);
  return { state, words: said?.error_message ?? '' };
}

/** Why a container ended as ERROR; a file that could not be fetched is tried once more (PLATFORMS.md 6.4). */
export function whyFailed(said: ContainerSaid, file: string | undefined, round: number, api: Api): Again | Trouble {
  const about = { channel: api.account.handle, ...(file === undefined ? {} : { file }) };
  return onceMore(containerTrouble(said.words, about), round);
}

/** The names of a post's files, for a person; `undefined` for a post of words alone. */
export function filesOf(part: Part): string | undefined {
  return part.media.length === 0 ? undefined : part.media.map(({ name }) => name).join(', ');
}

/** `media_type` of the finished post (PLATFORMS.md 6.5). */
export function finishedType(part: Part): string {
  const [first] = part.media;
  if (!first) return 'TEXT_POST';
  return part.media.length > 1 ? 'CAROUSEL_ALBUM' : typeOf(first);
}

async function create(fields: Fields, api: Api): Promise<HttpAnswer> {
  const url = address(api.account.server, `${api.account.remoteId}/threads`);
  return sendUnseen({ method: 'POST', url, body: { form: fields } }, api);
}

function makeOf(answer: HttpAnswer, api: Api): Container | undefined {
  const id = readAnswer(made, answer)?.id;
  return id === undefined ? undefined : { id, madeAt: api.now() };
}

async function fieldsOf(part: Part, children: readonly string[], api: Api): Promise<Fields> {
  const { text, poll, card, chosen } = part;
  const [first] = part.media;
  const { topicTag, replyControl, hidesMedia } = chosen;
  return {
    ...(await fieldsOfKind(first, children, api)),
    ...(text === '' ? {} : { text }),
    ...(poll === undefined ? {} : { poll_attachment: pollAttachment(poll) }),
    ...(card === undefined ? {} : { link_attachment: card }),
    ...(topicTag === undefined ? {} : { topic_tag: topicTag }),
    ...(replyControl === undefined ? {} : { reply_control: replyControl }),
    ...(hidesMedia && first !== undefined ? { is_spoiler_media: 'true' } : {}),
  };
}

async function fieldsOfKind(first: DraftMedia | undefined, children: readonly string[], api: Api): Promise<Fields> {
  if (children.length > 0) return { media_type: 'CAROUSEL', children: children.join(',') };
  return first === undefined ? { media_type: 'TEXT' } : fieldsOfFile(first, api);
}

async function fieldsOfFile(media: DraftMedia, api: Api): Promise<Fields> {
  const { url } = await api.publicAddress(media);
  return {
    media_type: typeOf(media),
    [isVideo(media) ? 'video_url' : 'image_url']: url,
    ...(media.alt.trim() === '' ? {} : { alt_text: media.alt }),
  };
}

function typeOf(media: DraftMedia): string {
  return isVideo(media) ? 'VIDEO' : 'IMAGE';
}

function replyTo(parent: string | undefined): Fields {
  return parent === undefined ? {} : { reply_to_id: parent };
}

const PARENT_AGAIN_MS = 5_000;
const PARENT_WITHIN_MS = 5 * 60_000;

/**
 * What it means that the post to be answered is not there. UNCONFIRMED how long one that is out cannot be answered yet
 * (PLATFORMS.md 6.2): some seconds, it seems. It is waited for twice as long each time; after five minutes it is gone.
 */
export function parentTrouble(parent: Parent, answer: HttpAnswer, api: Api): Trouble {
  const { failure } = unseenTrouble(answer, api).trouble;
  const agoMs = serverNow(answer, api.now()) - parent.knownAt;
  if (agoMs >= PARENT_WITHIN_MS)
    return { kind: 'refused', failure: { code: 'publish.parent-gone', about: failure.about } };
  return { kind: 'temporary', failure, retryAt: api.now() + Math.max(PARENT_AGAIN_MS, agoMs) };
}

/** The words of the refusal are not known; this is. */
async function isAnyGone(children: readonly string[], api: Api): Promise<boolean> {
  for (const id of children) {
    const { state } = await askContainer(id, api);
    if (state !== 'ready' && state !== 'preparing') return true;
  }
  return false;
}

function childrenGone(): FailureValue {
  return { code: 'publish.refused', about: { platform: threads.name, answer: 'what was prepared for it had expired' } };
}

function whyNotMade(answer: HttpAnswer, file: string | undefined, round: number, api: Api): Again | Trouble {
  const { trouble } = unseenTrouble(answer, api, file);
  return isCannotFetch(answer) ? onceMore(trouble, round) : trouble;
}

/** Two tries for what could not be fetched (PLATFORMS.md 6.4). */
function onceMore(trouble: Trouble, round: number): Again | Trouble {
  if (trouble.kind !== 'temporary') return trouble;
  return round === 0 ? { again: trouble.failure } : { kind: 'refused', failure: trouble.failure };
}

function againOrThrow(why: Again | Trouble): Again {
  if ('again' in why) return why;
  throw new StepTrouble(why);
}
