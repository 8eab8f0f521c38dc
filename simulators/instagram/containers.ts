import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fetchFile, jpegSize, typeOf } from '#simulators/instagram/files.ts';
import { accountFor, asked, type Asked } from '#simulators/instagram/permission.ts';
import {
  cannotFetch,
  captionTooLong,
  containerGone,
  imageTooLarge,
  notReady,
  thumbOutOfRange,
  tooManyTags,
  unknownMediaType,
  videoRetired,
  wrongChildren,
  wrongImageFormat,
  wrongRatio,
} from '#simulators/instagram/refusals.ts';
import {
  addFile,
  DAY_MS,
  type Account,
  type Container,
  type ContainerOptions,
  type Item,
  type MediaKind,
  type StoredFile,
  type World,
} from '#simulators/instagram/world.ts';
import { badParameter, GraphRefusal } from '#simulators/meta/graph.ts';
import type { GraphParams } from '#simulators/meta/params.ts';

const IMAGE_BYTES = 8 * 1024 * 1024;
const LONGEST_CAPTION = 2200;
const CONTAINERS_A_DAY = 400;

export type ContainerStatus = 'IN_PROGRESS' | 'FINISHED' | 'PUBLISHED' | 'ERROR' | 'EXPIRED';

type ByNode = FastifyRequest<{ Params: { node: string } }>;

/** `POST /{ig}/media`, the answer about a container, and the place where bytes go. */
export function addContainerRoutes(app: FastifyInstance, world: World, version: string): void {
  app.post(`/${version}/:node/media`, make);
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
  app.post(`/ig-api-upload/${version}/:node`, takeBytes);

  async function make(request: ByNode, reply: FastifyReply): Promise<unknown> {
    const who = await asked(world, request, 'publish');
    const account = accountFor(world, request.params.node, who.token, reply, 'post');
    const since = world.now() - DAY_MS;
    const recent = [...world.containers.values()].filter((one) => one.accountId === account.id && one.madeAt > since);
    if (recent.length >= CONTAINERS_A_DAY)
      throw new GraphRefusal(4, 'Application request limit reached', { transient: true });
    const container = await containerFrom(world, account, who);
    world.containers.set(container.id, container);
    const isUpload = who.params.text('upload_type') === 'resumable';
    return isUpload
      ? { id: container.id, uri: `${world.url}/ig-api-upload/v26.0/${container.id}` }
      : { id: container.id };
  }

  async function takeBytes(request: ByNode, reply: FastifyReply): Promise<unknown> {
    const { token } = await asked(world, request, 'publish');
    const container = world.containers.get(request.params.node);
    if (!container) return failedUpload(reply, 'Container not found');
    accountFor(world, container.accountId, token, reply, 'post');
    const bytes = request.body;
    const { offset, file_size: size } = request.headers;
    if (!Buffer.isBuffer(bytes) || offset !== '0' || Number(size) !== bytes.length) {
      return failedUpload(reply, 'The bytes do not fit offset and file_size');
    }
    const [item] = container.items;
    if (item) item.fileId = addFile(world, { bytes, mimeType: typeOf(bytes) });
    prepareFilm(world, container, typeOf(bytes));
    return { success: true, message: 'Upload successful.' };
  }
}

/** In the words of the upload host, which are not the Graph API's. */
function failedUpload(reply: FastifyReply, message: string): FastifyReply {
  return reply.code(400).send({ debug_info: { retriable: false, type: 'ProcessingFailedError', message } });
}

/** How far a container is, by the clock. */
export function statusOf(world: World, container: Container): ContainerStatus {
  if (container.publishedAs !== undefined) return 'PUBLISHED';
  if (world.now() >= container.madeAt + DAY_MS) return 'EXPIRED';
  if (container.readyAt === undefined || world.now() < container.readyAt) return 'IN_PROGRESS';
  return container.failedWith === undefined ? 'FINISHED' : 'ERROR';
}

/** The words beside the status, as seen in production. */
export function statusWords(world: World, container: Container): string {
  switch (statusOf(world, container)) {
    case 'PUBLISHED':
      return 'Published: Media has been successfully published.';
    case 'EXPIRED':
      return 'Expired: Media container has expired.';
    case 'IN_PROGRESS':
      return 'In Progress: Media is still being processed.';
    case 'FINISHED':
      return 'Finished: Media has been uploaded and it is ready to be published.';
    case 'ERROR':
      return `Error: Media upload has failed with error code ${container.failedWith}`;
  }
}

async function containerFrom(world: World, account: Account, { isFacebook, params }: Asked): Promise<Container> {
  const isChild = params.flag('is_carousel_item', false);
  const type = params.text('media_type') ?? 'IMAGE';
  const caption = isChild || type === 'STORIES' ? '' : (params.text('caption') ?? '');
  checkCaption(caption);
  const kind = kindOf(type, isChild);
  const about = {
    id: world.nextId(),
    accountId: account.id,
    kind,
    caption,
    options: optionsIn(params, kind),
    madeAt: world.now(),
  };
  if (type === 'CAROUSEL') return carousel(world, account, about, params);
  const isUpload = params.text('upload_type') === 'resumable';
  if (isUpload && !isFacebook) throw badParameter('Param upload_type is not supported');
  const isFilm = isUpload || params.text('video_url') !== undefined;
  return isFilm ? film(world, about, params, isUpload) : picture(world, about, params);
}

