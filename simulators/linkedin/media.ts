import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { imageSize } from 'image-size';
import { z } from 'zod';
import { allowed, checkVersion, mayPostAs, tokenOf } from '#simulators/linkedin/permission.ts';
import { badRequest, denied, invalidInput, notFound, Refusal } from '#simulators/linkedin/refusal.ts';
import { newId, type Media, type World } from '#simulators/linkedin/world.ts';

const KINDS = { images: 'image', documents: 'document', videos: 'video' } as const;
type Folder = keyof typeof KINDS;

const initialize = z.object({
  initializeUploadRequest: z.object({ owner: z.string(), fileSizeBytes: z.int().positive().optional() }),
});
const finalize = z.object({
  finalizeUploadRequest: z.object({
    video: z.string(),
    uploadToken: z.string(),
    uploadedPartIds: z.array(z.string()),
  }),
});

/** Announcing, uploading, putting together and asking about files (PLATFORMS.md 2.2, “Media upload”). */
export function addMediaRoutes(app: FastifyInstance, world: World): void {
  for (const folder of Object.keys(KINDS) as Folder[]) {
    app.post<{ Querystring: { action?: string } }>(`/rest/${folder}`, (request) => {
      checkVersion(world, request);
      if (request.query.action === 'initializeUpload') return announce(request, folder);
      if (request.query.action === 'finalizeUpload' && folder === 'videos') return putTogether(request);
      throw badRequest('ILLEGAL_ARGUMENT', `Action ${request.query.action ?? ''} is not known`);
    });
    app.get<{ Params: { urn: string } }>(`/rest/${folder}/:urn`, (request) => {
      checkVersion(world, request);
      return stateOf(request, folder);
    });
  }
  app.put<{ Params: { id: string; part: string } }>('/dms-uploads/:id/:part', takeBytes);
  app.get<{ Params: { id: string } }>('/files/:id', (request, reply) => {
    const media = [...world.media.values()].find((one) => idOf(one.urn) === request.params.id);
    return media?.bytes ? reply.type(media.mimeType).send(media.bytes) : reply.code(404).send('');
  });

  function announce(request: FastifyRequest, folder: Folder): unknown {
    const kind = KINDS[folder];
    const asked = initialize.safeParse(request.body);
    if (!asked.success) throw badRequest('ILLEGAL_ARGUMENT', z.prettifyError(asked.error));
    const { owner, fileSizeBytes } = asked.data.initializeUploadRequest;
    mayPostAs(world, request, owner, `${folder}.ACTION-initializeUpload`);
    if (kind === 'video' && fileSizeBytes === undefined)
      throw badRequest('ILLEGAL_ARGUMENT', 'fileSizeBytes is required');
    const media = newMedia(world, kind, owner, fileSizeBytes);
    world.media.set(media.urn, media);
    return { value: kind === 'video' ? videoValue(media) : fileValue(media) };
  }

  function fileValue(media: Media): unknown {
    return {
      uploadUrlExpiresAt: media.expiresAt,
      uploadUrl: placeOf(media, 0),
      [media.kind]: media.urn,
    };
  }

  function videoValue(media: Media): unknown {
    return {
      uploadUrlsExpireAt: media.expiresAt,
      video: media.urn,
      uploadInstructions: media.parts.map(({ from, to }, at) => ({
        uploadUrl: placeOf(media, at),
        firstByte: from,
        lastByte: to - 1,
      })),
      uploadToken: media.uploadToken,
    };
  }

  function placeOf(media: Media, part: number): string {
    return `${world.url}/dms-uploads/${idOf(media.urn)}/${part}`;
  }

  async function takeBytes(
    request: FastifyRequest<{ Params: { id: string; part: string } }>,
    reply: FastifyReply,
  ): Promise<unknown> {
    tokenOf(world, request);
    const media = [...world.media.values()].find((one) => idOf(one.urn) === request.params.id);
    const part = media?.parts[Number(request.params.part)];
    if (!media || !part) throw notFound('The upload');
    if (world.now() >= media.expiresAt) throw new Refusal(403, { status: 403, message: 'The upload URL has expired' });
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    if (media.kind === 'video' && bytes.length !== part.to - part.from) {
      throw badRequest('ILLEGAL_ARGUMENT', `Expected ${part.to - part.from} bytes and got ${bytes.length}`);
    }
    part.bytes = bytes;
    part.etag = `/ambry-video/${newId()}`;
    if (media.kind !== 'video') finishFile(world, media, bytes);
    return reply.code(201).header('etag', part.etag).send();
  }

  function putTogether(request: FastifyRequest): unknown {
    const asked = finalize.safeParse(request.body);
    if (!asked.success) throw badRequest('ILLEGAL_ARGUMENT', z.prettifyError(asked.error));
    const { video, uploadToken, uploadedPartIds } = asked.data.finalizeUploadRequest;
    const media = world.media.get(video);
    if (!media) throw notFound('The video');
    mayPostAs(world, request, media.owner, 'videos.ACTION-finalizeUpload');
    const isGood = uploadToken === media.uploadToken && media.bytes === undefined;
    const etags = media.parts.map((part) => part.etag ?? '');
    if (!isGood || JSON.stringify(etags) !== JSON.stringify(uploadedPartIds)) {
      throw badRequest('ILLEGAL_ARGUMENT', 'The parts do not belong to this upload, or it was already finalized');
    }
    media.bytes = Buffer.concat(media.parts.map((part) => part.bytes ?? Buffer.alloc(0)));
    media.mimeType = 'video/mp4';
    media.readyAt = world.now() + world.behaviour.videoReadyAfterMs;
    media.fails = world.behaviour.preparingFails;
    return '';
  }

  function stateOf(request: FastifyRequest<{ Params: { urn: string } }>, folder: Folder): unknown {
    const media = world.media.get(request.params.urn);
    const what = `${folder}.GET`;
    // A person’s sign-in may look at videos only.
    if (media?.owner.startsWith('urn:li:organization:') === true) mayPostAs(world, request, media.owner, what);
    else if (folder === 'videos') allowed(world, request, what, 'w_member_social');
    else {
      tokenOf(world, request);
      throw denied(what);
    }
    if (!media || media.kind !== KINDS[folder]) throw notFound('The file');
    const status = statusOf(world, media);
    return {
      id: media.urn,
      owner: media.owner,
      status,
      ...(status === 'PROCESSING_FAILED' ? { processingFailureReason: 'The file could not be read' } : {}),
    };
  }
}

