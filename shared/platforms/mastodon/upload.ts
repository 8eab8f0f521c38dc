import { PREPARING_MS } from '#shared/platforms/mastodon/failures.ts';
import { mastodon } from '#shared/platforms/mastodon/rules.ts';
import { stoppedBy } from '#shared/platforms/mastodon/stopped.ts';
import { address, media as mediaAnswer, readAnswer } from '#shared/platforms/mastodon/wire.ts';
import type { HttpRequest } from '#shared/platforms/http.ts';
import type { Api } from '#shared/platforms/platform.ts';
import type { DraftMedia } from '#shared/publishing/publication.ts';
import { StepTrouble, type StepRunner, type StepStart } from '#shared/publishing/steps.ts';

// The files of one status (PLATFORMS.md 8.2). The steps:
//   media/<part>/<n>   upload with its description; repeatable, a second upload is an unused file
//   ready/<part>/<n>   only where the server prepares the file for a while, as it always does with video and sound

/** The uploads of one part, or that the server no longer has one of them. */
export type MediaIds = readonly string[] | 'gone';

type Uploaded = { readonly id: string; readonly isReady: boolean };

const UPLOAD_TIMEOUT_MS = 120_000;
/** A line slower than this sends no videos. */
const SLOWEST_BYTES_PER_MS = 100;
/** PLATFORMS.md 9.3. */
const PREPARED_WITHIN_MS = 15 * 60_000;

/** Uploads the files of a part, and waits until the server has prepared them. A later round makes all of it anew. */
export async function upload(
  part: { readonly at: number; readonly media: readonly DraftMedia[] },
  round: number,
  run: StepRunner,
  api: Api,
): Promise<MediaIds> {
  const uploaded: Uploaded[] = [];
  for (const [n, media] of part.media.entries()) {
    const name = stepName(`media/${part.at}/${n}`, round);
    uploaded.push(await run.step(name, 'repeatable', () => uploadOne(media, api)));
  }
  for (const [n, { id, isReady }] of uploaded.entries()) {
    const media = part.media[n];
    if (isReady || !media) continue;
    const name = stepName(`ready/${part.at}/${n}`, round);
    const state = await run.step(name, 'repeatable', (start) => waitUntilReady(id, media, start, api));
    if (state === 'gone') return 'gone';
  }
  return uploaded.map(({ id }) => id);
}

async function uploadOne(media: DraftMedia, api: Api): Promise<Uploaded> {
  const bytes = await api.readMedia(media);
  const cover = media.cover && (await api.readMedia({ ...media, media: media.cover.picture }));
  const answer = await api.send({
    method: 'POST',
    url: address(api.account.server, '/api/v2/media'),
    body: {
      multipart: [
        ...(media.alt.trim() === '' ? [] : [{ name: 'description', value: media.alt }]),
        ...(cover === undefined
          ? []
          : [{ name: 'thumbnail', bytes: cover, type: 'image/jpeg', fileName: 'cover.jpg' }]),
        { name: 'file', bytes, type: media.mimeType, fileName: media.name },
      ],
    },
    timeoutMs: Math.max(UPLOAD_TIMEOUT_MS, Math.ceil(media.bytes / SLOWEST_BYTES_PER_MS)),
  });
  const made = readAnswer(mediaAnswer, answer);
  if (!made) throw stoppedBy(answer, api, { file: media.name });
  return { id: made.id, isReady: answer.status !== 202 && Boolean(made.url) };
}

async function waitUntilReady(id: string, media: DraftMedia, start: StepStart, api: Api): Promise<'ready' | 'gone'> {
  const answer = await api.send(stateOf(id, api));
  if (answer.status === 404) return 'gone';
  const made = readAnswer(mediaAnswer, answer);
  if (!made && answer.status !== 206) throw stoppedBy(answer, api, { file: media.name });
  if (made?.url && answer.status !== 206) return 'ready';
  const about = { platform: mastodon.name, file: media.name };
  if (api.now() - start.startedAt > PREPARED_WITHIN_MS) {
    throw new StepTrouble({
      kind: 'refused',
      failure: { code: 'publish.media-refused', about: { ...about, answer: 'it was not prepared within 15 minutes' } },
    });
  }
  throw new StepTrouble({
    kind: 'processing',
    failure: { code: 'publish.processing', about },
    askAt: api.now() + PREPARING_MS,
  });
}

/** Whether the server no longer offers one of these. The words of its refusal depend on its language; this does not. */
export async function isAnyGone(mediaIds: readonly string[], api: Api): Promise<boolean> {
  for (const id of mediaIds) {
    const answer = await api.send(stateOf(id, api));
    if (answer.status === 404) return true;
    // It cannot be told now, so neither can why the status was refused.
    if (answer.status !== 422 && answer.status > 299) throw stoppedBy(answer, api);
  }
  return false;
}

/** What a step is called when its part is made once more. */
export function stepName(name: string, round: number): string {
  return round === 0 ? name : `${name}/again-${round}`;
}

function stateOf(mediaId: string, api: Api): HttpRequest {
  return { method: 'GET', url: address(api.account.server, `/api/v1/media/${mediaId}`) };
}
