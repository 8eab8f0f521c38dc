import { z } from 'zod';
import { jsonOf, type HttpAnswer } from '#shared/platforms/http.ts';

// What Bluesky's servers answer (PLATFORMS.md 7), as far as it is read here. Fields nobody reads are not named.

const did = z.string().regex(/^did:[a-z]+:.+$/);

/** Every refusal: `{"error":"Name","message":"text"}` (PLATFORMS.md 7.4). */
export const refusal = z.object({ error: z.string(), message: z.string().optional() });
export type Refusal = z.infer<typeof refusal>;

/** `com.atproto.server.createSession` and `refreshSession`. */
export const session = z.object({
  did,
  handle: z.string(),
  accessJwt: z.string(),
  refreshJwt: z.string(),
  active: z.boolean().optional(),
  status: z.string().optional(),
  didDoc: z.unknown().optional(),
});
export type Session = z.infer<typeof session>;

/** The part of a DID document that says which server holds the account. */
export const didDocument = z.object({
  service: z.array(z.object({ id: z.string(), serviceEndpoint: z.unknown().optional() })),
});

/** `com.atproto.repo.uploadBlob`. The blob goes into the record as it came. */
export const uploaded = z.object({
  blob: z.object({
    $type: z.literal('blob'),
    ref: z.object({ $link: z.string() }),
    mimeType: z.string(),
    size: z.int(),
  }),
});
export type BlobRef = z.infer<typeof uploaded>['blob'];

/** `com.atproto.repo.putRecord`. */
export const written = z.object({ uri: z.string().startsWith('at://'), cid: z.string() });
export type Written = z.infer<typeof written>;

/** `com.atproto.repo.getRecord` of a post. */
export const found = z.object({
  uri: z.string().startsWith('at://'),
  cid: z.string(),
  value: z.object({ createdAt: z.string().optional() }),
});

/** `com.atproto.repo.getRecord` of `app.bsky.actor.profile/self`. */
export const profile = z.object({
  value: z.object({
    displayName: z.string().optional(),
    avatar: z.object({ ref: z.object({ $link: z.string() }) }).optional(),
  }),
});

/** `com.atproto.identity.resolveHandle`. */
export const resolved = z.object({ did });

/** The address of a method on a server. */
export function xrpc(server: string, method: string, query: Readonly<Record<string, string>> = {}): string {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${server}/xrpc/${method}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`;
}

/** What a successful answer says; `undefined` when it was refused or says something else. */
export function readAnswer<T>(schema: z.ZodType<T>, answer: HttpAnswer): T | undefined {
  if (answer.status !== 200) return undefined;
  return schema.safeParse(jsonOf(answer)).data;
}

/** The name and words of a refusal; `undefined` when the answer does not come from an AT Protocol server. */
export function readRefusal(answer: HttpAnswer): Refusal | undefined {
  return refusal.safeParse(jsonOf(answer)).data;
}
