import type { Api } from '#shared/platforms/platform.ts';
import { notDoneUnseen, sendUnseen } from '#shared/platforms/bluesky/asking.ts';
import { readAnswer, uploaded, xrpc, type BlobRef } from '#shared/platforms/bluesky/wire.ts';
import type { DraftMedia } from '#shared/publishing/publication.ts';

// Servers drop uploads that no record uses after an hour or so (PLATFORMS.md 7.2). A blob is named by its content, so
// uploading it again gives the same name.

/** A file over a slow line takes its time. */
const UPLOAD_LIMIT_MS = 180_000;

/** Gives a file of the post to the account's own server. */
export async function upload(media: DraftMedia, api: Api): Promise<BlobRef> {
  return uploadBytes(await api.readMedia(media), { type: media.mimeType, file: media.name }, api);
}

export async function uploadBytes(bytes: Uint8Array, what: { type: string; file: string }, api: Api): Promise<BlobRef> {
  const answer = await sendUnseen(api, {
    method: 'POST',
    url: xrpc(api.account.server, 'com.atproto.repo.uploadBlob'),
    body: { bytes, type: what.type },
    timeoutMs: UPLOAD_LIMIT_MS,
  });
  const blob = readAnswer(uploaded, answer)?.blob;
  if (blob) return blob;
  throw notDoneUnseen(answer, api, { file: what.file });
}
