import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { setGlobalProxyFromEnv } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { say } from './say.mjs';

const FIRST_BYTE_MS = 15_000;
const STALL_MS = 30_000;
const PROGRESS_EVERY_MS = 3_000;

/** Saves what is at `url` in `file` and says how far it is. Throws an Error when nothing arrives for a while. */
export async function downloadFile(what: string, url: string, file: string): Promise<void> {
  const watch = watchProgress(what);
  try {
    const response = await fetch(url, { signal: watch.signal });
    if (!response.ok || !response.body) throw new Error(`the answer was ${response.status} ${response.statusText}`);
    const total = Number(response.headers.get('content-length')) || null;
    let received = 0;
    const counted = async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        watch.received((received += chunk.length), total);
        yield chunk;
      }
    };
    await pipeline(response.body, counted, createWriteStream(file));
    watch.done();
  } finally {
    watch.stop();
  }
}

export interface ProgressWatch {
  /** Aborts when the first byte or the next one does not come in time. */
  readonly signal: AbortSignal;
  received(bytes: number, total: number | null): void;
  /** Says the last numbers. */
  done(): void;
  stop(): void;
}

/** Says how far a download is, every few seconds, and gives up on one that stands still. */
export function watchProgress(what: string): ProgressWatch {
  useProxyOfThePerson();
  const controller = new AbortController();
  const startedAt = performance.now();
  let timer = giveUpAfter(FIRST_BYTE_MS);
  let saidAt = startedAt;
  let progress = '';
  say(`${what} …`);
  return {
    signal: controller.signal,
    received(bytes, total) {
      clearTimeout(timer);
      timer = giveUpAfter(STALL_MS);
      progress = total
        ? `${megabytes(bytes)} of ${megabytes(total)} MB (${Math.floor((100 * bytes) / total)} %)`
        : `${megabytes(bytes)} MB`;
      if (performance.now() - saidAt < PROGRESS_EVERY_MS) return;
      saidAt = performance.now();
      say(`${what} … ${progress}`);
    },
    done: () => say(`${what}: ${progress} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`),
    stop: () => clearTimeout(timer),
  };

  function giveUpAfter(ms: number) {
    return setTimeout(() => controller.abort(new Error(`nothing arrived for ${ms / 1000} s`)), ms);
  }
}

/** The checksum as package registries write it. */
export async function integrityOf(file: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}

/** Why a request failed: fetch says only "fetch failed" and keeps the reason in its cause. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message;
}

function useProxyOfThePerson(): void {
  const names = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'];
  if (names.some((name) => process.env[name])) setGlobalProxyFromEnv();
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
