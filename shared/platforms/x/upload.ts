import type { z } from 'zod';
import type { HttpAnswer, HttpPart } from '#shared/platforms/http.ts';
import type { Api } from '#shared/platforms/platform.ts';
import { address } from '#shared/platforms/x/addresses.ts';
import { kindOf } from '#shared/platforms/x/media-rules.ts';
import { isDescribed, x } from '#shared/platforms/x/rules.ts';
import { sendUnseen, stopUnseen } from '#shared/platforms/x/unseen.ts';
import { readAnswer, upload as uploadAnswer, type Upload } from '#shared/platforms/x/wire.ts';
import type { DraftMedia } from '#shared/publishing/publication.ts';
import { StepTrouble, type StepRunner, type StepStart } from '#shared/publishing/steps.ts';

// Files at X (PLATFORMS.md 1.2). The steps, all of them unseen and repeatable:
//   media/<part>/<n>           a picture in one request; the beginning of anything larger
//   media/<part>/<n>/piece-<i> its bytes, piece by piece, so that no film is ever held in memory
//   media/<part>/<n>/end       the end of them
//   ready/<part>/<n>           only where X prepares it for a while: asked until it has
//   alt/<part>/<n>             what is to be seen on it
// An upload lasts as long as its answer says. Once it is over, everything is done again in steps called `…/again-1`.

/** A file at X that a post can name. */
export type UploadedFile = {
  readonly id: string;
  /** What posts call it; `null` where X did not say. */
  readonly key: string | null;
  /** Until when a post can name it, UTC ms. */
  readonly until: number;
};

/** The files of one part, or that X no longer has one of them. */
export type Uploads = readonly UploadedFile[] | 'gone';

type Sent = UploadedFile & {
  /** After how long X wants to be asked whether it is prepared; `null`: it is. */
  readonly askAfterMs: number | null;
};

/** Fits the 1 to 4 MB that are known to work (PLATFORMS.md 1.2); 512 MB are 128 pieces of at most 1000. */
const PIECE_BYTES = 4_000_000;
const UPLOAD_TIMEOUT_MS = 120_000;
/** 24 hours are typical, UNCONFIRMED (PLATFORMS.md register 8); only where X does not say. */
const USUALLY_LASTS_MS = 24 * 3_600_000;
/** A post must not name what ends while it is on its way. */
const ENDS_EARLY_MS = 5 * 60_000;
/** PLATFORMS.md 9.3. */
const PREPARED_WITHIN_MS = 30 * 60_000;
const ASK_AFTER_MS = 5_000;

const CATEGORIES = { picture: 'tweet_image', gif: 'tweet_gif', video: 'tweet_video' } as const;

/** Puts the files of one part where its post can name them, with their descriptions. */
export async function upload(
  files: readonly DraftMedia[],
  part: number,
  round: number,
  run: StepRunner,
  api: Api,
): Promise<Uploads> {
  const uploaded: UploadedFile[] = [];
  for (const [n, file] of files.entries()) {
    const place = round === 0 ? `${part}/${n}` : `${part}/${n}/again-${round}`;
    const sent = await send(file, `media/${place}`, round, run, api);
    if (sent === 'gone') return 'gone';
    const { askAfterMs } = sent;
    if (askAfterMs !== null) {
      const asked = { id: sent.id, askAfterMs };
      const state = await run.step(`ready/${place}`, 'repeatable', (start) => untilReady(asked, file, start, api));
      if (state === 'gone') return 'gone';
    }
    if (isDescribed(file)) await run.step(`alt/${place}`, 'repeatable', () => describe(sent.id, file, api));
    uploaded.push({ id: sent.id, key: sent.key, until: sent.until });
  }
  return uploaded;
}

/** One of them is over, or as good as. */
export function isOver(files: readonly UploadedFile[], now: number): boolean {
  return files.some(({ until }) => until - ENDS_EARLY_MS <= now);
}

async function send(file: DraftMedia, step: string, round: number, run: StepRunner, api: Api): Promise<Sent | 'gone'> {
  if (kindOf(file) === 'picture') return run.step(step, 'repeatable', () => sendPicture(file, api));
  const begun = await run.step(step, 'repeatable', () => begin(file, api));
  for (let i = 0; i * PIECE_BYTES < file.bytes; i += 1) {
    const state = await run.step(`${step}/piece-${i}`, 'repeatable', () => sendPiece(begun, file, i, round, api));
    if (state === 'gone') return 'gone';
  }
  return run.step<Sent | 'gone'>(`${step}/end`, 'repeatable', () => end(begun, file, round, api));
}

async function sendPicture(file: DraftMedia, api: Api): Promise<Sent> {
  const bytes = await api.readMedia(file);
  const answer = await sendUnseen(
    {
      method: 'POST',
      url: address(api.account.server, '/2/media/upload'),
      body: {
        multipart: [
          { name: 'media_category', value: categoryOf(file) },
          { name: 'media_type', value: file.mimeType },
          { name: 'media', bytes, type: file.mimeType, fileName: file.name },
        ],
      },
      timeoutMs: UPLOAD_TIMEOUT_MS,
    },
    api,
  );
  return sentOf(readOrStop(uploadAnswer, answer, file, api).data, api.now());
}

