import { onOurClock } from '#shared/platforms/answers.ts';
import type { HttpAnswer } from '#shared/platforms/http.ts';
import { enc, rest } from '#shared/platforms/linkedin/addresses.ts';
import { PREPARING_MS, sendUnseen, trouble } from '#shared/platforms/linkedin/failures.ts';
import { kindOf, type FileKind } from '#shared/platforms/linkedin/file-rules.ts';
import { linkedin } from '#shared/platforms/linkedin/rules.ts';
import { isPage } from '#shared/platforms/linkedin/urn.ts';
import { fileUpload, isDone, mediaState, readAnswer, videoUpload } from '#shared/platforms/linkedin/wire.ts';
import type { Api } from '#shared/platforms/platform.ts';
import type { DraftMedia } from '#shared/publishing/publication.ts';
import { StepTrouble, type StepRunner, type StepStart, type Trouble } from '#shared/publishing/steps.ts';

// Files go to LinkedIn before the post, and nobody sees them there (PLATFORMS.md 2.2). The steps of a file:
//   media/<n>/start    announces it; LinkedIn names the file and says where which bytes go
//   media/<n>/part-<k> the bytes of one of these places; read from the disk only now
//   media/<n>/finish   a video's parts are put together
//   media/<n>/ready    LinkedIn prepares it for a while
// The places can be used for a while only. What comes too late begins again, in steps called `…/again-1`.

/** Announced: what LinkedIn calls it and where its bytes go (`to` exclusive). */
type Started = {
  readonly urn: string;
  readonly token: string;
  readonly parts: readonly { readonly url: string; readonly from: number; readonly to: number }[];
  /** By our clock, UTC ms. */
  readonly until: number | null;
};

const ROUNDS = ['', '/again-1', '/again-2'];
const UPLOAD_TIMEOUT_MS = 120_000;
/** PLATFORMS.md 9.3. */
const PREPARED_WITHIN_MS = 15 * 60_000;
const FOLDERS: Record<FileKind, string> = { image: 'images', video: 'videos', document: 'documents' };

/** Uploads a file of the draft and waits until it can be posted; its URN. */
export async function uploadMedia(media: DraftMedia, at: number, run: StepRunner, api: Api): Promise<string> {
  const kind = kindOf(media.mimeType);
  if (kind === undefined) throw refusedFile(media, 'LinkedIn takes no files of this type');
  for (const round of ROUNDS) {
    const name = `media/${at}${round}`;
    const urn = await uploadOnce(media, kind, name, run, api);
    if (urn === 'too-late') continue;
    await run.step(`${name}/ready`, 'repeatable', (start) => waitUntilReady(urn, kind, media.name, start, api));
    return urn;
  }
  throw refusedFile(media, 'it could not be uploaded in the time LinkedIn gives');
}

async function uploadOnce(media: DraftMedia, kind: FileKind, name: string, run: StepRunner, api: Api): Promise<string> {
  const started = await run.step(`${name}/start`, 'repeatable', () => announce(media, kind, api));
  const etags: string[] = [];
  for (const [n, part] of started.parts.entries()) {
    const etag = await run.step(`${name}/part-${n}`, 'repeatable', () => sendPart(media, kind, started, part, api));
    if (etag === null) return 'too-late';
    etags.push(etag);
  }
  if (kind === 'video') {
    await run.step(`${name}/finish`, 'repeatable', () => putTogether(media, started, etags, api));
  }
  return started.urn;
}

async function announce(media: DraftMedia, kind: FileKind, api: Api): Promise<Started> {
  const owner = api.account.remoteId;
  if (kind !== 'video') return announceFile(owner, kind, media.bytes, media.name, api);
  const json = {
    initializeUploadRequest: { owner, fileSizeBytes: media.bytes, uploadCaptions: false, uploadThumbnail: false },
  };
  const request = rest(api.account.server, 'POST', '/videos?action=initializeUpload', { json });
  const answer = await sendUnseen(request, api);
  const value = readAnswer(videoUpload, answer)?.value;
  if (!value) throw trouble(answer, api, { what: 'unseen', file: media.name });
  const parts = value.uploadInstructions.map(({ uploadUrl, firstByte, lastByte }) => ({
    url: uploadUrl,
    from: firstByte,
    to: lastByte + 1,
  }));
  return {
    urn: value.video,
    token: value.uploadToken ?? '',
    parts,
    until: until(value.uploadUrlsExpireAt, answer, api),
  };
}

async function announceFile(
  owner: string,
  kind: 'image' | 'document',
  bytes: number,
  file: string,
  api: Api,
): Promise<Started> {
  const json = { initializeUploadRequest: { owner } };
  const request = rest(api.account.server, 'POST', `/${FOLDERS[kind]}?action=initializeUpload`, { json });
  const answer = await sendUnseen(request, api);
  const value = readAnswer(fileUpload, answer)?.value;
  const urn = value?.[kind];
  if (!value || urn === undefined) throw trouble(answer, api, { what: 'unseen', file });
  const parts = [{ url: value.uploadUrl, from: 0, to: bytes }];
  return { urn, token: '', parts, until: until(value.uploadUrlExpiresAt, answer, api) };
}

function until(theirs: number | undefined, answer: HttpAnswer, api: Api): number | null {
  return theirs === undefined ? null : (onOurClock(theirs, answer, api.now()) ?? null);
}

