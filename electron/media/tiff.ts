// The plainest picture file there is: a way to hand pixels to sharp together with their colour profile.

export interface Pixels {
  /** RGB or RGBA, 8 bits each, row after row. */
  readonly pixels: Uint8Array;
  /** From the start of one row to the next; rows may be followed by unused bytes. */
  readonly bytesPerRow: number;
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  /** ICC. */
  readonly profile: Uint8Array | undefined;
}

/** TIFF 6.0, section 2: kinds of values. */
const [SHORT, LONG, UNDEFINED] = [3, 4, 7];
const HEAD_BYTES = 8;
/** Read a few rows at a time. */
const ROWS_PER_STRIP = 16;

/** TIFF 6.0 without compression, in strips. The profile is field 34675 (ICC.1:2022, annex B.4). */
export function tiffOf({ pixels, bytesPerRow, width, height, channels, profile }: Pixels): Buffer {
  const row = width * channels;
  const strips = Array.from({ length: Math.ceil(height / ROWS_PER_STRIP) }, (_none, index) => ({
    at: HEAD_BYTES + index * ROWS_PER_STRIP * row,
    bytes: Math.min(ROWS_PER_STRIP, height - index * ROWS_PER_STRIP) * row,
  }));
  const tail = directory(evenly(HEAD_BYTES + height * row), [
    { tag: 256, kind: LONG, values: [width] },
    { tag: 257, kind: LONG, values: [height] },
    { tag: 258, kind: SHORT, values: Array<number>(channels).fill(8) },
    { tag: 259, kind: SHORT, values: [1] },
    { tag: 262, kind: SHORT, values: [2] },
    { tag: 273, kind: LONG, values: strips.map((strip) => strip.at) },
    { tag: 277, kind: SHORT, values: [channels] },
    { tag: 278, kind: LONG, values: [ROWS_PER_STRIP] },
    { tag: 279, kind: LONG, values: strips.map((strip) => strip.bytes) },
    // Alpha, not multiplied into the colours.
    ...(channels === 4 ? [{ tag: 338, kind: SHORT, values: [2] }] : []),
    ...(profile === undefined ? [] : [{ tag: 34675, kind: UNDEFINED, values: [...profile] }]),
  ]);
  const file = Buffer.alloc(evenly(HEAD_BYTES + height * row) + tail.length);
  file.write('II*\0', 'latin1');
  file.writeUInt32LE(evenly(HEAD_BYTES + height * row), 4);
  for (let y = 0; y < height; y += 1) {
    file.set(pixels.subarray(y * bytesPerRow, y * bytesPerRow + row), HEAD_BYTES + y * row);
  }
  tail.copy(file, file.length - tail.length);
  return file;
}

interface Field {
  readonly tag: number;
  readonly kind: number;
  readonly values: readonly number[];
}

/** The directory as it lies `at` this place: the fields, and after them the values that have no room in theirs. */
function directory(at: number, fields: readonly Field[]): Buffer {
  const head = Buffer.alloc(2 + fields.length * 12 + 4);
  head.writeUInt16LE(fields.length, 0);
  const beyond: Buffer[] = [head];
  let next = at + evenly(head.length);
  for (const [index, { tag, kind, values }] of fields.entries()) {
    const place = 2 + index * 12;
    head.writeUInt16LE(tag, place);
    head.writeUInt16LE(kind, place + 2);
    head.writeUInt32LE(values.length, place + 4);
    const written = valuesOf(kind, values);
    if (written.length <= 4) written.copy(head, place + 8);
    else {
      head.writeUInt32LE(next, place + 8);
      beyond.push(Buffer.concat([written, Buffer.alloc(written.length % 2)]));
      next += evenly(written.length);
    }
  }
  return Buffer.concat(beyond);
}

function valuesOf(kind: number, values: readonly number[]): Buffer {
  if (kind === UNDEFINED) return Buffer.from(values);
  const size = kind === SHORT ? 2 : 4;
  const written = Buffer.alloc(values.length * size);
  values.forEach((value, index) => written.writeUIntLE(value, index * size, size));
  return written;
}

function evenly(bytes: number): number {
  return bytes + (bytes % 2);
}
