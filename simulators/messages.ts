import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import Fastify, { type FastifyInstance } from 'fastify';
import { createHash } from 'node:crypto';
import { addFaults, type FaultyNetwork } from '#simulators/faults.ts';
import type { UploadedFile } from '#simulators/form-params.ts';
import type { ArrivedPost, SimulatedNetwork } from '#simulators/network.ts';

// What stand-ins for networks of messages share: a server on loopback, a list of what arrived, its files, and its faults.

export interface MessagesOptions {
  /** 0, and so unless said: any free port. */
  readonly port?: number;
  readonly clock?: { now(): number };
}

export interface SentMessage {
  readonly id: string;
  readonly account: string;
  readonly text: string;
  readonly parentId?: string;
  readonly files?: readonly (Pick<UploadedFile, 'bytes' | 'mimeType'> & {
    readonly description?: string | undefined;
  })[];
  readonly url: string;
}

type Kept = { -readonly [K in keyof ArrivedPost]: ArrivedPost[K] };

export interface Room {
  url: string;
  now(): number;
  /** Every message that was ever sent, by its id, oldest first. */
  readonly posts: Map<string, Kept>;
  send(message: SentMessage): Kept;
}

/** Starts it on loopback, with the routes of one network. `stop` ends every connection. */
export async function startMessages(
  network: Pick<SimulatedNetwork, 'id' | 'name'> & Pick<FaultyNetwork, 'invalidToken'>,
  { port = 0, clock = Date }: MessagesOptions,
  addRoutes: (app: FastifyInstance, room: Room) => void,
): Promise<SimulatedNetwork & { readonly room: Room }> {
  const { id, name, invalidToken } = network;
  const files = new Map<string, Pick<UploadedFile, 'bytes' | 'mimeType'>>();
  const room: Room = { url: '', now: () => clock.now(), posts: new Map(), send };
  const stopping = new AbortController();
  const app = Fastify({ forceCloseConnections: true, bodyLimit: 600 * 1024 * 1024 });
  await app.register(formbody);
  await app.register(multipart, { limits: { fileSize: 50 * 1024 * 1024, files: 10 } });
  const faults = addFaults(app, { invalidToken, signal: stopping.signal });
  app.get<{ Params: { sha256: string } }>('/files/:sha256', (request, reply) => {
    const file = files.get(request.params.sha256);
    return file ? reply.type(file.mimeType).send(file.bytes) : reply.code(404).send();
  });
  addRoutes(app, room);
  room.url = await app.listen({ host: '127.0.0.1', port });
  const stop = async (): Promise<void> => {
    stopping.abort();
    await app.close();
  };
  return { id, name, url: room.url, faults, arrived: () => [...room.posts.values()], stop, room };

  function send({ files: sent = [], ...message }: SentMessage): Kept {
    const media = sent.map(({ bytes, mimeType, description }) => {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      files.set(sha256, { bytes, mimeType });
      return { mimeType, description, sha256, url: `${room.url}/files/${sha256}` };
    });
    const kept: Kept = { ...message, kind: 'message', media, at: room.now(), isRemoved: false };
    room.posts.set(kept.id, kept);
    return kept;
  }
}
