// Takes what is personal out of a picture without touching its pixels: where and when it was taken, with what, by whom, the
// words and thumbnails that programs leave. What is needed to show it stays: colour profiles, transparency, animation.
// Everything is kept or left out by lists of what is kept, so that a kind nobody has heard of yet is left out.

/** The picture without it; `undefined` where its parts do not lie as its format says. */
export function strippedPicture(bytes: Buffer, format: 'jpeg' | 'png' | 'webp' | 'gif'): Buffer | undefined {
  try {
    switch (format) {
      case 'jpeg':
        return strippedJpeg(bytes);
      case 'png':
        return strippedPng(bytes);
      case 'webp':
        return strippedWebp(bytes);
      case 'gif':
        return strippedGif(bytes);
    }
  } catch (error) {
    // Beyond the end of the file: it was cut short.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const [SOI, EOI, SOS, COM] = [0xd8, 0xd9, 0xda, 0xfe];

/** ITU T.81, annex B. What comes after the end (films of live photographs, second pictures) is left out too. */
function strippedJpeg(bytes: Buffer): Buffer | undefined {
  if (bytes.readUInt16BE(0) !== 0xff00 + SOI) return undefined;
  const kept: Buffer[] = [bytes.subarray(0, 2)];
  let at = 2;
  for (;;) {
    if (bytes.readUInt8(at) !== 0xff) return undefined;
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xff) at += 1;
    else if (marker === EOI) return Buffer.concat([...kept, bytes.subarray(at, at + 2)]);
    else {
      const end = marker === SOS ? endOfScan(bytes, at) : at + 2 + bytes.readUInt16BE(at + 2);
      if (isNeededInJpeg(marker, bytes.subarray(at + 4, end))) kept.push(bytes.subarray(at, end));
      at = end;
    }
  }
}

/** JFIF, colour profiles, and Adobe's note on how colours are stored; of all that applications may add. */
function isNeededInJpeg(marker: number, content: Buffer): boolean {
  if (marker === COM) return false;
  if (marker < 0xe0 || marker > 0xef) return true;
  const starts = (text: string): boolean => content.subarray(0, text.length).toString('latin1') === text;
  if (marker === 0xe0) return starts('JFIF\0');
  if (marker === 0xe2) return starts('ICC_PROFILE\0');
  return marker === 0xee && starts('Adobe');
}

/** Coded data lasts until a marker that is neither a stuffed zero nor a restart. */
function endOfScan(bytes: Buffer, at: number): number {
  let next = at + 2 + bytes.readUInt16BE(at + 2);
  for (;;) {
    next = bytes.indexOf(0xff, next);
    if (next === -1) throw new RangeError('no end');
    const marker = bytes.readUInt8(next + 1);
    const isCoded = marker === 0 || (marker >= 0xd0 && marker <= 0xd7);
    if (!isCoded && marker !== 0xff) return next;
    next += isCoded ? 2 : 1;
  }
}

/** PNG 3rd edition and its animations: everything that says how it looks. */
const PNG_KEPT: ReadonlySet<string> = new Set(
  'IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD pHYs acTL fcTL fdAT'.split(' '),
);

function strippedPng(bytes: Buffer): Buffer | undefined {
  if (bytes.readUInt32BE(0) !== 0x89504e47) return undefined;
  const kept: Buffer[] = [bytes.subarray(0, 8)];
  for (let at = 8; ;) {
    const end = at + 12 + bytes.readUInt32BE(at);
    const kind = bytes.toString('latin1', at + 4, at + 8);
    if (end > bytes.length) return undefined;
    if (PNG_KEPT.has(kind)) kept.push(bytes.subarray(at, end));
    if (kind === 'IEND') return Buffer.concat(kept);
    at = end;
  }
}

const WEBP_KEPT: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
/** The bits of VP8X that announce EXIF and XMP. */
const WEBP_ANNOUNCED = 0b0000_1100;

/** RFC 9649, section 2. */
function strippedWebp(bytes: Buffer): Buffer | undefined {
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WEBP') return undefined;
  const whole = 8 + bytes.readUInt32LE(4);
  if (whole > bytes.length) return undefined;
  const kept: Buffer[] = [];
  for (let at = 12; at < whole;) {
    const size = bytes.readUInt32LE(at + 4);
    const end = Math.min(at + 8 + size + (size % 2), whole);
    const kind = bytes.toString('latin1', at, at + 4);
    if (WEBP_KEPT.has(kind))
      kept.push(kind === 'VP8X' ? unannounced(bytes.subarray(at, end)) : bytes.subarray(at, end));
    at = end;
  }
  const body = Buffer.concat(kept);
  const head = Buffer.from(bytes.subarray(0, 12));
  head.writeUInt32LE(4 + body.length, 4);
  return Buffer.concat([head, body]);
}

function unannounced(vp8x: Buffer): Buffer {
  const copy = Buffer.from(vp8x);
  copy.writeUInt8(copy.readUInt8(8) & ~WEBP_ANNOUNCED, 8);
  return copy;
}

const [EXTENSION, FRAME, TRAILER] = [0x21, 0x2c, 0x3b];
const [GRAPHIC_CONTROL, APPLICATION] = [0xf9, 0xff];
/** How often it repeats, and its colour profile. */
const GIF_APPLICATIONS: ReadonlySet<string> = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0', 'ICCRGBG1012']);

/** GIF 89a. */
function strippedGif(bytes: Buffer): Buffer | undefined {
  if (!/^GIF8[79]a$/.test(bytes.toString('latin1', 0, 6))) return undefined;
  let at = 13 + colorTableBytes(bytes.readUInt8(10));
  const kept: Buffer[] = [bytes.subarray(0, at)];
  for (;;) {
    const kind = bytes.readUInt8(at);
    if (kind === TRAILER) return Buffer.concat([...kept, bytes.subarray(at, at + 1)]);
    if (kind !== EXTENSION && kind !== FRAME) return undefined;
    // A frame: its place and size, perhaps colours, and one byte before its blocks.
    const blocks = kind === EXTENSION ? at + 2 : at + 11 + colorTableBytes(bytes.readUInt8(at + 9));
    const end = endOfBlocks(bytes, blocks);
    if (kind === FRAME || isNeededInGif(bytes, at)) kept.push(bytes.subarray(at, end));
    at = end;
  }
}

function isNeededInGif(bytes: Buffer, at: number): boolean {
  const label = bytes.readUInt8(at + 1);
  if (label === GRAPHIC_CONTROL) return true;
  return label === APPLICATION && GIF_APPLICATIONS.has(bytes.toString('latin1', at + 3, at + 14));
}

function colorTableBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 0x07) + 1) : 0;
}

function endOfBlocks(bytes: Buffer, at: number): number {
  let next = at;
  for (let size = bytes.readUInt8(next); size > 0; size = bytes.readUInt8(next)) next += size + 1;
  return next + 1;
}
