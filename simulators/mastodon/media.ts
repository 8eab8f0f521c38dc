import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { imageSize } from 'image-size';
import { readParams, type UploadedFile } from '#simulators/form-params.ts';
import { FILM_TYPES, IMAGE_TYPES, SOUND_TYPES } from '#simulators/mastodon/instance.ts';
import { personOf } from '#simulators/mastodon/permission.ts';
import { invalid, notFound, unusable } from '#simulators/mastodon/refusal.ts';
import type { Media, World } from '#simulators/mastodon/world.ts';

/** The real server throws away what no status has had for a day. */
const LOOSE_FOR_MS = 24 * 3_600_000;

/** Uploads, their state, their description, and the files themselves. PLATFORMS.md 8.2. */
export function addMediaRoutes(app: FastifyInstance, world: World): void {
  app.post('/api/v2/media', (request, reply) => upload(request, reply));
  app.post('/api/v1/media', (request, reply) => upload(request, reply));
  app.get<{ Params: { id: string } }>('/api/v1/media/:id', show);
  app.put<{ Params: { id: string } }>('/api/v1/media/:id', describe);
  app.get<{ Params: { id: string } }>('/system/media_attachments/files/:id/:size/:name', sendFile);

  async function upload(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const { account } = personOf(world, request, 'write', 'write:media');
    const params = await readParams(request);
    const file = params.files.get('file');
    if (!file) throw invalid("File can't be blank");
    const media = accepted(file, account.id, params.text('description'), params.files.get('thumbnail'));
    world.media.set(media.id, media);
    return reply.code(isReady(world, media) ? 200 : 202).send(mediaJson(world, media));
  }

  function accepted(
    file: UploadedFile,
    accountId: string,
    description: string | undefined,
    thumbnail: UploadedFile | undefined,
  ): Media {
    if (thumbnail && !IMAGE_TYPES.includes(thumbnail.mimeType)) throw invalid('Thumbnail content type is invalid');
    const kind = kindOf(file.mimeType);
    if (!kind) throw invalid('File content type is invalid, File is invalid');
    checkDescription(description);
    const { width, height } = kind === 'image' || kind === 'gifv' ? measured(file) : { width: 0, height: 0 };
    const most = kind === 'image' ? world.limits.imageBytes : world.limits.videoBytes;
    if (file.bytes.length >= most)
      throw invalid(`File file size must be less than ${Math.round(most / 1024 / 1024)} MB`);
    if (width * height > world.limits.imagePixels) throw unusable(`${width}x${height} images are not supported`);
    const { imageReadyAfterMs, filmReadyAfterMs, preparingFails } = world.behaviour;
    return {
      id: world.nextId(),
      accountId,
      kind,
      mimeType: file.mimeType,
      fileName: file.name,
      bytes: file.bytes,
      thumbnail: thumbnail?.bytes,
      width,
      height,
      readyAt: world.now() + (kind === 'image' ? imageReadyAfterMs : filmReadyAfterMs),
      fails: preparingFails,
      description: description?.trim() || null,
      statusId: undefined,
      scheduledId: undefined,
      looseSince: world.now(),
    };
  }

  async function show(request: FastifyRequest<{ Params: { id: string } }>, reply: FastifyReply): Promise<unknown> {
    return answerWith(ownLoose(request), reply);
  }

  async function describe(request: FastifyRequest<{ Params: { id: string } }>, reply: FastifyReply): Promise<unknown> {
    const media = ownLoose(request);
    const description = (await readParams(request)).text('description');
    checkDescription(description);
    if (description !== undefined) media.description = description.trim() || null;
    return answerWith(media, reply);
  }

  /** Only what is not attached yet is shown; the rest is as if it were not there. */
  function ownLoose(request: FastifyRequest<{ Params: { id: string } }>): Media {
    const { account } = personOf(world, request, 'write', 'write:media');
    const media = looseMedia(world, account.id, request.params.id);
    if (!media) throw notFound();
    return media;
  }

  function answerWith(media: Media, reply: FastifyReply): unknown {
    const ready = isReady(world, media);
    if (ready && media.fails) throw unusable('Error processing thumbnail for uploaded media');
    return reply.code(ready ? 200 : 206).send(mediaJson(world, media));
  }

  function checkDescription(description: string | undefined): void {
    if ([...(description ?? '')].length > world.limits.altMax) {
      throw invalid(`Description is too long (maximum is ${world.limits.altMax} characters)`);
    }
  }

  async function sendFile(request: FastifyRequest<{ Params: { id: string } }>, reply: FastifyReply): Promise<unknown> {
    const media = world.media.get(request.params.id);
    if (!media) throw notFound();
    return reply.type(media.mimeType).send(media.bytes);
  }
}

/**
 * A person's upload that no status has; what lay loose for a day is gone. What waits for its time with a scheduled
 * status is kept, and as on the real server nothing keeps another status from taking it.
 */
export function looseMedia(world: World, accountId: string, id: string): Media | undefined {
  const media = world.media.get(id);
  if (!media || media.accountId !== accountId || media.statusId !== undefined) return undefined;
  if (media.scheduledId !== undefined || world.now() - media.looseSince <= LOOSE_FOR_MS) return media;
  world.media.delete(id);
  return undefined;
}

/** The status it was on is gone: it can be used again, for a day. */
export function letGo(world: World, mediaId: string): void {
  const media = world.media.get(mediaId);
  if (!media) return;
  media.statusId = undefined;
  media.scheduledId = undefined;
  media.looseSince = world.now();
}

export function isReady(world: World, media: Media): boolean {
  return world.now() >= media.readyAt;
}

export function mediaJson(world: World, media: Media): Record<string, unknown> {
  const file = `${world.url}/system/media_attachments/files/${media.id}`;
  const name = encodeURIComponent(media.fileName || 'file');
  const size = {
    width: media.width,
    height: media.height,
    size: `${media.width}x${media.height}`,
    aspect: media.width / (media.height || 1),
  };
  return {
    id: media.id,
    type: media.kind,
    url: isReady(world, media) ? `${file}/original/${name}` : null,
    preview_url: `${file}/small/${name}`,
    remote_url: null,
    preview_remote_url: null,
    text_url: null,
    meta: { original: size, small: size, focus: { x: 0, y: 0 } },
    description: media.description,
    blurhash: 'UFBWY:8_0Jxv4mx]t8t64.%M-:IUWGWAt6M}',
  };
}

function kindOf(mimeType: string): Media['kind'] | undefined {
  if (mimeType === 'image/gif') return 'gifv';
  if (IMAGE_TYPES.includes(mimeType)) return 'image';
  if (FILM_TYPES.includes(mimeType)) return 'video';
  return SOUND_TYPES.includes(mimeType) ? 'audio' : undefined;
}

function measured(file: UploadedFile): { width: number; height: number } {
  try {
    return imageSize(file.bytes);
  } catch (_expected) {
    // Not a picture, whatever its type says.
    throw invalid('File content type is invalid, File is invalid');
  }
}
