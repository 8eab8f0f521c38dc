import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import Fastify, { type FastifyInstance } from 'fastify';
import { createHash } from 'node:crypto';
import { addFaults } from '#simulators/faults.ts';
import type { UploadedFile } from '#simulators/form-params.ts';
import type { ArrivedPost, SimulatedNetwork } from '#simulators/network.ts';

// What stand-ins for networks of messages share: a server on loopback with one channel that a bot or a webhook posts in,
// what arrived there, its files, and its faults.

export interface MessagesOptions {
  /** 0, and so unless said: any free port. */
  readonly port?: number;
  readonly clock?: { now(): number };
}

export interface MessagesNetwork extends SimulatedNetwork {
  /** The name of our channel. */
  readonly account: string;
  /** By hand. */
  post(text: string, channel: 'ours' | 'other'): void;
  /** The bot or webhook is known, or no longer. */
  setSignIn(isGood: boolean): void;
  /** It may post in our channel, or no longer. */
  setMayPost(mayPost: boolean): void;
}

type File = Pick<UploadedFile, 'bytes' | 'mimeType'> & { readonly description?: string | undefined };
type Kept = { -readonly [K in keyof ArrivedPost]: ArrivedPost[K] };

export interface Room {
  isSignedIn: boolean;
  mayPost: boolean;
  readonly posts: readonly Kept[];
  now(): number;
  nextId(): number;
  /** Something that people see from now on; `url` without its host. */
  send(id: string, text: string, more: { url: string; files?: readonly File[]; parentId?: string | undefined }): void;
}

/** A refusal in the network's own words: what a route answers, and what a fault is ordered with. */
export class No {
  readonly status: number;
  readonly body: Record<string, unknown>;

  constructor(status: number, body: Record<string, unknown>) {
    this.status = status;
    this.body = body;
  }
}

/** Starts one on loopback, with the routes of its network. `stop` ends every connection. */
export async function startMessages(
  network: Pick<MessagesNetwork, 'id' | 'name' | 'account'> & { readonly signedOut: No },
  { port = 0, clock = Date }: MessagesOptions,
  addRoutes: (app: FastifyInstance, room: Room) => void,
): Promise<MessagesNetwork> {
  const { id, name, account, signedOut } = network;
  const stopping = new AbortController();
  const app = Fastify({ forceCloseConnections: true });
  await app.register(formbody);
  await app.register(multipart, { limits: { fileSize: 50 * 1024 * 1024, files: 10 } });
  const { status, body } = signedOut;
  const faults = addFaults(app, { invalidToken: { status, body, headers: {} }, signal: stopping.signal });
  app.addHook('preSerialization', async (_request, reply, answer) => {
    if (!(answer instanceof No)) return answer;
    void reply.code(answer.status);
    return answer.body;
  });
  const files = new Map<string, File>();
  app.get<{ Params: { sha256: string } }>('/files/:sha256', (request, reply) => {
    const file = files.get(request.params.sha256);
    return file ? reply.type(file.mimeType).send(file.bytes) : reply.code(404).send();
  });
  const posts: Kept[] = [];
  let last = 0;
  let url = '';
  const nextId = (): number => (last += 1);
  const room: Room = {
    isSignedIn: true,
    mayPost: true,
    posts,
    now: () => clock.now(),
    nextId,
    send: (messageId, text, more) => send(messageId, text, account, more),
  };
  addRoutes(app, room);
  url = await app.listen({ host: '127.0.0.1', port });
  return {
    id,
    name,
    account,
    url,
    faults,
    arrived: () => posts,
    post: (text, channel) => send(`${nextId()}`, text, channel === 'ours' ? account : 'another', { url: '/by-hand' }),
    setSignIn: (isGood) => void (room.isSignedIn = isGood),
    setMayPost: (mayPost) => void (room.mayPost = mayPost),
    stop: async () => {
      stopping.abort();
      await app.close();
    },
  };

  function send(messageId: string, text: string, into: string, more: Parameters<Room['send']>[2]): void {
    const media = (more.files ?? []).map((file) => {
      const sha256 = createHash('sha256').update(file.bytes).digest('hex');
      files.set(sha256, file);
      return { mimeType: file.mimeType, description: file.description, sha256, url: `${url}/files/${sha256}` };
    });
    const at = clock.now();
    const under = more.parentId === undefined ? {} : { parentId: more.parentId };
    const shown = { kind: 'message', media, at, isRemoved: false, url: `${url}${more.url}`, ...under };
    posts.push({ id: messageId, account: into, text, ...shown });
  }
}
