import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { invariant } from '#shared/assert.ts';
import type { Clock } from '#shared/clock.ts';
import { Failure } from '#shared/failures.ts';
import { OAUTH_CALLBACK } from '#electron/channels/oauth-link.ts';

// Some networks lead back to a port of this computer instead of a link (RFC 8252, 7.3). They want the exact address
// registered beforehand, so the ports are fixed; one listener is open at a time, for as long as a sign-in may take.

/** Registered with the network as `http://127.0.0.1:<port>/callback` (PLATFORMS.md 1.1). */
export const LOOPBACK_PORTS: readonly number[] = [53_682, 53_683, 53_684, 53_685, 53_686];

export interface LoopbackReturn {
  /** Opens the first free port and gives the address to come back to. Throws `sign-in.no-port`. */
  listen(network: string, forMs: number): Promise<string>;
  stop(): Promise<void>;
}

export interface LoopbackDeps {
  readonly clock: Clock;
  /** The browser came back; the link is the one that the network would have opened if it took links. */
  onLink(link: string): void;
  readonly ports?: readonly number[];
}

const PATH = '/callback';

export function loopbackReturn(d: LoopbackDeps): LoopbackReturn {
  const ports = d.ports ?? LOOPBACK_PORTS;
  let open: { readonly server: Server; readonly cancel: () => void } | undefined;
  return { listen, stop: close };

  async function listen(network: string, forMs: number): Promise<string> {
    await close();
    for (const port of ports) {
      const server = createServer(answer);
      if (!(await opens(server, port))) continue;
      const cancel = d.clock.after(forMs, () => void close());
      open = { server, cancel };
      return `http://127.0.0.1:${portOf(server)}${PATH}`;
    }
    throw new Failure('sign-in.no-port', { platform: network, ports: ports.join(', ') });
  }

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const [path, query] = (request.url ?? '').split('?', 2);
    // Pages of the web can reach this port too: whatever is not the way back is not answered with anything of ours.
    if (request.method !== 'GET' || path !== PATH || query === undefined) {
      response.writeHead(404, HEADERS).end();
      return;
    }
    response.writeHead(200, { ...HEADERS, 'content-type': 'text/html; charset=utf-8' }).end(PAGE);
    response.once('finish', () => void close());
    d.onLink(`${OAUTH_CALLBACK}?${query}`);
  }

  async function close(): Promise<void> {
    const closing = open;
    open = undefined;
    if (closing === undefined) return;
    closing.cancel();
    await new Promise<void>((resolve) => {
      closing.server.close(() => resolve());
      closing.server.closeIdleConnections();
    });
  }
}

/** `false`: the port is somebody else's. */
function opens(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => resolve(true));
  });
}

/** The one that was opened, also where any was asked for. */
function portOf(server: Server): number {
  const address = server.address();
  invariant(typeof address === 'object' && address !== null, 'a listening server has a port');
  return address.port;
}

const HEADERS = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  connection: 'close',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
};

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Postwright</title>
<style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:30rem;margin:20vh auto;padding:0 1rem}</style>
<h1>Back to Postwright</h1><p>You can close this tab. Postwright goes on with the sign-in.</p></html>`;
