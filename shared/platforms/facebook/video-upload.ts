import { graphAddress } from '#shared/platforms/facebook/addresses.ts';
import { get, sendUnseen, stepName, unseenTrouble } from '#shared/platforms/facebook/ask.ts';
import { isMissing } from '#shared/platforms/facebook/failures.ts';
import { areStale } from '#shared/platforms/facebook/photos.ts';
import { done, readAnswer, uploadStart, video as videoAnswer } from '#shared/platforms/facebook/wire.ts';
import type { Api } from '#shared/platforms/platform.ts';
import type { DraftMedia } from '#shared/publishing/publication.ts';
import type { StepRunner } from '#shared/publishing/steps.ts';

/** Where a video in phases belongs to. */
export type VideoEdge = 'video_reels' | 'video_stories';

/** A video that is at Facebook, whole or not, and that nobody sees yet. */
type Begun = { readonly id: string; readonly uploadUrl: string; readonly at: number };

const UPLOAD_TIMEOUT_MS = 30 * 60_000;

/**
 * The first two phases of a reel or a story (PLATFORMS.md 4.2): its id, then its bytes, from where an earlier upload
 * ended. `gone` when Facebook has thrown the unfinished video away.
 */
export async function uploadVideo(
  edge: VideoEdge,
  media: DraftMedia,
  round: number,
  run: StepRunner,
  api: Api,
): Promise<{ readonly id: string; readonly at: number } | 'gone'> {
  const begun = await run.step(stepName('video/start', round), 'repeatable', () => begin(edge, api));
  const state = await run.step(stepName('video/upload', round), 'repeatable', () => sendBytes(begun, media, api));
  return state === 'gone' ? 'gone' : { id: begun.id, at: begun.at };
}

async function begin(edge: VideoEdge, api: Api): Promise<Begun> {
  const at = api.now();
  const url = graphAddress(api.account.server, `${api.account.remoteId}/${edge}`, { upload_phase: 'start' });
  const answer = await sendUnseen({ method: 'POST', url }, api);
  const begun = readAnswer(uploadStart, answer);
  if (!begun) throw unseenTrouble(answer, api);
  return { id: begun.video_id, uploadUrl: begun.upload_url, at };
}

async function sendBytes(begun: Begun, media: DraftMedia, api: Api): Promise<'sent' | 'gone'> {
  if (areStale([begun], api)) return 'gone';
  const state = await get(begun.id, { fields: 'status' }, api);
  if (isMissing(state)) return 'gone';
  const known = readAnswer(videoAnswer, state);
  if (!known) throw unseenTrouble(state, api, media.name);
  // Going on from there is UNCONFIRMED (PLATFORMS.md 4.2); a number that cannot be is not believed.
  const transferred = known.status?.uploading_phase?.bytes_transferred ?? 0;
  const offset = transferred <= media.bytes ? transferred : 0;
  if (offset === media.bytes) return 'sent';
  const bytes = await api.readMedia(media, { from: offset, to: media.bytes });
  const answer = await sendUnseen(
    {
      method: 'POST',
      url: begun.uploadUrl,
      headers: { offset: String(offset), file_size: String(media.bytes) },
      body: { bytes, type: 'application/octet-stream' },
      timeoutMs: UPLOAD_TIMEOUT_MS,
    },
    api,
  );
  if (!readAnswer(done, answer)) throw unseenTrouble(answer, api, media.name);
  return 'sent';
}
