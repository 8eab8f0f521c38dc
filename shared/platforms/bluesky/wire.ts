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

/** `com.atproto.repo.putRecord`, and what every answer about one record begins with. */
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

/** `com.atproto.repo.describeRepo`: who an account is, whatever it is asked by. */
export const described = z.object({ did, handle: z.string(), didDoc: z.unknown() });

/** `com.atproto.server.getSession`. */
export const sessionState = z.object({ did, active: z.boolean().optional(), status: z.string().optional() });

/** `com.atproto.server.getServiceAuth`. */
export const serviceToken = z.object({ token: z.string().min(1) });

/** A job of the service for videos (PLATFORMS.md 7.2). It answers with the job itself, or with it inside `jobStatus`. */
const job = z.object({
  jobId: z.string(),
  state: z.string().optional(),
  blob: uploaded.shape.blob.optional(),
  failureCode: z.string().optional(),
  error: z.string().optional(),
  message: z.string().optional(),
});
export const videoJob = z.union([z.object({ jobStatus: job }).transform(({ jobStatus }) => jobStatus), job]);
export type VideoJob = z.infer<typeof job>;

/** `app.bsky.video.getUploadLimits`. */
export const uploadLimits = z.object({
  canUpload: z.boolean(),
  remainingDailyVideos: z.number().optional(),
  remainingDailyBytes: z.number().optional(),
  message: z.string().optional(),
  error: z.string().optional(),
});
export type UploadLimits = z.infer<typeof uploadLimits>;

/** `app.bsky.actor.getProfile`. */
export const profileCounts = z.object({ did, followersCount: z.int().min(0).optional() });

/** `app.bsky.actor.searchActorsTypeahead`. */
export const foundActors = z.object({
  actors: z.array(z.object({ did, handle: z.string().min(1), displayName: z.string().optional() })),
});

/** `app.bsky.feed.getPosts`. */
const counted = z.int().min(0).optional();
export const posts = z.object({
  posts: z.array(
    z.object({
      uri: z.string(),
      likeCount: counted,
      repostCount: counted,
      replyCount: counted,
      quoteCount: counted,
      bookmarkCount: counted,
    }),
  ),
});

/** The address of a method on a server. */
export function xrpc(
  server: string,
  method: string,
  query: Readonly<Record<string, string | readonly string[]>> = {},
): string {
  const pairs = Object.entries(query).flatMap(([name, values]) =>
    [values].flat().map((value) => `${name}=${encodeURIComponent(value)}`),
  );
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
