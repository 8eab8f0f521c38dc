import { createHash, randomUUID } from 'node:crypto';
import { mediaId } from '#shared/ids.ts';
import { NoAnswer, type Http, type HttpAnswer, type HttpRequest } from '#shared/platforms/http.ts';
import type { Connected, LinkCard } from '#shared/platforms/platform.ts';
import { blueskyAdapter } from '#shared/platforms/bluesky/adapter.ts';
import type { Draft, DraftMedia, Receipt } from '#shared/publishing/publication.ts';
import { StepTrouble } from '#shared/publishing/steps.ts';
import { nodeHttp } from '#tests/kit/node-http.ts';
import type { Pds, PdsAccount, PdsPost } from '#tests/kit/pds/start-pds.ts';
import { apiOver, stepMemory, type StepMemory, type TestApi } from '#tests/kit/step-memory.ts';

// What the stories about Bluesky are told with: the adapter, the real server of Bluesky, and one publication at a time.

export const http = nodeHttp();

export interface Published {
  readonly receipt: Receipt;
  readonly memory: StepMemory;
  readonly api: TestApi;
}

export interface File {
  readonly media: DraftMedia;
  readonly bytes: Uint8Array;
}

export interface PublishOptions {
  readonly memory?: StepMemory;
  readonly http?: Http;
  readonly files?: readonly File[];
  readonly cards?: ReadonlyMap<string, LinkCard>;
  readonly baseUrl?: string;
  /** The computer's clock, where it is not the server's. */
  readonly now?: () => number;
}

/** One run of a publication, as far as it comes. */
export async function publish(
  connected: Connected,
  what: string | Draft['segments'] | Draft,
  options: PublishOptions = {},
): Promise<Published> {
  const memory = options.memory ?? stepMemory(options.now ? { now: options.now } : {});
  const api = apiFor(connected, options);
  return { receipt: await blueskyAdapter.publish(draftOf(what), memory.runner, api), memory, api };
}

export function apiFor(connected: Connected, options: PublishOptions = {}): TestApi {
  const files = new Map((options.files ?? []).map(({ media, bytes }) => [media.media, bytes]));
  return apiOver(options.http ?? http, blueskyAdapter, connected.account, connected.secrets, {
    files,
    ...(options.cards && { cards: options.cards }),
    ...(options.baseUrl !== undefined && { baseUrl: options.baseUrl }),
    ...(options.now && { now: options.now }),
  });
}

export function draftOf(what: string | Draft['segments'] | Draft): Draft {
  if (typeof what === 'string') return { segments: [part(what)], options: {} };
  return 'segments' in what ? what : { segments: what, options: {} };
}

export function signIn(
  pds: Pick<Pds, 'url'>,
  account: Pick<PdsAccount, 'handle' | 'appPassword'>,
  given: { handle?: string; password?: string; server?: string; baseUrl?: string | undefined } = {},
): Promise<Connected> {
  const connector = blueskyAdapter.connectors['app-password'];
  if (connector?.how !== 'password') throw new Error('Bluesky signs in by password.');
  const answers = {
    handle: given.handle ?? account.handle,
    password: given.password ?? account.appPassword,
    server: given.server ?? '',
  };
  const baseUrl = 'baseUrl' in given ? given.baseUrl : pds.url;
  return connector.signIn(answers, { http, now: Date.now, baseUrl, broker: undefined });
}

export function call(method: string, url: string): HttpRequest {
  return { method: 'GET', url: `${url}/xrpc/${method}` };
}

export function endOf(thrown: unknown): string {
  if (thrown instanceof StepTrouble) return thrown.trouble.kind;
  throw thrown;
}

export function part(text: string): Draft['segments'][number] {
  return { text, media: [] };
}

export function unique(word: string): string {
  return `${word} ${randomUUID()}`;
}

const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** A picture nobody had before: one dot, with something of its own after its end. */
export function image(given: { alt: string; width?: number; height?: number; size?: number }): File {
  const own = Buffer.from(randomUUID());
  const bytes = new Uint8Array(
    Buffer.concat([DOT, own, Buffer.alloc(Math.max(0, (given.size ?? 0) - DOT.length - own.length))]),
  );
  const id = mediaId.parse(createHash('sha256').update(bytes).digest('hex'));
  const media = {
    media: id,
    alt: given.alt,
    name: 'dot.png',
    mimeType: 'image/png',
    bytes: bytes.length,
    width: given.width ?? 1,
    height: given.height ?? 1,
  };
  return { media, bytes };
}

export async function postsWith(pds: Pds, account: PdsAccount, word: string): Promise<readonly PdsPost[]> {
  return (await pds.listPosts(account.did)).filter((post) => String(post.value['text']).includes(word));
}

export async function postAt(pds: Pds, account: PdsAccount, receipt: Receipt): Promise<PdsPost> {
  const post = (await pds.listPosts(account.did)).find(({ uri }) => uri === receipt.remoteId);
  if (!post) throw new Error(`Nothing at ${receipt.remoteId}.`);
  return post;
}

export function answer(status: number, error: string): HttpAnswer {
  return { status, headers: {}, body: JSON.stringify({ error, message: error }) };
}

/** The real network, except where `instead` has something to say. */
export function answering(instead: (request: HttpRequest) => HttpAnswer | NoAnswer | undefined): Http {
  return {
    send: async (request) => {
      const given = instead(request);
      if (given instanceof NoAnswer) throw given;
      return given ?? http.send(request);
    },
  };
}

/** The real network, which loses one answer: the request arrives, and nobody hears of it. */
export function losingAnswerOf(step: string): Http {
  const [verb, index = '0'] = step.split('/');
  const method = { create: 'putRecord', media: 'uploadBlob', confirm: 'getRecord' }[verb ?? ''] ?? '';
  let before = Number(index);
  return {
    send: async (request) => {
      const given = await http.send(request);
      if (!request.url.includes(method) || before-- !== 0) return given;
      throw new NoAnswer('ECONNRESET', 'maybe');
    },
  };
}

/** A film nobody had before: it begins as MP4 files do. */
export function film(given: { alt?: string; isBroken?: boolean; size?: number } = {}): File {
  const head = Buffer.from(given.isBroken ? '\0\0\0\x18RIFFmp42' : '\0\0\0\x18ftypmp42', 'latin1');
  const own = Buffer.from(randomUUID());
  const bytes = new Uint8Array(Buffer.concat([head, own, Buffer.alloc(Math.max(0, (given.size ?? 0) - 48))]));
  const id = mediaId.parse(createHash('sha256').update(bytes).digest('hex'));
  const media = {
    media: id,
    alt: given.alt ?? 'Bread rising',
    name: 'bread.mp4',
    mimeType: 'video/mp4',
    bytes: bytes.length,
    width: 1080,
    height: 1920,
    durationMs: 12_000,
  };
  return { media, bytes };
}

export function rkeyOf(uri: string): string {
  return uri.split('/').at(-1) ?? '';
}
