import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A public place for files that a network fetches by itself, on loopback. It starts with the first file. */
export interface FileHost {
  /** Gives the address; the same file gets the same one. */
  put(name: string, type: string, bytes: Uint8Array): Promise<string>;
  stop(): Promise<void>;
}

export function openFileHost(): FileHost {
  const files = new Map<string, { type: string; bytes: Uint8Array }>();
  let starting: Promise<unknown> | undefined;
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? '');
    if (file === undefined) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': file.type, 'content-length': file.bytes.length });
    response.end(request.method === 'HEAD' ? undefined : file.bytes);
  });

  return {
    put: async (name, type, bytes) => {
      await (starting ??= once(server.listen(0, '127.0.0.1'), 'listening'));
      const path = `/${encodeURIComponent(name)}`;
      files.set(path, { type, bytes });
      const { port } = server.address() as AddressInfo;
      return `http://127.0.0.1:${port}${path}`;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
