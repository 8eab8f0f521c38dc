import type { Handlers } from '#shared/ipc/contract.ts';
import { NoAnswer, type Http } from '#shared/platforms/http.ts';
import type { Proxy } from '#electron/settings/proxy.ts';

/** What the calls about the proxy are answered with. */
export interface ProxyHandling {
  readonly proxy: Proxy;
  readonly http: Http;
  /** It was changed: the windows' own sessions follow. */
  onChange(): void;
  /** Where requests go anyway: the server of a channel, or a page that is there for such things. */
  testAddress(): string;
  /** By way of what an address is reached now; empty: directly. */
  wayTo(address: string): Promise<string>;
  now(): number;
}

const TEST_MS = 15_000;

/** How requests reach the internet. */
export const proxyHandlers = (d: ProxyHandling) =>
  ({
    'proxy.read': () => ({ proxy: d.proxy.read(), hasPassword: d.proxy.hasPassword() }),
    'proxy.set': ({ proxy, password }) => {
      d.proxy.set(proxy, password);
      d.onChange();
    },
    'proxy.test': async () => {
      const asked = d.testAddress();
      const by = await d.wayTo(asked);
      const from = d.now();
      try {
        const { status } = await d.http.send({ method: 'GET', url: asked, timeoutMs: TEST_MS });
        return { asked, by, outcome: { status, ms: Math.max(0, d.now() - from) } };
      } catch (error) {
        if (!(error instanceof NoAnswer)) throw error;
        const isRefused = /PROXY_AUTH|407/.test(error.message);
        return { asked, by, outcome: isRefused ? { refused: true as const } : { noAnswer: error.message } };
      }
    },
  }) satisfies Handlers<'proxy.'>;
