import { imageSize } from 'image-size';
import type { StoredFile } from '#simulators/threads/world.ts';

const PATIENCE_MS = 5_000;

/** Gets a file from its public address, as Threads does; `undefined` where it cannot. */
export async function fetchFile(address: string): Promise<StoredFile | undefined> {
  if (!URL.canParse(address)) return undefined;
  try {
    const answer = await fetch(address, { redirect: 'follow', signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!answer.ok) return undefined;
    const bytes = Buffer.from(await answer.arrayBuffer());
    const mimeType = (answer.headers.get('content-type') ?? '').split(';')[0] ?? '';
    return bytes.length === 0 ? undefined : { bytes, mimeType };
  } catch (_expected) {
    // Nobody is there, or does not answer in time.
    return undefined;
  }
}

const MOST_PICTURE_BYTES = 8 * 1024 * 1024;
const MOST_VIDEO_BYTES = 1024 * 1024 * 1024;

/** What is wrong with a picture, in the words of `error_message`. */
export function problemOfPicture({ bytes, mimeType }: StoredFile): string | undefined {
  if (!['image/jpeg', 'image/png'].includes(mimeType) || bytes.length > MOST_PICTURE_BYTES) return 'UNKNOWN';
  const { width, height } = sizeOf(bytes) ?? { width: 1, height: 1 };
  return Math.max(width / height, height / width) > 10 ? 'INVALID_ASPEC_RATIO' : undefined;
}

/** The container of a video is looked at, nothing inside of it. */
export function problemOfVideo({ bytes, mimeType }: StoredFile): string | undefined {
  const isVideo = ['video/mp4', 'video/quicktime'].includes(mimeType);
  return !isVideo || bytes.length > MOST_VIDEO_BYTES ? 'FAILED_PROCESSING_VIDEO' : undefined;
}

function sizeOf(bytes: Buffer): { width: number; height: number } | undefined {
  try {
    return imageSize(bytes);
  } catch (_expected) {
    // Not a picture that can be measured: Threads would look further, this does not.
    return undefined;
  }
}
