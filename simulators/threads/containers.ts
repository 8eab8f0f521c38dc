import type { FastifyInstance, FastifyRequest } from 'fastify';
import { pickFields } from '#simulators/meta/fields.ts';
import { noSuchObject } from '#simulators/meta/graph.ts';
import { readGraphParams, type GraphParams } from '#simulators/meta/params.ts';
import { fetchFile, problemOfPicture, problemOfVideo } from '#simulators/threads/fetch-file.ts';
import { mustBeOwn, personOf } from '#simulators/threads/permission.ts';
import { dailyLimit, invalid, mediaNotFound, notFetched, restricted, spam } from '#simulators/threads/refusals.ts';
import { lengthOf, linkCount } from '#simulators/threads/text-rules.ts';
import {
  addPost,
  livingPost,
  statusOf,
  usedBy,
  type Container,
  type Content,
  type MediaType,
  type Person,
  type World,
} from '#simulators/threads/world.ts';

type ForUser = FastifyRequest<{ Params: { user: string } }>;

const MEDIA_TYPES: readonly string[] = ['TEXT', 'IMAGE', 'VIDEO', 'CAROUSEL'];
const REPLY_CONTROLS = [
  'everyone',
  'accounts_you_follow',
  'mentioned_only',
  'parent_post_author_only',
  'followers_only',
];

/** Making containers and publishing them. PLATFORMS.md 6.2. */
export function addContainerRoutes(app: FastifyInstance, world: World): void {
  app.post('/v1.0/:user/threads', make);
  app.post('/v1.0/:user/threads_publish', publish);

  async function make(request: ForUser): Promise<unknown> {
    const params = await readGraphParams(request);
    const isReply = params.text('reply_to_id') !== undefined;
    const person = personOf(
      world,
      request,
      params,
      'threads_content_publish',
      ...(isReply ? ['threads_manage_replies'] : []),
    );
    mustBeOwn(person, request.params.user);
    const container = await newContainer(world, person, params);
    world.containers.set(container.id, container);
    if (params.text('auto_publish_text') === 'true' && container.mediaType === 'TEXT')
      return comeOut(world, person, container);
    return { id: container.id };
  }

  async function publish(request: ForUser): Promise<unknown> {
    const params = await readGraphParams(request);
    const person = personOf(world, request, params, 'threads_content_publish');
    mustBeOwn(person, request.params.user);
    const id = params.text('creation_id') ?? '';
    const container = world.containers.get(id);
    if (!container || container.personId !== person.id) throw mediaNotFound(id);
    return comeOut(world, person, container);
  }
}

/** `GET /{container}`. */
export function containerJson(world: World, container: Container, fields: string): Record<string, unknown> {
  const status = statusOf(world, container);
  const error = status === 'ERROR' ? { error_message: container.error } : {};
  return pickFields({ id: container.id, status, ...error }, fields || 'id,status');
}

function comeOut(world: World, person: Person, container: Container): { id: string } {
  const status = statusOf(world, container);
  // UNCONFIRMED how a container is refused that was published already.
  if (status === 'PUBLISHED') throw invalid('The media container was already published.');
  if (status === 'ERROR') throw invalid('The media container has an error and cannot be published.');
  if (status !== 'FINISHED' || container.isCarouselItem) throw mediaNotFound(container.id);
  if (world.behaviour.standing === 'restricted') throw restricted();
  if (world.behaviour.standing === 'spam') throw spam();
  const { posts, replies } = usedBy(world, person.id);
  const isFull =
    container.replyTo === undefined ? posts >= world.behaviour.postsPerDay : replies >= world.behaviour.repliesPerDay;
  if (isFull) throw dailyLimit();
  if (container.replyTo !== undefined && !livingPost(world, container.replyTo)) throw mediaNotFound(container.replyTo);
  const post = addPost(world, person.id, container);
  container.postId = post.id;
  return { id: post.id };
}

async function newContainer(world: World, person: Person, params: GraphParams): Promise<Container> {
  const mediaType = params.text('media_type') ?? '';
  if (!MEDIA_TYPES.includes(mediaType))
    throw invalid('Param media_type must be one of {TEXT, IMAGE, VIDEO, CAROUSEL}.');
  const content = contentOf(world, person, mediaType as MediaType, params);
  const { file, error } = await fileOf(world, mediaType as MediaType, params);
  return {
    ...content,
    file,
    id: world.nextId(),
    personId: person.id,
    isCarouselItem: params.flag('is_carousel_item', false),
    madeAt: world.now(),
    readyAt: world.now() + readyAfterMs(world, mediaType as MediaType),
    error,
    postId: undefined,
  };
}

function readyAfterMs({ behaviour }: World, mediaType: MediaType): number {
  if (mediaType === 'TEXT') return behaviour.textReadyAfterMs;
  return mediaType === 'VIDEO' ? behaviour.videoReadyAfterMs : behaviour.pictureReadyAfterMs;
}

