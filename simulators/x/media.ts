import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { readParams, type Params } from '#simulators/form-params.ts';
import { mustBeActive, personOf } from '#simulators/x/permission.ts';
import { invalid, notFound } from '#simulators/x/refusal.ts';
import type { Account, Upload, World } from '#simulators/x/world.ts';

// Uploads (PLATFORMS.md 1.2): in one request for pictures, in pieces for everything, and their descriptions. The pieces
// have addresses of their own and, as an older page shows it, a command.

const MIB = 1024 * 1024;

/** PLATFORMS.md 1.3. */
const MOST_BYTES: Readonly<Record<string, number>> = {
  tweet_image: 5 * MIB,
  tweet_gif: 15 * MIB,
  tweet_video: 512 * MIB,
};
const TYPES: Readonly<Record<string, readonly string[]>> = {
  tweet_image: ['image/jpeg', 'image/png', 'image/webp', 'image/bmp', 'image/tiff', 'image/pjpeg'],
  tweet_gif: ['image/gif'],
  tweet_video: ['video/mp4', 'video/webm', 'video/quicktime', 'video/mp2t'],
};
/** What goes before the underscore of a media key. */
const KEY_KINDS: Readonly<Record<string, string>> = { tweet_image: '3', tweet_gif: '16', tweet_video: '13' };
const MOST_PIECE_BYTES = 5 * MIB;
const LAST_SEGMENT = 999;
const LONGEST_ALT = 1000;
const CHECK_AFTER_SECS = 5;

interface Asked {
  readonly mimeType: string;
  readonly category: string;
  readonly totalBytes: number;
}

