import type { Http } from '#shared/platforms/http.ts';
import { systemClock } from '#electron/clock.ts';
import { networkHttp } from '#electron/http.ts';

/** The product's own way to a network, over Node's fetch in place of Electron's. */
export function nodeHttp(): Http {
  return networkHttp({ fetch, clock: systemClock, userAgent: 'Postwright tests' });
}
