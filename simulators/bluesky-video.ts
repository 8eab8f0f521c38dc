import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { addFaults, type Faults } from '#simulators/faults.ts';

// A stand-in for video.bsky.app, which makes the videos of Bluesky ready and puts them on the account's own server
// (PLATFORMS.md 7.2, Video). That server is asked to take the file with the token that came along, so whoever uses a
// wrong token finds out there. Whose signature a token has is checked there too, and not here.

export interface BlueskyVideo extends VideoJobs {
  readonly url: string;
  readonly faults: Faults;
  stop(): Promise<void>;
}

export interface VideoJobs {
  /** Every job, oldest first. */
  jobs(): readonly Job[];
  /** What accounts may still upload; as on an ordinary day unless set. */
  setLimits(limits: Limits): void;
  /** The next file ends like this. */
  failNext(code: FailureCode): void;
}

export type FailureCode =
  | 'validation_failure'
  | 'encoding_failure'
  | 'pds_upload_failure'
  | 'pds_upload_unsupported_blob_size'
  | 'generic_failure';

export interface Job {
  readonly jobId: string;
  readonly did: string;
  readonly sha256: string;
  readonly startedAt: number;
  state: string;
  blob?: unknown;
  failureCode?: string;
  message?: string;
}

export interface Limits {
  readonly canUpload: boolean;
  readonly remainingDailyVideos?: number;
  readonly remainingDailyBytes?: number;
  readonly message?: string;
  readonly error?: string;
}

interface Upload {
  readonly bytes: Buffer;
  readonly token: string;
  readonly fails: FailureCode | undefined;
}

/** PLATFORMS.md 7.3, and what its own app shows for a day. */
const MOST_BYTES = 300_000_000;
const USUAL: Limits = { canUpload: true, remainingDailyVideos: 25, remainingDailyBytes: 10_000_000_000 };

const STATES = ['JOB_STATE_CREATED', 'JOB_STATE_ENCODING', 'JOB_STATE_SCANNING', 'JOB_STATE_UPLOADING'];
const STATE_MS = 2000;

interface Given {
  /** The account's server, which takes the finished files. */
  readonly server: string;
  readonly clock?: { now(): number };
}

/** Starts it on loopback, at an address of its own. */
export async function startBlueskyVideo(given: Given): Promise<BlueskyVideo> {
  const app = fastify();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  const ending = new AbortController();
  const faults = addFaults(app, {
    invalidToken: { status: 401, headers: {}, body: { error: 'InvalidToken', message: 'Bad token' } },
    signal: ending.signal,
  });
  const jobs = addVideoJobs(app, () => given.server, given.clock);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    ...jobs,
    url,
    faults,
    stop: async () => {
      ending.abort();
      app.server.closeAllConnections();
      await app.close();
    },
  };
}