export function addMediaRoutes(app: FastifyInstance, world: World): void {
  app.post('/2/media/upload', uploadOrCommand);
  app.get('/2/media/upload', status);
  app.post('/2/media/upload/initialize', async (request, reply) =>
    initialize(request, reply, await readParams(request)),
  );
  app.post<{ Params: { id: string } }>('/2/media/upload/:id/append', async (request) =>
    append(request, request.params.id, await readParams(request)),
  );
  app.post<{ Params: { id: string } }>('/2/media/upload/:id/finalize', (request) =>
    finalize(request, request.params.id),
  );
  app.post('/2/media/metadata', describe);
  app.get<{ Params: { id: string } }>('/media/:id', sendFile);

  async function uploadOrCommand(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const params = await readParams(request);
    const id = params.text('media_id') ?? '';
    switch (params.text('command')) {
      case 'INIT':
        return initialize(request, reply, params);
      case 'APPEND':
        return append(request, id, params);
      case 'FINALIZE':
        return finalize(request, id);
      case undefined:
        return uploadAtOnce(request, params);
      default:
        throw invalid('The command is not one of INIT, APPEND, FINALIZE', {});
    }
  }

  function uploadAtOnce(request: FastifyRequest, params: Params): unknown {
    const account = uploader(request);
    const file = params.files.get('media');
    const category = params.text('media_category') ?? '';
    if (!file) throw invalid('$.media: is missing but it is required');
    if (category !== 'tweet_image') throw invalid('$.media_category: must be an image category');
    const mimeType = params.text('media_type') ?? file.mimeType;
    const upload = addUpload(account, { mimeType, category, totalBytes: file.bytes.length });
    upload.bytes = file.bytes;
    return { data: { ...uploadJson(upload), size: file.bytes.length } };
  }

  function initialize(request: FastifyRequest, reply: FastifyReply, params: Params): unknown {
    const totalBytes = Number(params.text('total_bytes'));
    if (!Number.isInteger(totalBytes) || totalBytes < 1) throw invalid('$.total_bytes: must be a whole number');
    const mimeType = params.text('media_type') ?? '';
    const category = params.text('media_category') ?? '';
    const upload = addUpload(uploader(request), { mimeType, category, totalBytes });
    return reply.code(200).send({ data: uploadJson(upload) });
  }

  function append(request: FastifyRequest, id: string, params: Params): unknown {
    const upload = ownUpload(request, id);
    const segment = Number(params.text('segment_index'));
    const bytes = params.files.get('media')?.bytes ?? Buffer.from(params.text('media') ?? '', 'base64');
    if (!Number.isInteger(segment) || segment < 0 || segment > LAST_SEGMENT)
      throw invalid(`$.segment_index: must be between 0 and ${LAST_SEGMENT}`);
    if (bytes.length === 0) throw invalid('$.media: is missing but it is required');
    if (bytes.length > MOST_PIECE_BYTES) throw invalid('Segment size exceeds the limit.');
    upload.segments.set(segment, bytes);
    return { data: { expires_at: Math.floor(upload.until / 1000) } };
  }

  function finalize(request: FastifyRequest, id: string): unknown {
    const upload = ownUpload(request, id);
    const bytes = Buffer.concat([...upload.segments].toSorted(([a], [b]) => a - b).map(([, piece]) => piece));
    if (bytes.length !== upload.totalBytes) throw invalid('Segments do not add up to provided total file size.');
    upload.bytes = bytes;
    if (upload.category !== 'tweet_image') {
      upload.readyAt = world.now() + world.behaviour.filmReadyAfterMs;
      upload.failsWith = world.behaviour.preparingFailsWith;
    }
    return { data: { ...uploadJson(upload), size: bytes.length, ...preparing(upload, 'pending') } };
  }

  async function status(request: FastifyRequest): Promise<unknown> {
    const params = await readParams(request);
    if (params.text('command') !== 'STATUS') throw invalid('The query parameter [command] is not one of [STATUS]');
    const upload = ownUpload(request, params.text('media_id') ?? '');
    return { data: { ...uploadJson(upload), ...preparing(upload, 'in_progress') } };
  }

  async function describe(request: FastifyRequest): Promise<unknown> {
    const body = (request.body ?? {}) as { id?: string; metadata?: { alt_text?: { text?: string } } };
    const upload = ownUpload(request, body.id ?? '');
    const alt = body.metadata?.alt_text?.text ?? '';
    if (alt.length > LONGEST_ALT) throw invalid(`$.metadata.alt_text.text: must be at most ${LONGEST_ALT} characters`);
    upload.alt = alt;
    return { data: { id: upload.id, associated_metadata: { alt_text: { text: alt } } } };
  }

  async function sendFile(request: FastifyRequest<{ Params: { id: string } }>, reply: FastifyReply): Promise<unknown> {
    const upload = world.uploads.get(request.params.id);
    if (!upload?.bytes) throw notFound('media', request.params.id);
    return reply.type(upload.mimeType).send(upload.bytes);
  }

  function uploader(request: FastifyRequest): Account {
    const account = personOf(world, request, 'media.write');
    mustBeActive(account);
    return account;
  }

  function addUpload(account: Account, { mimeType, category, totalBytes }: Asked): Upload {
    if (!TYPES[category]?.includes(mimeType))
      throw invalid(`$.media_type: ${mimeType} does not fit the category ${category}`);
    if (totalBytes > (MOST_BYTES[category] ?? 0)) throw invalid('File size exceeds the limit.');
    const id = world.nextId();
    const upload: Upload = {
      id,
      key: `${KEY_KINDS[category]}_${id}`,
      accountId: account.id,
      category,
      mimeType,
      totalBytes,
      segments: new Map(),
      bytes: undefined,
      until: world.now() + world.behaviour.uploadLastsMs,
      readyAt: world.now(),
      failsWith: undefined,
      alt: undefined,
    };
    world.uploads.set(id, upload);
    return upload;
  }

  function ownUpload(request: FastifyRequest, id: string): Upload {
    const account = uploader(request);
    const upload = world.uploads.get(id);
    if (upload?.accountId !== account.id || upload.until <= world.now()) throw notFound('media', id);
    return upload;
  }

  function uploadJson(upload: Upload): Record<string, unknown> {
    const secs = Math.floor((upload.until - world.now()) / 1000);
    return { id: upload.id, media_key: upload.key, expires_after_secs: secs };
  }

  /** How far it is; nothing about a picture. */
  function preparing(upload: Upload, unready: 'pending' | 'in_progress'): Record<string, unknown> {
    if (upload.category === 'tweet_image') return {};
    if (!isReady(world, upload)) return { processing_info: { state: unready, check_after_secs: CHECK_AFTER_SECS } };
    if (upload.failsWith === undefined) return { processing_info: { state: 'succeeded', progress_percent: 100 } };
    return {
      processing_info: { state: 'failed', error: { code: 1, name: 'InvalidMedia', message: upload.failsWith } },
    };
  }
}

/** It can be named by a post. */
export function isUsable(world: World, upload: Upload, account: Account): boolean {
  const isPrepared = isReady(world, upload) && upload.failsWith === undefined;
  return upload.accountId === account.id && upload.bytes !== undefined && upload.until > world.now() && isPrepared;
}

export function sha256Of(upload: Upload): string {
  return createHash('sha256')
    .update(upload.bytes ?? '')
    .digest('hex');
}

function isReady(world: World, upload: Upload): boolean {
  return world.now() >= upload.readyAt;
}
