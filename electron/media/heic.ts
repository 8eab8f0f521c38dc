import { tiffOf } from '#electron/media/tiff.ts';

// HEIC photographs of phones, decoded by libheif and libde265 (docs/decisions/0009): WebAssembly, in the process for
// pictures. Turning and mirroring are done by it; EXIF, place and thumbnails are never read. Names with a line are C's.

/** What of libheif's C interface is used; addresses and sizes are numbers. */
interface Libheif {
  /** Its memory; another array whenever it has grown. */
  readonly HEAPU8: Uint8Array;
  readonly _malloc: (bytes: number) => number;
  readonly _free: (at: number) => void;
  readonly _heif_context_alloc: () => number;
  readonly _heif_context_free: (context: number) => void;
  readonly _heif_context_set_maximum_image_size_limit: (context: number, side: number) => void;
  readonly _heif_context_read_from_memory_without_copy: (
    error: number,
    context: number,
    at: number,
    bytes: number,
    options: number,
  ) => void;
  readonly _heif_context_get_primary_image_handle: (error: number, context: number, to: number) => void;
  readonly _heif_image_handle_release: (handle: number) => void;
  readonly _heif_decoding_options_alloc: () => number;
  readonly _heif_decoding_options_free: (options: number) => void;
  readonly _heif_decode_image: (
    error: number,
    handle: number,
    to: number,
    colorspace: number,
    chroma: number,
    options: number,
  ) => void;
  readonly _heif_image_get_width: (image: number, channel: number) => number;
  readonly _heif_image_get_height: (image: number, channel: number) => number;
  readonly _heif_image_get_plane_readonly2: (image: number, channel: number, strideTo: number) => number;
  readonly _heif_image_release: (image: number) => void;
}

/** libheif's heif.h, heif_image.h, heif_error.h, heif_decoding.h. */
const C = {
  colorspaceRgb: 1,
  chromaRgb: 10,
  chromaRgba: 11,
  channelInterleaved: 10,
  /** heif_error_Unsupported_filetype, heif_error_Unsupported_feature. */
  unsupported: [3, 4] as readonly number[],
  /** struct heif_error: its code, a finer one, and the address of its words. */
  errorBytes: 12,
  /** In struct heif_decoding_options, where addresses have four bytes. */
  convertHdrTo8Bit: 20,
  strictDecoding: 21,
} as const;

/** Why a picture could not be decoded. */
export class HeicRefused extends Error {
  override readonly name = 'HeicRefused';
  /** It is coded in a way that is not known, and not damaged; or there is nothing here to decode it. */
  readonly isUnsupported: boolean;

  constructor(reason: string, isUnsupported: boolean, options?: ErrorOptions) {
    super(reason, options);
    this.isUnsupported = isUnsupported;
  }
}

export interface HeicFacts {
  /** As shown, turned. */
  readonly pixels: number;
  readonly hasAlpha: boolean;
  readonly profile: Uint8Array | undefined;
}

type Loading = Promise<Libheif>;
/** One for all pictures, so that its memory, which only ever grows, is used again. One that failed is not used again. */
const loaded: { libheif?: Loading } = {};

/** The picture as a TIFF without compression, upright, its colour profile with it. Throws `HeicRefused`, and what WebAssembly throws. */
export async function heicAsTiff(bytes: Uint8Array, facts: HeicFacts): Promise<Buffer> {
  try {
    return decoded(await (loaded.libheif ??= loadLibheif()), bytes, facts);
  } catch (error) {
    if (!(error instanceof HeicRefused)) delete loaded.libheif;
    throw error;
  }
}

/** A file of its own beside the built program, so that it can be replaced, as its licence asks. */
async function loadLibheif(): Loading {
  try {
    const { default: start } = (await import('libheif-js/libheif-wasm/libheif.js')) as unknown as {
      default: () => Libheif;
    };
    return start();
  } catch (error) {
    throw new HeicRefused('no libheif here', true, { cause: error });
  }
}

function decoded(lib: Libheif, bytes: Uint8Array, { pixels, hasAlpha, profile }: HeicFacts): Buffer {
  const { held, room, number, error, answer, answered, free } = borrow(lib);
  try {
    const file = room(bytes.length);
    lib.HEAPU8.set(bytes, file);
    const context = held(lib._heif_context_alloc(), lib._heif_context_free);
    // Twice what the header says: more would be a bomb.
    lib._heif_context_set_maximum_image_size_limit(context, Math.ceil(Math.sqrt(2 * pixels)));
    lib._heif_context_read_from_memory_without_copy(error, context, file, bytes.length, 0);
    answered();
    lib._heif_context_get_primary_image_handle(error, context, answer);
    const handle = held(answered(), lib._heif_image_handle_release);
    const options = held(lib._heif_decoding_options_alloc(), lib._heif_decoding_options_free);
    lib.HEAPU8.fill(1, options + C.convertHdrTo8Bit, options + C.strictDecoding + 1);
    lib._heif_decode_image(error, handle, answer, C.colorspaceRgb, hasAlpha ? C.chromaRgba : C.chromaRgb, options);
    const image = held(answered(), lib._heif_image_release);
    const at = lib._heif_image_get_plane_readonly2(image, C.channelInterleaved, answer);
    return tiffOf({
      pixels: lib.HEAPU8.subarray(at),
      bytesPerRow: number(answer),
      width: lib._heif_image_get_width(image, C.channelInterleaved),
      height: lib._heif_image_get_height(image, C.channelInterleaved),
      channels: hasAlpha ? 4 : 3,
      profile,
    });
  } finally {
    free();
  }
}

/** Its memory, borrowed for one picture: everything that is `held` goes back with `free`, last first. */
function borrow(lib: Libheif) {
  const undo: (() => void)[] = [];
  const held = (at: number, free: (at: number) => void): number => {
    undo.push(() => free(at));
    return at;
  };
  const room = (size: number): number => held(lib._malloc(size), lib._free);
  const number = (at: number): number => new DataView(lib.HEAPU8.buffer).getUint32(lib.HEAPU8.byteOffset + at, true);
  const [error, answer] = [room(C.errorBytes), room(4)];
  /** What the last call answered. Throws `HeicRefused`. */
  const answered = (): number => {
    const code = number(error);
    if (code === 0) return number(answer);
    throw new HeicRefused(`libheif ${code}.${number(error + 4)}`, C.unsupported.includes(code));
  };
  const free = (): void => undo.toReversed().forEach((one) => one());
  return { held, room, number, error, answer, answered, free };
}
