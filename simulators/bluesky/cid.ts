import { createHash } from 'node:crypto';

// The names that content has: CIDs of version 1, which are hashes (multiformats CID; atproto.com/specs/data-model).
// Records are hashed as DRISL-CBOR, which every server writes alike, so the same record has the same name everywhere.

const RAW = 0x55;
const DAG_CBOR = 0x71;
const SHA_256 = [0x12, 0x20];
const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';

/** Of a record, as JSON has it; throws on numbers that are no integers. */
export function cidOfRecord(record: unknown): string {
  return cidOf(DAG_CBOR, Buffer.concat(encoded(record)));
}

/** Of the bytes of an upload. */
export function cidOfBytes(bytes: Uint8Array): string {
  return cidOf(RAW, bytes);
}

/** Whether it is the name of something, by its look: version 1 in base 32. */
export function isCid(text: string): boolean {
  return /^b[a-z2-7]{58}$/.test(text) && [RAW, DAG_CBOR].includes(fromBase32(text.slice(1))[1] ?? 0);
}

/** The same record with its keys in the order in which every server gives them back. */
export function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isMap(value)) return value;
  return Object.fromEntries(entriesInOrder(value).map(([key, inner]) => [key, inOrder(inner)]));
}

function cidOf(codec: number, bytes: Uint8Array): string {
  const hash = createHash('sha256').update(bytes).digest();
  return `b${base32(Buffer.concat([Buffer.from([1, codec, ...SHA_256]), hash]))}`;
}

function encoded(value: unknown): Buffer[] {
  if (value === null) return [Buffer.from([0xf6])];
  if (typeof value === 'boolean') return [Buffer.from([value ? 0xf5 : 0xf4])];
  if (typeof value === 'number') return [value < 0 ? head(1, -1 - value) : head(0, value)];
  if (typeof value === 'string') return encodedText(value);
  if (Array.isArray(value)) return [head(4, value.length), ...value.flatMap(encoded)];
  if (!isMap(value)) throw new Error(`${typeof value} is not part of the data model`);
  const link = linkIn(value);
  if (link !== undefined) return [head(6, 42), head(2, link.length + 1), Buffer.from([0]), link];
  const entries = entriesInOrder(value);
  return [head(5, entries.length), ...entries.flatMap(([key, inner]) => [...encodedText(key), ...encoded(inner)])];
}

function encodedText(value: string): Buffer[] {
  const bytes = Buffer.from(value, 'utf8');
  return [head(3, bytes.length), bytes];
}

/** RFC 8949, 3: the kind in three bits, the number in the shortest form. */
function head(kind: number, count: number): Buffer {
  if (!Number.isSafeInteger(count)) throw new Error(`${count} is not an integer`);
  const first = kind << 5;
  if (count < 24) return Buffer.from([first | count]);
  if (count < 0x1_00) return Buffer.from([first | 24, count]);
  const bytes = count < 0x1_00_00 ? 2 : count < 0x1_00_00_00_00 ? 4 : 8;
  const out = Buffer.alloc(1 + bytes, first | (bytes === 2 ? 25 : bytes === 4 ? 26 : 27));
  if (bytes === 8) out.writeBigUInt64BE(BigInt(count), 1);
  else out.writeUIntBE(count, 1, bytes);
  return out;
}

/** Shorter keys come first, then by their bytes. */
function entriesInOrder(map: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(map)
    .map(([key, value]) => ({ key, value, bytes: Buffer.from(key, 'utf8') }))
    .toSorted((a, b) => a.bytes.length - b.bytes.length || Buffer.compare(a.bytes, b.bytes))
    .map(({ key, value }) => [key, value]);
}

/** `{"$link":"bafkrei…"}` is a link to something else. */
function linkIn(map: Readonly<Record<string, unknown>>): Buffer | undefined {
  const link = map['$link'];
  return typeof link === 'string' && Object.keys(map).length === 1 ? fromBase32(link.slice(1)) : undefined;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** RFC 4648, 6, without padding. */
export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => LETTERS[parseInt(five.padEnd(5, '0'), 2)]).join('');
}

function fromBase32(letters: string): Buffer {
  const bits = [...letters].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}