function contentOf(world: World, person: Person, mediaType: MediaType, params: GraphParams): Content {
  const text = params.text('text') ?? '';
  const link = params.text('link_attachment');
  checkText(mediaType, text, link);
  return {
    mediaType,
    text,
    file: undefined,
    alt: checkedAlt(params.text('alt_text')),
    children: mediaType === 'CAROUSEL' ? childrenOf(world, person, params) : [],
    replyTo: checkedParent(world, params.text('reply_to_id')),
    link,
    topicTag: checkedTopic(params.text('topic_tag')),
    replyControl: checkedControl(params.text('reply_control')),
    poll: pollOf(mediaType, params.json('poll_attachment')),
    isSpoiler: params.flag('is_spoiler_media', false),
  };
}

function checkText(mediaType: MediaType, text: string, link: string | undefined): void {
  if (mediaType === 'TEXT' && text === '') throw invalid('Param text is required for a text post.');
  if (lengthOf(text) > 500) throw invalid('Param text must be at most 500 characters long.');
  if (linkCount(text, link) > 5) throw invalid('THREADS_API__LINK_LIMIT_EXCEEDED');
  if (link === undefined) return;
  if (mediaType !== 'TEXT') throw invalid('Param link_attachment can only be used with text-only posts.');
  if (!URL.canParse(link)) throw invalid('Param link_attachment must be a valid URL.');
}

function checkedAlt(alt: string | undefined): string | undefined {
  if (alt !== undefined && [...alt].length > 1000)
    throw invalid('Param alt_text must be at most 1000 characters long.');
  return alt;
}

function checkedParent(world: World, parent: string | undefined): string | undefined {
  if (parent === undefined) return undefined;
  const post = livingPost(world, parent);
  if (!post || world.now() < post.at + world.behaviour.answerableAfterMs) throw mediaNotFound(parent);
  return parent;
}

function checkedTopic(topic: string | undefined): string | undefined {
  if (topic === undefined) return undefined;
  const length = [...topic].length;
  if (length < 1 || length > 50 || /[.&]/.test(topic)) throw invalid('Param topic_tag is not a valid topic tag.');
  return topic;
}

function checkedControl(control = 'everyone'): string {
  if (!REPLY_CONTROLS.includes(control))
    throw invalid(`Param reply_control must be one of {${REPLY_CONTROLS.join(', ')}}.`);
  return control;
}

function pollOf(mediaType: MediaType, given: unknown): readonly string[] | undefined {
  if (given === undefined) return undefined;
  if (mediaType !== 'TEXT') throw invalid('Param poll_attachment can only be used with text-only posts.');
  if (typeof given !== 'object' || given === null) throw invalid('Param poll_attachment must be an object.');
  const named = given as Record<string, unknown>;
  const answers = ['option_a', 'option_b', 'option_c', 'option_d'].map((name) => named[name]);
  const filled = answers.filter((answer): answer is string => typeof answer === 'string');
  const isRight = filled.length >= 2 && filled.every((answer) => answer !== '' && [...answer].length <= 25);
  if (!isRight) throw invalid('Param poll_attachment must have two to four options of 1 to 25 characters.');
  return filled;
}

function childrenOf(world: World, person: Person, params: GraphParams): readonly string[] {
  const ids = (params.text('children') ?? '').split(',').filter(Boolean);
  if (ids.length < 2 || ids.length > 20) throw invalid('Param children must have between 2 and 20 elements.');
  for (const id of ids) {
    const child = world.containers.get(id);
    const isGood = child?.personId === person.id && child.isCarouselItem && statusOf(world, child) === 'FINISHED';
    if (!isGood) throw invalid(`Param children has an element that is not ready: ${id}`);
  }
  return ids;
}

/** Pictures are fetched before the answer, videos after it: what is wrong with one shows in its container. */
async function fileOf(
  world: World,
  mediaType: MediaType,
  params: GraphParams,
): Promise<Pick<Container, 'file' | 'error'>> {
  if (mediaType === 'TEXT' || mediaType === 'CAROUSEL') return { file: undefined, error: undefined };
  const address = params.text(mediaType === 'IMAGE' ? 'image_url' : 'video_url');
  if (address === undefined) throw invalid(`Param ${mediaType.toLowerCase()}_url is required.`);
  const file = await fetchFile(address);
  const ordered = world.behaviour.containerErrors.shift();
  if (!file && mediaType === 'IMAGE') throw notFetched(address);
  if (!file) return { file, error: 'FAILED_DOWNLOADING_VIDEO' };
  return { file, error: ordered ?? (mediaType === 'IMAGE' ? problemOfPicture(file) : problemOfVideo(file)) };
}

/** What a container of this person is; refused as the Graph API does where there is none. */
export function mustBeThere<T>(found: T | undefined, id: string, method?: string): T {
  if (found === undefined) throw noSuchObject(id, method);
  return found;
}