type About = Pick<Container, 'id' | 'accountId' | 'kind' | 'caption' | 'options' | 'madeAt'>;

function kindOf(type: string, isChild: boolean): MediaKind {
  if (isChild) return 'item';
  switch (type) {
    case 'IMAGE':
      return 'image';
    case 'REELS':
      return 'reel';
    case 'STORIES':
      return 'story';
    case 'CAROUSEL':
      return 'carousel';
    case 'VIDEO':
      throw videoRetired();
    default:
      throw unknownMediaType(type);
  }
}

async function picture(world: World, about: About, params: GraphParams): Promise<Container> {
  const url = params.text('image_url');
  if (url === undefined) throw badParameter('The parameter image_url is required');
  const file = await fetchFile(url);
  if (!file) throw cannotFetch(url);
  checkPicture(file, about.kind);
  const item: Item = { isFilm: false, alt: params.text('alt_text'), fileId: addFile(world, file) };
  const readyAt = world.now() + world.behaviour.imageReadyAfterMs;
  return { ...about, items: [item], readyAt, failedWith: undefined, publishedAs: undefined };
}

function checkPicture(file: StoredFile, kind: MediaKind): void {
  if (file.mimeType !== 'image/jpeg') throw wrongImageFormat();
  if (file.bytes.length >= IMAGE_BYTES) throw imageTooLarge();
  const size = jpegSize(file.bytes);
  if (!size) throw wrongImageFormat();
  const ratio = size.width / size.height;
  if (kind !== 'story' && (ratio < 0.8 || ratio > 1.91)) throw wrongRatio(ratio);
}

async function film(world: World, about: About, params: GraphParams, isUpload: boolean): Promise<Container> {
  const item: Item = { isFilm: true, alt: undefined, fileId: undefined };
  const container: Container = {
    ...about,
    items: [item],
    readyAt: undefined,
    failedWith: undefined,
    publishedAs: undefined,
  };
  if (isUpload) return container;
  // Films are fetched while the container is prepared: what goes wrong is said there.
  const file = await fetchFile(params.text('video_url') ?? '');
  if (file) item.fileId = addFile(world, file);
  prepareFilm(world, container, file?.mimeType);
  return container;
}

function prepareFilm(world: World, container: Container, mimeType: string | undefined): void {
  container.readyAt = world.now() + world.behaviour.filmReadyAfterMs;
  if (mimeType === undefined) container.failedWith = 2207077;
  else if (!mimeType.startsWith('video/')) container.failedWith = 2207026;
  else container.failedWith = world.behaviour.filmFailsWith;
}

function carousel(world: World, account: Account, about: About, params: GraphParams): Container {
  const listed = params.json('children');
  const ids = Array.isArray(listed) ? listed.map(String) : (params.text('children') ?? '').split(',').filter(Boolean);
  if (ids.length < 2 || ids.length > 10) throw wrongChildren();
  const children = ids.map((id) => world.containers.get(id));
  const items = children.flatMap((child) => {
    if (!child || child.accountId !== account.id || child.kind !== 'item') throw containerGone();
    const status = statusOf(world, child);
    if (status === 'IN_PROGRESS') throw notReady();
    if (status !== 'FINISHED') throw containerGone();
    return child.items;
  });
  return { ...about, items, readyAt: world.now(), failedWith: undefined, publishedAs: undefined };
}

function checkCaption(caption: string): void {
  const hashtags = caption.match(/#[\p{L}\p{N}_]/gu)?.length ?? 0;
  const mentions = caption.match(/(?<![\w.])@[A-Za-z0-9_.]+/g)?.length ?? 0;
  if (caption.length > LONGEST_CAPTION || hashtags > 30 || mentions > 20) throw captionTooLong();
}

function optionsIn(params: GraphParams, kind: MediaKind): ContainerOptions {
  const tags = params.json('user_tags');
  const userTags = Array.isArray(tags) ? (tags as unknown[]) : undefined;
  if (userTags && userTags.length > 20) throw tooManyTags();
  if (userTags && kind === 'image' && !userTags.every(hasPlace)) {
    throw badParameter('Param user_tags must have x and y for images');
  }
  const names = params.json('collaborators');
  const thumbOffset = params.text('thumb_offset');
  if (thumbOffset !== undefined && !/^\d+$/.test(thumbOffset)) throw thumbOutOfRange();
  const locationId = params.text('location_id');
  return {
    ...(locationId === undefined ? {} : { locationId }),
    ...(userTags === undefined ? {} : { userTags }),
    ...(Array.isArray(names) ? { collaborators: names.map(String) } : {}),
    ...(kind === 'reel' ? { shareToFeed: params.flag('share_to_feed', true) } : {}),
    ...(thumbOffset === undefined ? {} : { thumbOffset: Number(thumbOffset) }),
  };
}

function hasPlace(tag: unknown): boolean {
  const { x, y } = tag as { x?: unknown; y?: unknown };
  return [x, y].every((at) => typeof at === 'number' && at >= 0 && at <= 1);
}