async function begin(file: DraftMedia, api: Api): Promise<Sent> {
  const json = { media_type: file.mimeType, media_category: categoryOf(file), total_bytes: file.bytes };
  const url = address(api.account.server, '/2/media/upload/initialize');
  const answer = await sendUnseen({ method: 'POST', url, body: { json } }, api);
  return sentOf(readOrStop(uploadAnswer, answer, file, api).data, api.now());
}

async function sendPiece(begun: Sent, file: DraftMedia, i: number, round: number, api: Api): Promise<'sent' | 'gone'> {
  if (isOver([begun], api.now())) return 'gone';
  const from = i * PIECE_BYTES;
  const bytes = await api.readMedia(file, { from, to: Math.min(from + PIECE_BYTES, file.bytes) });
  const multipart: HttpPart[] = [
    { name: 'segment_index', value: String(i) },
    { name: 'media', bytes, type: 'application/octet-stream', fileName: file.name },
  ];
  const url = address(api.account.server, `/2/media/upload/${begun.id}/append`);
  const answer = await sendUnseen({ method: 'POST', url, body: { multipart }, timeoutMs: UPLOAD_TIMEOUT_MS }, api);
  if (answer.status >= 200 && answer.status < 300) return 'sent';
  if (beginsAnew(answer, round)) return 'gone';
  throw stopUnseen(answer, api, { file: file.name });
}

async function end(begun: Sent, file: DraftMedia, round: number, api: Api): Promise<Sent | 'gone'> {
  const url = address(api.account.server, `/2/media/upload/${begun.id}/finalize`);
  const answer = await sendUnseen({ method: 'POST', url }, api);
  if (beginsAnew(answer, round)) return 'gone';
  const { askAfterMs } = sentOf(readOrStop(uploadAnswer, answer, file, api).data, api.now());
  return { ...begun, askAfterMs };
}

/**
 * The upload is gone; or X does not take again what it took before its answer was lost, which no document says. That is
 * tried from the beginning once, and then X's words stand.
 */
function beginsAnew({ status }: HttpAnswer, round: number): boolean {
  return status === 404 || (status === 400 && round === 0);
}

async function untilReady(
  sent: { readonly id: string; readonly askAfterMs: number },
  file: DraftMedia,
  start: StepStart,
  api: Api,
): Promise<'ready' | 'gone'> {
  if (api.now() < start.startedAt + sent.askAfterMs) throw preparing(file, start.startedAt + sent.askAfterMs);
  const query = { command: 'STATUS', media_id: sent.id };
  const answer = await sendUnseen({ method: 'GET', url: address(api.account.server, '/2/media/upload', query) }, api);
  if (answer.status === 404) return 'gone';
  const info = readOrStop(uploadAnswer, answer, file, api).data.processing_info;
  if (info?.state === 'failed') throw notPrepared(file, info.error?.message ?? info.error?.name ?? 'it cannot be used');
  const askAfterMs = askAfter(info);
  if (askAfterMs === null) return 'ready';
  if (api.now() - start.startedAt > PREPARED_WITHIN_MS)
    throw notPrepared(file, 'it was not prepared within 30 minutes');
  throw preparing(file, api.now() + askAfterMs);
}

async function describe(id: string, file: DraftMedia, api: Api): Promise<'described'> {
  const json = { id, metadata: { alt_text: { text: file.alt } } };
  const url = address(api.account.server, '/2/media/metadata');
  const answer = await sendUnseen({ method: 'POST', url, body: { json } }, api);
  if (answer.status >= 200 && answer.status < 300) return 'described';
  throw stopUnseen(answer, api, { file: file.name });
}

function categoryOf(file: DraftMedia): string {
  return CATEGORIES[kindOf(file) ?? 'picture'];
}

function readOrStop<T>(schema: z.ZodType<T>, answer: HttpAnswer, file: DraftMedia, api: Api): T {
  const read = readAnswer(schema, answer);
  if (read === undefined) throw stopUnseen(answer, api, { file: file.name });
  return read;
}

function sentOf(made: Upload, now: number): Sent {
  const lastsMs = made.expires_after_secs ? made.expires_after_secs * 1000 : USUALLY_LASTS_MS;
  return {
    id: made.id,
    key: made.media_key ?? null,
    until: now + lastsMs,
    askAfterMs: askAfter(made.processing_info),
  };
}

function askAfter(info: Upload['processing_info']): number | null {
  if (!info || info.state === 'succeeded') return null;
  return info.check_after_secs ? info.check_after_secs * 1000 : ASK_AFTER_MS;
}

function preparing(file: DraftMedia, askAt: number): StepTrouble {
  const about = { platform: x.name, file: file.name };
  return new StepTrouble({ kind: 'processing', failure: { code: 'publish.processing', about }, askAt });
}

function notPrepared(file: DraftMedia, answer: string): StepTrouble {
  const about = { platform: x.name, file: file.name, answer };
  return new StepTrouble({ kind: 'refused', failure: { code: 'publish.media-refused', about } });
}
