import { open, type FileHandle } from 'node:fs/promises';
import { getDocument, PasswordException, PDFDataRangeTransport, VerbosityLevel } from 'unpdf/pdfjs';
import { Failure } from '#shared/failures.ts';
import type { FileFacts } from '#electron/media/picture-asks.ts';

/** How much is read at once: the list of pages stands in few places, and the rest of the file is not needed. */
const CHUNK_BYTES = 256 * 1024;

/** How many pages a PDF has. One that only printing or changing asks a password of counts as any other. */
export async function inspectDocument(path: string, file: string): Promise<FileFacts> {
  const handle = await open(path, 'r');
  const range = new FileRange(handle, (await handle.stat()).size);
  const task = getDocument({
    range,
    rangeChunkSize: CHUNK_BYTES,
    disableStream: true,
    disableAutoFetch: true,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    const { numPages: pages } = await Promise.race([task.promise, range.broken.promise]);
    return { mimeType: 'application/pdf', width: 0, height: 0, details: { pages } };
  } catch (error) {
    const code = error instanceof PasswordException ? 'media.locked' : 'media.damaged';
    throw new Failure(code, { file }, { cause: error });
  } finally {
    await task.destroy();
    await handle.close();
  }
}

/** Gives a PDF the parts of its file that it asks for. */
class FileRange extends PDFDataRangeTransport {
  readonly broken = Promise.withResolvers<never>();
  readonly #handle: FileHandle;

  constructor(handle: FileHandle, bytes: number) {
    super(bytes, null);
    this.#handle = handle;
  }

  override requestDataRange(begin: number, end: number): void {
    const bytes = new Uint8Array(end - begin);
    this.#handle.read(bytes, 0, bytes.length, begin).then(
      ({ bytesRead }) => this.onDataRange(begin, bytes.subarray(0, bytesRead)),
      (error: unknown) => this.broken.reject(error),
    );
  }
}
