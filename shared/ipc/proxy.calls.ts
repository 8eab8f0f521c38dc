import { z } from 'zod';
import { ask } from '#shared/ipc/ask.ts';
import { proxySettings } from '#shared/proxy.ts';

export const proxyCalls = {
  /** `hasPassword`: one is kept in the vault; it never comes to the window. */
  'proxy.read': ask(z.void(), z.object({ proxy: proxySettings, hasPassword: z.boolean() })),
  /** A password that is not given stays as it is. It holds for every request from now on. */
  'proxy.set': ask(z.object({ proxy: proxySettings, password: z.string().max(500).optional() }), z.void()),
  /** Asks for something by way of it, now. */
  'proxy.test': ask(
    z.void(),
    z.object({
      /** The address that was asked. */
      asked: z.string(),
      /** By way of which proxy; empty: directly. */
      by: z.string(),
      /** What came back, or why nothing did. */
      outcome: z.union([
        z.object({ status: z.int(), ms: z.int() }),
        z.object({ noAnswer: z.string() }),
        z.object({ refused: z.literal(true) }),
      ]),
    }),
  ),
};
