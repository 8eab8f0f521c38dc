import { open, readFile, type FileHandle } from 'node:fs/promises';
import type { FilmCall, FilmTask } from '#shared/media/film-work.ts';
import { filmSaid } from '#shared/media/film-work.ts';
import { asFailureValue, Failure } from '#shared/failures.ts';
import { IMPORT_MAX_BYTES } from '#shared/media/media.ts';

// Everything the page for films can reach: five addresses, which stand for the files of what it is doing just now.
//   /, /films.js     itself
//   /next            waits for the next task
//   /said            what it says of a task
//   /film/<number>   bytes of the film, a range at a time
//   /made/<number>   bytes of what it makes

/** Something to do with a film: where it is read, and where what comes of it is written. */
export interface FilmJob {
  readonly number: number;
  readonly name: string;
  readonly task: FilmTask;
  readonly from: string;
  readonly to?: string;
}

export interface FilmPort {
  answer(request: Request): Promise<Response>;
  begin(job: FilmJob): void;
  /** Takes the files of a task away, and tells the page to end it. Nothing is written once it resolves. */
  withdraw(number: number): Promise<void>;
  /** Hears what the page says, unchecked; `done` comes when what was made is on the disk. */
  onMessage(hear: (message: unknown) => void): void;
  /** The page is gone. */
  close(): Promise<void>;
}

const PAGE = '<!doctype html><meta charset="utf-8"><title>Films</title><script type="module" src="/films.js"></script>';

/** Its own program and nothing else. The AAC encoder is WebAssembly in a worker that it makes of its own text. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  'worker-src blob:',
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
};

/** The most that is read or written at once: more than the page asks for, and no weight for the main process. */
const MOST_AT_ONCE = 32 * 1024 * 1024;

interface Files {
  readonly from: FileHandle;
  readonly to: FileHandle | undefined;
  /** What is being read and written. */
  readonly underWay: Set<Promise<unknown>>;
}

/** `program`: the file of the page's script. */
export function filmPort(program: string): FilmPort {
  const files = new Map<number, Files>();
  const beginning = new Map<number, Promise<void>>();
  const withdrawn = new Set<number>();
  const calls: FilmCall[] = [];
  let waiting: ((call: FilmCall | undefined) => void) | undefined;
  let hear: (message: unknown) => void = () => undefined;

  return {
    answer,
    begin: (job) => {
      const begun = begin(job).catch((error: unknown) => failed(job, error));
      beginning.set(job.number, begun);
      void begun.then(() => beginning.delete(job.number));
    },
    withdraw,
    onMessage: (listener) => (hear = listener),
    close: async () => {
      waiting?.(undefined);
      await Promise.all(beginning.values());
      await Promise.all([...files.keys()].map((number) => closeFiles(number)));
    },
  };

  async function begin({ number, name, task, from, to }: FilmJob): Promise<void> {
    const source = await open(from, 'r').catch((error: unknown) => {
      throw new Failure('media.not-found', { file: name }, { cause: error });
    });
    if (withdrawn.has(number)) return source.close();
    const { size: bytes } = await source.stat();
    const made = to === undefined ? undefined : await open(to, 'w');
    files.set(number, { from: source, to: made, underWay: new Set() });
    if (!withdrawn.has(number)) push({ number, name, bytes, task });
  }

  async function withdraw(number: number): Promise<void> {
    withdrawn.add(number);
    const isKnown = files.has(number);
    await beginning.get(number);
    await closeFiles(number);
    if (isKnown) push({ number, stop: true });
  }

  function failed({ number }: FilmJob, error: unknown): void {
    hear({ number, how: 'failed', failure: asFailureValue(error) });
  }

  function push(call: FilmCall): void {
    if (waiting === undefined) calls.push(call);
    else waiting(call);
  }

  async function answer(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const [, where, number] = /^\/(film|made)\/(\d{1,15})$/.exec(pathname) ?? [];
    switch (`${request.method} ${where ?? pathname}`) {
      case 'GET /':
        return said(200, PAGE, 'text/html; charset=utf-8');
      case 'GET /films.js':
        return said(200, new Uint8Array(await readFile(program)), 'text/javascript; charset=utf-8');
      case 'GET /next':
        return next();
      case 'POST /said':
        return listen(await request.json());
      case 'GET film':
        return readPart(files.get(Number(number)), request.headers.get('range') ?? '');
      case 'POST made':
        return writePart(files.get(Number(number)), Number(searchParams.get('at')), await request.arrayBuffer());
      default:
        return said(404);
    }
  }

  async function next(): Promise<Response> {
    const call = calls.shift() ?? (await new Promise<FilmCall | undefined>((resolve) => (waiting = resolve)));
    waiting = undefined;
    return call === undefined ? said(410) : said(200, JSON.stringify(call), 'application/json');
  }

  async function listen(message: unknown): Promise<Response> {
    const { data: known } = filmSaid.safeParse(message);
    if (known !== undefined && known.how !== 'progress') await closeFiles(known.number);
    hear(message);
    return said(204);
  }

  async function closeFiles(number: number): Promise<void> {
    const known = files.get(number);
    if (known === undefined) return;
    files.delete(number);
    await Promise.allSettled(known.underWay);
    await known.from.close();
    await known.to?.sync();
    await known.to?.close();
  }
}

/** `bytes=from-to`, both included (RFC 9110, 14.1.2). */
async function readPart(of: Files | undefined, range: string): Promise<Response> {
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? [];
  const length = Number(to) - Number(from) + 1;
  if (of === undefined) return said(404);
  if (!(length > 0 && length <= MOST_AT_ONCE)) return said(416);
  return during(of, async () => {
    const buffer = new Uint8Array(length);
    const { bytesRead } = await of.from.read(buffer, 0, length, Number(from));
    return said(206, buffer.subarray(0, bytesRead), 'application/octet-stream');
  });
}

async function writePart(of: Files | undefined, at: number, bytes: ArrayBuffer): Promise<Response> {
  const { to } = of ?? {};
  if (of === undefined || to === undefined) return said(404);
  const isInside = Number.isSafeInteger(at) && at >= 0 && at + bytes.byteLength <= IMPORT_MAX_BYTES;
  if (!isInside || bytes.byteLength > MOST_AT_ONCE) return said(413);
  return during(of, async () => {
    await writeAll(to, new Uint8Array(bytes), at);
    return said(204);
  });
}

/** A file may take less than it is given at once. */
async function writeAll(to: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.byteLength;) {
    const { bytesWritten } = await to.write(bytes, done, bytes.byteLength - done, at + done);
    done += bytesWritten;
  }
}

/** Files are closed when nothing is read or written any more. */
async function during(of: Files, work: () => Promise<Response>): Promise<Response> {
  const doing = work();
  of.underWay.add(doing);
  try {
    return await doing;
  } catch (_expected) {
    // The disk does not read or take it: the page ends its task with that.
    return said(500);
  } finally {
    of.underWay.delete(doing);
  }
}

function said(status: number, body: string | Uint8Array<ArrayBuffer> | null = null, type?: string): Response {
  return new Response(body, { status, headers: type === undefined ? HEADERS : { ...HEADERS, 'content-type': type } });
}
