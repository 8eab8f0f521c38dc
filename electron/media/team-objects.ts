import { z } from 'zod';
import { jsonOf, type Http } from '#shared/platforms/http.ts';
import type { PublicObjects } from '#electron/media/bucket-objects.ts';

// A team server hands files to networks for people without a bucket. What it promises (docs/decisions/0011):
//
//   PUT    {server}/media/{key}                    the bytes, with their type -> 2xx
//   GET    {server}/media/{key}/address?seconds=N  -> {"url": "https://…"}, for anybody, that long
//   DELETE {server}/media/{key}                    -> 2xx, or 404 where there is none

const addressed = z.object({ url: z.url({ protocol: /^https?$/ }) });

const UPLOAD_TIMEOUT_MS = 15 * 60_000;

/** The same three verbs as of a bucket, at the team server at `server`. */
export function teamObjects(http: Http, server: string): PublicObjects {
  const at = (key: string): string => `${server}/media/${key}`;
  return {
    put: (key, bytes, type) =>
      http.send({ method: 'PUT', url: at(key), body: { bytes, type }, timeoutMs: UPLOAD_TIMEOUT_MS }),
    remove: (key) => http.send({ method: 'DELETE', url: at(key) }),
    address: async (key, forMs) => {
      const seconds = Math.floor(forMs / 1000);
      const answer = await http.send({ method: 'GET', url: `${at(key)}/address?seconds=${seconds}` });
      const parsed = addressed.safeParse(jsonOf(answer));
      return parsed.success && answer.status === 200 ? parsed.data : { refused: answer };
    },
  };
}
