import { serverNow, slowDown } from '#shared/platforms/answers.ts';
import type { HttpAnswer } from '#shared/platforms/http.ts';
import type { Api } from '#shared/platforms/platform.ts';
import { notDoneUnseen, sendUnseen } from '#shared/platforms/bluesky/asking.ts';
import { troubleOf, withNothingPosted, wordsOf } from '#shared/platforms/bluesky/failures.ts';
import { bluesky } from '#shared/platforms/bluesky/rules.ts';
import {
  readAnswer,
  readRefusal,
  serviceToken,
  uploadLimits,
  videoJob,
  xrpc,
  type UploadLimits,
  type VideoJob,
} from '#shared/platforms/bluesky/wire.ts';
import { jsonOf } from '#shared/platforms/http.ts';
import type { DraftMedia } from '#shared/publishing/publication.ts';
import { StepTrouble, type Trouble } from '#shared/publishing/steps.ts';

// The service that makes videos ready before anybody sees them (PLATFORMS.md 7.2, Video). It is not the account's own
// server: that one gives us a token for it, and the service puts the finished file there in our name.

const VIDEO_HOST = 'video.bsky.app';
const TOKEN_SECONDS = 30 * 60;
const UPLOAD_LIMIT_MS = 20 * 60_000;
/** Nobody says when a day's videos may be sent again. */
const NEXT_TRY_MS = 60 * 60_000;

/** Asks for a job that makes the file ready. `unsupported`: the service will not, and the server may take it as it is. */
export async function startJob(media: DraftMedia, api: Api): Promise<VideoJob | 'unsupported'> {
  mustBeAllowed(await askLimits(api), media, api);
  const token = await tokenFor(`did:web:${hostOf(api.account.server)}`, 'com.atproto.repo.uploadBlob', api);
  const query = { did: api.account.remoteId, name: fileName(media) };
  const answer = await sendUnseen(api, {
    method: 'POST',
    url: xrpc(serviceOf(api), 'app.bsky.video.uploadVideo', query),
    headers: { authorization: `Bearer ${token}` },
    body: { bytes: await api.readMedia(media), type: media.mimeType },
    timeoutMs: UPLOAD_LIMIT_MS,
  });
  const job = jobIn(answer);
  if (job) return job;
  if (/unsupported/i.test(readRefusal(answer)?.error ?? '')) return 'unsupported';
  throw new StepTrouble(troubleOfService(answer, media, api));
}

/** How far the job is. */
export async function askJob(jobId: string, media: DraftMedia, api: Api): Promise<VideoJob> {
  const url = xrpc(serviceOf(api), 'app.bsky.video.getJobStatus', { jobId });
  const answer = await sendUnseen(api, { method: 'GET', url });
  const job = readAnswer(videoJob, answer);
  if (job) return job;
  throw new StepTrouble(troubleOfService(answer, media, api));
}

/** What the account may still upload; `undefined` where the service does not say. */
export async function askLimits(api: Api): Promise<UploadLimits | undefined> {
  const token = await tokenFor(`did:web:${VIDEO_HOST}`, 'app.bsky.video.getUploadLimits', api);
  const url = xrpc(serviceOf(api), 'app.bsky.video.getUploadLimits');
  const answer = await sendUnseen(api, { method: 'GET', url, headers: { authorization: `Bearer ${token}` } });
  return readAnswer(uploadLimits, answer);
}

/** The account has to confirm its e-mail address before it may upload videos. */
export function mustConfirmMail({ canUpload, error, message }: UploadLimits): boolean {
  return !canUpload && /e-?mail|unconfirmed/i.test(`${error} ${message}`);
}

function mustBeAllowed(limits: UploadLimits | undefined, media: DraftMedia, api: Api): void {
  if (limits === undefined) return;
  const about = { platform: bluesky.name, channel: api.account.handle, answer: wordsOfLimits(limits) };
  if (mustConfirmMail(limits)) {
    throw new StepTrouble({ kind: 'refused', failure: { code: 'channel.needs-attention', about } });
  }
  const isFull = !limits.canUpload || limits.remainingDailyVideos === 0;
  if (isFull || (limits.remainingDailyBytes ?? Infinity) < media.bytes)
    throw new StepTrouble(slowDown(api.now() + NEXT_TRY_MS, about));
}

/** What the service says about the account's uploads, for a person. */
export function wordsOfLimits({ message, error }: UploadLimits): string {
  return message ?? error ?? 'no more videos today.';
}

/** A token that lets us ask, or the service act, in the account's name. */
async function tokenFor(audience: string, method: string, api: Api): Promise<string> {
  const about = { aud: audience, lxm: method };
  const first = await askToken(about, api);
  if (method !== 'com.atproto.repo.uploadBlob') return first.token;
  // Its end is told by the server's clock: this computer's may be wrong.
  const until = Math.floor(first.at / 1000) + TOKEN_SECONDS;
  return (await askToken({ ...about, exp: String(until) }, api)).token;
}

async function askToken(query: Readonly<Record<string, string>>, api: Api): Promise<{ token: string; at: number }> {
  const url = xrpc(api.account.server, 'com.atproto.server.getServiceAuth', query);
  const answer = await sendUnseen(api, { method: 'GET', url });
  const token = readAnswer(serviceToken, answer)?.token;
  if (token === undefined) throw notDoneUnseen(answer, api);
  return { token, at: serverNow(answer, api.now()) };
}

/** A file that the service had before is a job of its own too: `already_exists` comes with it. */
function jobIn(answer: HttpAnswer): VideoJob | undefined {
  const isKnown = readRefusal(answer)?.error === 'already_exists';
  return isKnown ? videoJob.safeParse(jsonOf(answer)).data : readAnswer(videoJob, answer);
}

/** What the service refuses is about this video: neither its tokens nor its names are those of the account's server. */
function troubleOfService(answer: HttpAnswer, media: DraftMedia, api: Api): Trouble {
  const asking = { channel: api.account.handle, now: api.now(), file: media.name };
  if (answer.status === 429 || answer.status >= 500 || readRefusal(answer) === undefined)
    return withNothingPosted(troubleOf(answer, asking));
  const about = { platform: bluesky.name, channel: asking.channel, file: media.name, answer: wordsOf(answer) };
  const code = /unconfirmed_email/i.test(about.answer) ? 'channel.needs-attention' : 'publish.media-refused';
  return { kind: 'refused', failure: { code, about } };
}

/** http is a server on this computer, which stands in for everything of Bluesky's. */
function serviceOf(api: Api): string {
  return api.account.server.startsWith('http://') ? api.account.server : `https://${VIDEO_HOST}`;
}

function hostOf(server: string): string {
  return new URL(server).hostname;
}

function fileName(media: DraftMedia): string {
  return `${media.media.slice(0, 16)}.mp4`;
}
