import { z } from 'zod';

// How requests reach the internet.

/** `http://proxy.example:8080` */
export const proxyAddress = z
  .string()
  .max(300)
  .refine((value) => parsedProxy(value) !== undefined, 'an address like http://proxy.example:8080');

export const proxySettings = z.discriminatedUnion('mode', [
  // What the system says, also by a script.
  z.object({ mode: z.literal('system') }),
  z.object({ mode: z.literal('none') }),
  z.object({ mode: z.literal('manual'), address: proxyAddress, user: z.string().max(200) }),
]);
export type ProxySettings = z.infer<typeof proxySettings>;

export const USUAL_PROXY: ProxySettings = { mode: 'system' };

/** What Chromium's sessions are set to. */
export interface SessionProxy {
  readonly mode: 'system' | 'direct' | 'fixed_servers';
  readonly proxyRules?: string;
  readonly proxyBypassRules?: string;
}

export function sessionProxy(proxy: ProxySettings): SessionProxy {
  switch (proxy.mode) {
    case 'system':
      return { mode: 'system' };
    case 'none':
      return { mode: 'direct' };
    case 'manual': {
      const known = parsedProxy(proxy.address);
      // Never around it: an address that cannot be read is no reason to go out directly.
      const rules = known === undefined ? 'http://invalid.invalid:1' : `${known.scheme}://${known.host}:${known.port}`;
      return { mode: 'fixed_servers', proxyRules: rules, proxyBypassRules: '<local>' };
    }
  }
}

const SCHEMES: Readonly<Record<string, number>> = { http: 80, https: 443, socks5: 1080, socks4: 1080 };

function parsedProxy(address: string): { scheme: string; host: string; port: number } | undefined {
  const found = /^(?:(https?|socks[45]):\/\/)?(\[[0-9a-f:]+\]|[\w.-]+)(?::(\d{1,5}))?\/?$/i.exec(address.trim());
  const [, scheme = 'http', host, port] = found ?? [];
  if (host === undefined) return undefined;
  const number = Number(port ?? SCHEMES[scheme.toLowerCase()]);
  return number > 0 && number < 65_536 ? { scheme: scheme.toLowerCase(), host, port: number } : undefined;
}
