import { get, shownAt, stopped, unseenTrouble } from '#shared/platforms/facebook/ask.ts';
import { isMissing } from '#shared/platforms/facebook/failures.ts';
import { facebook } from '#shared/platforms/facebook/rules.ts';
import { readAnswer, video as videoAnswer, type Video } from '#shared/platforms/facebook/wire.ts';
import type { Api } from '#shared/platforms/platform.ts';
import type { StepRunner, StepStart } from '#shared/publishing/steps.ts';
import { redactText } from '#shared/redact.ts';

const FIELDS = 'id,status,permalink_url,published,created_time,scheduled_publish_time';

/** What Facebook says about a video; `gone` when it has none. Throws `StepTrouble`. */
export async function videoState(id: string, api: Api): Promise<Video | 'gone'> {
  const answer = await get(id, { fields: FIELDS }, api);
  if (isMissing(answer)) return 'gone';
  const known = readAnswer(videoAnswer, answer);
  if (!known) throw unseenTrouble(answer, api);
  return known;
}

/** People can see it. */
export function isOut({ status, published }: Video): boolean {
  const phase = status?.publishing_phase?.status;
  return phase === 'complete' || (published === true && phase !== 'not_started');
}

/** Since when people see it. */
export function shownTime({ status, created_time: createdAt }: Video): number | undefined {
  return status?.publishing_phase?.publish_time ?? createdAt;
}

/** It waits for its time in Facebook's scheduler. */
export function isWaiting(video: Video): boolean {
  const isScheduled =
    video.status?.publishing_phase?.status === 'scheduled' || video.scheduled_publish_time !== undefined;
  return isScheduled && !isOut(video);
}

/** The last phase arrived: it is out, about to be, or waits for its time. */
export function isAccepted(video: Video): boolean {
  return isOut(video) || isWaiting(video) || video.status?.publishing_phase?.status === 'in_progress';
}

/** What Facebook found wrong with the file; `undefined` as long as it found nothing. */
export function wrongWith({ status }: Video): string | undefined {
  const phases = [status?.uploading_phase, status?.processing_phase, status?.publishing_phase];
  const failed = phases.find((phase) => phase?.status === 'error' || (phase?.errors?.length ?? 0) > 0);
  if (failed === undefined && status?.video_status !== 'error') return undefined;
  const words = failed?.errors?.[0]?.message ?? failed?.error?.message;
  return redactText(words ?? 'it could not be prepared').slice(0, 300);
}

/** PLATFORMS.md 9.3. */
const PREPARED_WITHIN_MS = 15 * 60_000;
const ASK_AGAIN_MS = 15_000;

/** Where and since when people see it; `undefined` when Facebook did not say so in time: it has it all the same. */
export type Shown = { readonly permalink: string; readonly at: number } | undefined;

/** Waits until a video that was accepted is out. Refused where Facebook cannot use the file: then nobody ever saw it. */
export async function untilShown(id: string, file: string, run: StepRunner, api: Api): Promise<Shown> {
  return (
    (await run.step('ready', 'repeatable', async (start) => (await look(id, file, start, api)) ?? null)) ?? undefined
  );
}

async function look(id: string, file: string, start: StepStart, api: Api): Promise<Shown> {
  const state = await videoState(id, api);
  const isLate = api.now() - start.startedAt > PREPARED_WITHIN_MS;
  if (state !== 'gone') {
    refuseBroken(state, file);
    if (isOut(state)) {
      return { permalink: shownAt(state.permalink_url, `/reel/${id}`, api), at: shownTime(state) ?? api.now() };
    }
  }
  if (isLate) return undefined;
  const about = { platform: facebook.name, file };
  throw stopped({
    kind: 'processing',
    failure: { code: 'publish.processing', about },
    askAt: api.now() + ASK_AGAIN_MS,
  });
}

/** Throws `publish.media-refused` when there is something wrong with the file. */
export function refuseBroken(state: Video, file: string): void {
  const answer = wrongWith(state);
  if (answer === undefined) return;
  const about = { platform: facebook.name, file, answer };
  throw stopped({ kind: 'refused', failure: { code: 'publish.media-refused', about } });
}