/** How far LinkedIn is with a file. */
export function statusOf(
  world: World,
  media: Media,
): 'WAITING_UPLOAD' | 'PROCESSING' | 'AVAILABLE' | 'PROCESSING_FAILED' {
  if (media.bytes === undefined) return 'WAITING_UPLOAD';
  if (world.now() < media.readyAt) return 'PROCESSING';
  return media.fails ? 'PROCESSING_FAILED' : 'AVAILABLE';
}

/** Why a post may not have this file, if it may not. */
export function refusalOfMedia(world: World, urn: string, author: string): Refusal | undefined {
  const media = world.media.get(urn);
  if (!media || media.owner !== author) return invalidInput('INVALID_MEDIA', `${urn} is not owned by ${author}`);
  switch (statusOf(world, media)) {
    case 'AVAILABLE':
      return undefined;
    case 'WAITING_UPLOAD':
    case 'PROCESSING':
      return invalidInput('MEDIA_ASSET_WAITING_UPLOAD', `${urn} is not ready yet`);
    case 'PROCESSING_FAILED':
      return invalidInput('MEDIA_ASSET_PROCESSING_FAILED', `${urn} could not be processed`);
  }
}

/** The last part of a URN, for addresses. */
export function idOf(urn: string): string {
  return urn.split(':').at(-1) ?? '';
}

function newMedia(world: World, kind: Media['kind'], owner: string, size: number | undefined): Media {
  const parts: Media['parts'] = [];
  const whole = size ?? 0;
  for (let from = 0; from < whole; from += world.behaviour.partBytes) {
    parts.push({ from, to: Math.min(whole, from + world.behaviour.partBytes) });
  }
  return {
    urn: `urn:li:${kind}:C${kind === 'image' ? '4' : '5'}${newId(12)}`,
    kind,
    owner,
    uploadToken: kind === 'video' ? newId() : '',
    expiresAt: world.now() + world.behaviour.uploadUrlsLastMs,
    parts: parts.length > 0 ? parts : [{ from: 0, to: 0 }],
    mimeType: 'application/octet-stream',
    bytes: undefined,
    readyAt: 0,
    fails: false,
  };
}

function finishFile(world: World, media: Media, bytes: Buffer): void {
  media.bytes = bytes;
  media.mimeType = media.kind === 'document' ? 'application/pdf' : imageTypeOf(bytes);
  media.readyAt = world.now() + world.behaviour.fileReadyAfterMs;
  const isPicture = media.kind !== 'image' || media.mimeType !== 'application/octet-stream';
  media.fails = world.behaviour.preparingFails || !isPicture;
}

function imageTypeOf(bytes: Buffer): string {
  try {
    const { type } = imageSize(bytes);
    if (type === 'jpg') return 'image/jpeg';
    return type === 'png' || type === 'gif' ? `image/${type}` : 'application/octet-stream';
  } catch (_expected) {
    // Not a picture: it is taken, and fails while it is prepared.
    return 'application/octet-stream';
  }
}