/** The part's ETag; `null` when its place can no longer be used. */
async function sendPart(
  media: DraftMedia,
  kind: FileKind,
  started: Started,
  part: Started['parts'][number],
  api: Api,
): Promise<string | null> {
  if (started.until !== null && api.now() >= started.until) return null;
  const isWhole = part.from === 0 && part.to >= media.bytes;
  const bytes = isWhole ? await api.readMedia(media) : await api.readMedia(media, { from: part.from, to: part.to });
  const type = kind === 'video' ? 'application/octet-stream' : media.mimeType;
  const answer = await sendBytes(part.url, bytes, type, api);
  if (isPlaceGone(answer)) return null;
  const etag = answer.headers['etag'];
  if (!isDone(answer) || (kind === 'video' && !etag)) throw trouble(answer, api, { what: 'unseen', file: media.name });
  return etag ?? '';
}

function sendBytes(url: string, bytes: Uint8Array, type: string, api: Api): Promise<HttpAnswer> {
  return sendUnseen({ method: 'PUT', url, body: { bytes, type }, timeoutMs: UPLOAD_TIMEOUT_MS }, api);
}

function isPlaceGone({ status }: HttpAnswer): boolean {
  return status === 403 || status === 404 || status === 410;
}

async function putTogether(
  media: DraftMedia,
  { urn, token }: Started,
  uploadedPartIds: readonly string[],
  api: Api,
): Promise<true> {
  const json = { finalizeUploadRequest: { video: urn, uploadToken: token, uploadedPartIds } };
  const request = rest(api.account.server, 'POST', '/videos?action=finalizeUpload', { json });
  const answer = await sendUnseen(request, api);
  if (isDone(answer)) return true;
  // An earlier request of this step may have done it, its answer lost.
  const isInvalid = answer.status === 400 || answer.status === 422;
  const state = isInvalid ? await stateOf(urn, 'video', media.name, api) : undefined;
  if (state?.status === 'PROCESSING' || state?.status === 'AVAILABLE') return true;
  throw trouble(answer, api, { what: 'unseen', file: media.name });
}

async function waitUntilReady(urn: string, kind: FileKind, file: string, start: StepStart, api: Api): Promise<true> {
  const waitedMs = api.now() - start.startedAt;
  const state = await stateOf(urn, kind, file, api);
  // Nobody says when it is ready: it gets a moment. If that was too short, the post is refused for now.
  const hadItsMoment = waitedMs < 0 || waitedMs >= PREPARING_MS;
  if (state.status === 'AVAILABLE' || (state.status === HIDDEN && hadItsMoment)) return true;
  const about = { platform: linkedin.name, file };
  if (state.status === 'PROCESSING_FAILED' || waitedMs > PREPARED_WITHIN_MS) {
    const answer =
      state.reason ?? (state.status === 'PROCESSING_FAILED' ? state.status : 'it was not prepared within 15 minutes');
    throw stopped({ kind: 'refused', failure: { code: 'publish.media-refused', about: { ...about, answer } } });
  }
  throw stopped({
    kind: 'processing',
    failure: { code: 'publish.processing', about },
    askAt: api.now() + PREPARING_MS,
  });
}

/** A person's sign-in may look at videos only (PLATFORMS.md 2.2). */
const HIDDEN = 'HIDDEN';

async function stateOf(
  urn: string,
  kind: FileKind,
  file: string,
  api: Api,
): Promise<{ readonly status: string; readonly reason?: string }> {
  const isPerson = !isPage(api.account.remoteId);
  if (isPerson && kind !== 'video') return { status: HIDDEN };
  const answer = await sendUnseen(rest(api.account.server, 'GET', `/${FOLDERS[kind]}/${enc(urn)}`), api);
  if (isPerson && answer.status === 403) return { status: HIDDEN };
  const state = readAnswer(mediaState, answer);
  if (!state) throw trouble(answer, api, { what: 'unseen', file });
  return { status: state.status, ...(state.processingFailureReason ? { reason: state.processingFailureReason } : {}) };
}

/** Uploads the picture of a link card; `undefined` where LinkedIn does not take it, for a card goes out without one. */
export async function uploadThumbnail(
  picture: { readonly bytes: Uint8Array; readonly type: string },
  api: Api,
): Promise<string | undefined> {
  try {
    const owner = api.account.remoteId;
    const started = await announceFile(owner, 'image', picture.bytes.length, 'thumbnail', api);
    const [place] = started.parts;
    const answer = place && (await sendBytes(place.url, picture.bytes, picture.type, api));
    if (!answer) return undefined;
    if (isDone(answer)) return started.urn;
    throw trouble(answer, api, { what: 'unseen', file: 'thumbnail' });
  } catch (thrown) {
    return ifRefused(thrown);
  }
}

/** Whether the picture of a card can be posted. Throws `StepTrouble` (`processing`) while it is prepared. */
export async function isThumbnailReady(urn: string, start: StepStart, api: Api): Promise<boolean> {
  try {
    return await waitUntilReady(urn, 'image', 'thumbnail', start, api);
  } catch (thrown) {
    return ifRefused(thrown) !== undefined;
  }
}

function ifRefused(thrown: unknown): undefined {
  if (thrown instanceof StepTrouble && thrown.trouble.kind === 'refused') return undefined;
  throw thrown;
}

function refusedFile(media: DraftMedia, answer: string): StepTrouble {
  const about = { platform: linkedin.name, file: media.name, answer };
  return stopped({ kind: 'refused', failure: { code: 'publish.media-refused', about } });
}

function stopped(why: Trouble): StepTrouble {
  return new StepTrouble(why);
}
