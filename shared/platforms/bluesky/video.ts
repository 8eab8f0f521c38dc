import type { Api } from '#shared/platforms/platform.ts';
import { bluesky } from '#shared/platforms/bluesky/rules.ts';
import { upload } from '#shared/platforms/bluesky/uploads.ts';
import { askJob, startJob } from '#shared/platforms/bluesky/video-jobs.ts';
import type { BlobRef, VideoJob } from '#shared/platforms/bluesky/wire.ts';
import type { DraftMedia } from '#shared/publishing/publication.ts';
import { StepTrouble, type StepRunner, type StepStart, type Trouble } from '#shared/publishing/steps.ts';

// A video in two steps: given to the service, and waited for. Where the service cannot do it, the account's own server
// takes the file as it is; then it is made ready after the post is out (PLATFORMS.md 7.2, simple variant).

type Started = { readonly jobId: string } | { readonly blob: BlobRef };

/** PLATFORMS.md 9.3. */
const ASK_AGAIN_MS = 3_000;
const READY_WITHIN_MS = 15 * 60_000;

/** `place` is the part and the file: `0/0`. */
export async function prepareVideo(media: DraftMedia, place: string, run: StepRunner, api: Api): Promise<BlobRef> {
  const started = await run.step(`video/${place}`, 'repeatable', () => start(media, api));
  if ('blob' in started) return started.blob;
  return run.step(`video-ready/${place}`, 'repeatable', (since) => waitFor(started.jobId, media, since, api));
}

async function start(media: DraftMedia, api: Api): Promise<Started> {
  const job = await startJob(media, api);
  if (job === 'unsupported') return { blob: await upload(media, api) };
  return job.blob ? { blob: job.blob } : { jobId: job.jobId };
}

async function waitFor(jobId: string, media: DraftMedia, since: StepStart, api: Api): Promise<BlobRef> {
  const job = await askJob(jobId, media, api);
  if (job.blob) return job.blob;
  if (job.state === 'JOB_STATE_FAILED') return afterFailure(job, media, api);
  const about = { platform: bluesky.name, file: media.name };
  if (api.now() - since.startedAt > READY_WITHIN_MS)
    throw refused({ ...about, answer: 'it was not made ready within 15 minutes.' });
  const askAt = api.now() + ASK_AGAIN_MS;
  throw new StepTrouble({ kind: 'processing', failure: { code: 'publish.processing', about }, askAt });
}

const IS_ABOUT_THE_FILE: ReadonlySet<string> = new Set(['validation_failure', 'encoding_failure']);

/** Only what is wrong with the file itself stays wrong (PLATFORMS.md 7.4). */
function afterFailure(job: VideoJob, media: DraftMedia, api: Api): Promise<BlobRef> {
  if (!IS_ABOUT_THE_FILE.has(job.failureCode ?? '')) return upload(media, api);
  const answer = [job.failureCode, job.message ?? job.error].filter(Boolean).join(': ');
  throw refused({ platform: bluesky.name, file: media.name, answer });
}

function refused(about: { platform: string; file: string; answer: string }): StepTrouble {
  const trouble: Trouble = { kind: 'refused', failure: { code: 'publish.media-refused', about } };
  return new StepTrouble(trouble);
}
