import { isString, type Format } from '#simulators/bluesky/formats.ts';

// What a lexicon can say about a value (atproto.com/specs/lexicon), and the words of the real server about what does not
// fit. What a shape does not name stays as it is.

export type Shape<T> = (value: unknown, path: string) => T;

/** The first thing that does not fit. */
export class Mismatch extends Error {
  override readonly name = 'Mismatch';
  readonly path: string;

  constructor(problem: string, path: string) {
    super(problem);
    this.path = path;
  }
}

export interface TextRule {
  readonly maxBytes?: number;
  readonly maxGraphemes?: number;
  readonly format?: Format;
}

const segmenter = new Intl.Segmenter();

export function text({ maxBytes, maxGraphemes, format }: TextRule = {}): Shape<string> {
  return (value, path) => {
    if (typeof value !== 'string') throw unexpected('string', value, path);
    atMost('string', maxBytes, Buffer.byteLength(value), path);
    if (maxGraphemes !== undefined && value.length > maxGraphemes)
      atMost('grapheme', maxGraphemes, [...segmenter.segment(value)].length, path);
    if (format !== undefined && !isString(format, value))
      throw new Mismatch(`Invalid ${format} (got ${shown(value)})`, path);
    return value;
  };
}

/** Exactly these words. */
export function literal<T extends string>(only: T): Shape<T> {
  return (value, path) => {
    if (value !== only) throw new Mismatch(`Expected ${shown(only)} (got ${shown(value)})`, path);
    return only;
  };
}

export function integer({ least, most }: { least?: number; most?: number } = {}): Shape<number> {
  return (value, path) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) throw unexpected('integer', value, path);
    if (least !== undefined && value < least)
      throw new Mismatch(`integer too small (minimum ${least}, got ${value})`, path);
    atMost('integer', most, value, path);
    return value;
  };
}

export function boolean(): Shape<boolean> {
  return (value, path) => {
    if (typeof value !== 'boolean') throw unexpected('boolean', value, path);
    return value;
  };
}

/** Any record: whatever the data model has, which knows no fractions. */
export function anyRecord(): Shape<Readonly<Record<string, unknown>>> {
  return (value, path) => {
    if (!isObject(value)) throw unexpected('object', value, path);
    refuseFractions(value, path);
    return value;
  };
}

function refuseFractions(value: unknown, path: string): void {
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw unexpected('one of null, boolean, integer, string, cid, bytes, array or object', value, path);
  if (Array.isArray(value)) value.forEach((item, at) => refuseFractions(item, `${path}[${at}]`));
  if (isObject(value)) for (const [key, inner] of Object.entries(value)) refuseFractions(inner, `${path}.${key}`);
}

export function orNull<T>(shape: Shape<T>): Shape<T | null> {
  return (value, path) => (value === null ? null : shape(value, path));
}

export function list<T>(of: Shape<T>, most?: number): Shape<readonly T[]> {
  return (value, path) => {
    if (!Array.isArray(value)) throw unexpected('array', value, path);
    atMost('array', most, value.length, path);
    return value.map((item, at) => of(item, `${path}[${at}]`));
  };
}

type Shapes = Readonly<Record<string, Shape<unknown>>>;
type Fitting<R extends Shapes, O extends Shapes> = { readonly [K in keyof R]: ReturnType<R[K]> } & {
  readonly [K in keyof O]?: ReturnType<O[K]>;
};

export function object<R extends Shapes, O extends Shapes>(required: R, optional: O): Shape<Fitting<R, O>> {
  return (value, path) => {
    if (!isObject(value)) throw unexpected('object', value, path);
    const fitting: Record<string, unknown> = { ...value };
    for (const [key, shape] of Object.entries(required)) {
      if (value[key] === undefined) throw new Mismatch(`Missing required key ${shown(key)}`, path);
      fitting[key] = shape(value[key], `${path}.${key}`);
    }
    for (const [key, shape] of Object.entries(optional))
      if (value[key] !== undefined) fitting[key] = shape(value[key], `${path}.${key}`);
    return fitting as Fitting<R, O>;
  };
}

/** One of several by its `$type`; what is not known may be anything. */
export function union(known: Shapes): Shape<unknown> {
  return (value, path) => {
    const type = isObject(value) ? value['$type'] : undefined;
    if (typeof type !== 'string') throw unexpected('an object which includes the "$type" property', value, path);
    return known[type]?.(value, path) ?? value;
  };
}

/** An upload, named in a record. */
export interface BlobRef {
  readonly $type: 'blob';
  readonly ref: { readonly $link: string };
  readonly mimeType: string;
  readonly size: number;
}

export function blob(accept: readonly string[], most: number): Shape<BlobRef> {
  return (value, path) => {
    if (!isBlobRef(value)) throw unexpected('blob', value, path);
    if (!accept.some((type) => isOfType(value.mimeType, type))) {
      const expected = accept.map(shown).join(' or ');
      throw new Mismatch(`Expected ${expected} (got ${shown(value.mimeType)})`, `${path}.mimeType`);
    }
    atMost('blob', most, value.size, path);
    return value;
  };
}

/** Every upload that a record names, wherever. */
export function blobsIn(value: unknown): readonly BlobRef[] {
  if (isBlobRef(value)) return [value];
  if (Array.isArray(value)) return value.flatMap(blobsIn);
  return isObject(value) ? Object.values(value).flatMap(blobsIn) : [];
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isBlobRef(value: unknown): value is BlobRef {
  if (!isObject(value) || value['$type'] !== 'blob') return false;
  const { ref, mimeType, size } = value;
  const link = isObject(ref) ? ref['$link'] : undefined;
  return (
    typeof link === 'string' && isString('CID string', link) && typeof mimeType === 'string' && Number.isInteger(size)
  );
}

function isOfType(mimeType: string, accepted: string): boolean {
  return accepted.endsWith('/*') ? mimeType.startsWith(accepted.slice(0, -1)) : mimeType === accepted;
}

function atMost(what: string, most: number | undefined, is: number, path: string): void {
  if (most !== undefined && is > most) throw new Mismatch(`${what} too big (maximum ${most}, got ${is})`, path);
}

function unexpected(expected: string, value: unknown, path: string): Mismatch {
  return new Mismatch(`Expected ${expected} value type (got ${shown(value)})`, path);
}

/** A value as the server quotes it: of an object no more than its first key. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : '[...]';
  if (!isObject(value)) return JSON.stringify(value) ?? 'undefined';
  const [first] = Object.keys(value);
  return first === undefined ? '{}' : `{${JSON.stringify(first)}: ...}`;
}