/** Puts its methods on `app`, which reads bodies as bytes. `server` is the account's server, which takes the files. */
export function addVideoJobs(
  app: FastifyInstance,
  server: () => string,
  clock: { now(): number } = { now: () => Date.now() },
): VideoJobs {
  const jobs: Job[] = [];
  const uploads = new Map<string, Upload>();
  let limits = USUAL;
  let nextFails: FailureCode | undefined;

  app.post('/xrpc/app.bsky.video.uploadVideo', { bodyLimit: MOST_BYTES + 1 }, uploadVideo);
  app.get('/xrpc/app.bsky.video.getJobStatus', getJobStatus);
  app.get('/xrpc/app.bsky.video.getUploadLimits', getUploadLimits);

  function uploadVideo(request: FastifyRequest, reply: FastifyReply): unknown {
    const { did } = z.object({ did: z.string(), name: z.string() }).parse(request.query);
    const token = tokenOf(request, 'com.atproto.repo.uploadBlob', clock.now());
    if (token?.iss !== did) return refuse(reply, 401, 'AuthenticationRequired', 'A token of the account is needed');
    if (!limits.canUpload) return refuse(reply, 400, limits.error ?? 'upload_limit', limits.message ?? 'Not today');
    if (request.headers['content-type'] !== 'video/mp4')
      return refuse(reply, 400, 'unsupported_content_type', 'Only video/mp4 is taken');
    const bytes = request.body as Buffer;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const known = jobs.find((job) => job.did === did && job.sha256 === sha256 && job.failureCode === undefined);
    if (known) {
      const body = { ...shown(known), error: 'already_exists', message: 'Video already processed' };
      return reply.code(409).send(body);
    }
    const job: Job = { jobId: randomUUID(), did, sha256, startedAt: clock.now(), state: STATES[0] ?? '' };
    jobs.push(job);
    uploads.set(job.jobId, { bytes, token: token.text, fails: nextFails });
    nextFails = undefined;
    return shown(job);
  }

  async function getJobStatus(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const { jobId } = z.object({ jobId: z.string() }).parse(request.query);
    const job = jobs.find((one) => one.jobId === jobId);
    if (!job) return refuse(reply, 400, 'InvalidRequest', 'Job not found');
    await goOn(job);
    return { jobStatus: shown(job) };
  }

  /** A job is as far as the clock says; what it does last is done when somebody asks. */
  async function goOn(job: Job): Promise<void> {
    if (job.blob !== undefined || job.failureCode !== undefined) return;
    const past = Math.floor((clock.now() - job.startedAt) / STATE_MS);
    if (past < STATES.length) return void (job.state = STATES[past] ?? job.state);
    const upload = uploads.get(job.jobId);
    uploads.delete(job.jobId);
    if (upload) await finish(job, upload);
  }

  async function finish(job: Job, { bytes, token, fails }: Upload): Promise<void> {
    if (fails !== undefined) return fail(job, fails, 'It was ordered to fail');
    if (bytes.toString('latin1', 4, 8) !== 'ftyp') return fail(job, 'validation_failure', 'Not an MP4 file');
    const answer = await fetch(`${server()}/xrpc/com.atproto.repo.uploadBlob`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'video/mp4' },
      body: new Uint8Array(bytes),
    });
    const body = (await answer.json()) as { blob?: unknown; error?: string; message?: string };
    if (answer.ok) return void Object.assign(job, { state: 'JOB_STATE_COMPLETED', blob: body.blob });
    const code = body.error === 'BlobTooLarge' ? 'pds_upload_unsupported_blob_size' : 'pds_upload_failure';
    return fail(job, code, `${body.error}: ${body.message}`);
  }

  function getUploadLimits(request: FastifyRequest, reply: FastifyReply): unknown {
    const token = tokenOf(request, 'app.bsky.video.getUploadLimits', clock.now());
    if (token?.aud !== 'did:web:video.bsky.app')
      return refuse(reply, 401, 'AuthenticationRequired', 'A token of the account is needed');
    return limits;
  }

  return {
    jobs: () => jobs,
    setLimits: (set) => void (limits = set),
    failNext: (code) => void (nextFails = code),
  };
}

function fail(job: Job, failureCode: FailureCode, message: string): void {
  Object.assign(job, { state: 'JOB_STATE_FAILED', failureCode, message, error: message });
}

function shown(job: Job): Record<string, unknown> {
  const { sha256: _sha256, startedAt: _startedAt, ...told } = job;
  return { ...told, ...(job.state === 'JOB_STATE_COMPLETED' && { progress: 100 }) };
}

function refuse(reply: FastifyReply, status: number, error: string, message: string): FastifyReply {
  return reply.code(status).send({ error, message });
}

const claims = z.object({ iss: z.string(), aud: z.string(), lxm: z.string(), exp: z.number() });

/** What a service token says, when it is for this method and still good. */
function tokenOf(request: FastifyRequest, method: string, now: number) {
  const text = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const middle = text?.split('.')[1];
  if (text === undefined || middle === undefined) return undefined;
  const said = claims.safeParse(JSON.parse(Buffer.from(middle, 'base64url').toString('utf8'))).data;
  return said?.lxm === method && said.exp * 1000 > now ? { ...said, text } : undefined;
}
