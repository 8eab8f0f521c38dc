import type { StoredFile } from '#simulators/instagram/world.ts';

// Files as Instagram looks at them: fetched from their public address, known by their first bytes.

const LARGEST = 320 * 1024 * 1024;

/** The file at an address; `undefined` where it cannot be had. */
export async function fetchFile(url: string): Promise<StoredFile | undefined> {
  if (!URL.canParse(url)) return undefined;
  try {
    const answer = await fetch(url, { redirect: 'follow', signal: AbortSignal.timeout(10_000) });
    if (!answer.ok) return undefined;
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (bytes.length > LARGEST) return undefined;
    return { bytes, mimeType: typeOf(bytes) };
  } catch (_expected) {
    // Nothing answers there: that is what is told to whoever named the address.
    return undefined;
  }
}

/** By the first bytes: what a server says about a file does not count. */
export function typeOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return 'image/jpeg';
  if (bytes.subarray(1, 4).toString('latin1') === 'PNG') return 'image/png';
  if (bytes.subarray(4, 8).toString('latin1') !== 'ftyp') return 'application/octet-stream';
  return bytes.subarray(8, 10).toString('latin1') === 'qt' ? 'video/quicktime' : 'video/mp4';
}

/** Width and height of a JPEG, from its frame header; `undefined` where it has none. */
export function jpegSize(bytes: Buffer): { width: number; height: number } | undefined {
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}
