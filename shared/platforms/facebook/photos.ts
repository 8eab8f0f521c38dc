import { get, sendUnseen, stepName, unseenTrouble } from '#shared/platforms/facebook/ask.ts';
import { graphAddress } from '#shared/platforms/facebook/addresses.ts';
import { isMissing } from '#shared/platforms/facebook/failures.ts';
import { readAnswer, thing } from '#shared/platforms/facebook/wire.ts';
import type { HttpAnswer } from '#shared/platforms/http.ts';
import { graphError, graphWords } from '#shared/platforms/meta/graph.ts';
import type { Api } from '#shared/platforms/platform.ts';
import type { DraftMedia } from '#shared/publishing/publication.ts';
import type { StepRunner } from '#shared/publishing/steps.ts';

/** A photo that is at Facebook and that nobody sees yet. */
export type UploadedPhoto = {
  readonly id: string;
  /** When it was uploaded, by our clock. */
  readonly at: number;
  /** What Facebook said about its description, where it did not take it. */
  readonly withoutAlt?: string;
};

const UPLOAD_TIMEOUT_MS = 120_000;

/** Unattached photos are thrown away after about 24 hours (UNCONFIRMED, PLATFORMS.md 4.2): from here on none is relied on. */
const FRESH_MS = 20 * 3_600_000;

/** One step for each photo; `isScheduled` keeps them until Facebook's own scheduler has sent them. */
export async function uploadPhotos(
  photos: readonly DraftMedia[],
  round: number,
  isScheduled: boolean,
  run: StepRunner,
  api: Api,
): Promise<readonly UploadedPhoto[]> {
  const uploaded: UploadedPhoto[] = [];
  for (const [n, photo] of photos.entries()) {
    const name = stepName(`photo/${n}`, round);
    uploaded.push(await run.step(name, 'repeatable', () => uploadPhoto(photo, isScheduled, api)));
  }
  return uploaded;
}

async function uploadPhoto(photo: DraftMedia, isScheduled: boolean, api: Api): Promise<UploadedPhoto> {
  const at = api.now();
  const alt = photo.alt.trim();
  const answer = await send(photo, alt, isScheduled, api);
  const made = readAnswer(thing, answer);
  if (made) return { id: made.id, at };
  // Whether a new photo may bring its description is UNCONFIRMED (PLATFORMS.md 4.2): the photo matters more.
  if (alt === '' || graphError(answer)?.code !== 100) throw unseenTrouble(answer, api, photo.name);
  const bare = await send(photo, '', isScheduled, api);
  const madeBare = readAnswer(thing, bare);
  if (!madeBare) throw unseenTrouble(bare, api, photo.name);
  return { id: madeBare.id, at, withoutAlt: graphWords(answer) };
}

async function send(photo: DraftMedia, alt: string, isScheduled: boolean, api: Api): Promise<HttpAnswer> {
  const bytes = await api.readMedia(photo);
  const fields = {
    published: 'false',
    ...(isScheduled ? { temporary: 'true' } : {}),
    ...(alt === '' ? {} : { alt_text_custom: alt }),
  };
  return sendUnseen(
    {
      method: 'POST',
      url: graphAddress(api.account.server, `${api.account.remoteId}/photos`),
      body: {
        multipart: [
          ...Object.entries(fields).map(([name, value]) => ({ name, value })),
          { name: 'source', bytes, type: photo.mimeType, fileName: photo.name },
        ],
      },
      timeoutMs: UPLOAD_TIMEOUT_MS,
    },
    api,
  );
}

/** They may have been thrown away since; a clock that was set back says nothing about that. */
export function areStale(photos: readonly { readonly at: number }[], api: Api): boolean {
  return photos.some(({ at }) => api.now() - at > FRESH_MS || api.now() < at);
}

/** The words of a refusal do not tell; this does. */
export async function isAnyGone(photos: readonly UploadedPhoto[], api: Api): Promise<boolean> {
  for (const { id } of photos) {
    const answer = await get(id, { fields: 'id' }, api);
    if (isMissing(answer)) return true;
    if (!readAnswer(thing, answer)) throw unseenTrouble(answer, api);
  }
  return false;
}
