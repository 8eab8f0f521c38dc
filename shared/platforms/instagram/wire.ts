import { z } from 'zod';
import { jsonOf, type HttpAnswer } from '#shared/platforms/http.ts';

// What Instagram answers (PLATFORMS.md 5), as far as it is read here. Fields nobody reads are not named.

/** `2026-11-23T09:00:00+0000` as UTC ms. */
const time = z.string().transform((text, context) => {
  const at = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  if (!Number.isNaN(at)) return at;
  context.addIssue({ code: 'custom', message: 'not a time' });
  return z.NEVER;
});

const id = z.string().min(1);

/** `POST /{ig}/media`; `uri` takes the bytes where an upload was asked for. */
export const madeContainer = z.object({ id, uri: z.string().optional().catch(undefined) });

/** `POST /{ig}/media_publish`, `POST /{media}/comments`. */
export const made = z.object({ id });

/** `GET /{container}?fields=status_code,status`. */
export const containerStatus = z.object({ status_code: z.string(), status: z.string().optional().catch(undefined) });

/** What an upload of bytes answers. */
export const uploaded = z.object({ success: z.literal(true) });

/** `GET /{media}?fields=…`, as far as a receipt needs it. */
export const readMedia = z.object({ id, permalink: z.url(), timestamp: time.optional().catch(undefined) });

/**
 * One of `GET /{ig}/media` and `GET /{ig}/stories`. An empty caption is left out, and with Instagram Login perhaps every
 * caption and `media_product_type` (PLATFORMS.md 5.5, register 17).
 */
export const listedMedia = z.object({
  id,
  timestamp: time,
  caption: z.string().nullish(),
  media_type: z.string().nullish(),
  media_product_type: z.string().nullish(),
});
export type ListedMedia = z.infer<typeof listedMedia>;

const paging = z.object({ cursors: z.object({ after: z.string() }).optional(), next: z.string().optional() });

export const mediaList = z.object({ data: z.array(listedMedia), paging: paging.optional() });

/** `GET /{media}/comments?fields=id,text,timestamp,username`. */
export const commentList = z.object({
  data: z.array(z.object({ id, text: z.string().nullish(), timestamp: time, username: z.string().nullish() })),
  paging: paging.optional(),
});

/** `GET /{ig}/content_publishing_limit?fields=quota_usage,config`. */
export const publishingLimit = z.object({
  data: z
    .array(
      z.object({
        quota_usage: z.int().min(0),
        config: z.object({ quota_total: z.int().positive(), quota_duration: z.int().positive() }),
      }),
    )
    .min(1),
});

/** `GET /{media}/insights`. */
export const insights = z.object({
  data: z.array(z.object({ name: z.string(), values: z.array(z.object({ value: z.int().min(0) })) })),
});

/** `GET /{media}?fields=like_count,comments_count`. */
export const counts = z.object({
  like_count: z.int().min(0).optional().catch(undefined),
  comments_count: z.int().min(0).optional().catch(undefined),
});

/** A short or long-lived token; some answers are wrapped in a list (PLATFORMS.md 5.1). */
const bareToken = z.object({
  access_token: z.string().min(1),
  /** Seconds. */
  expires_in: z.number().positive().optional().catch(undefined),
  permissions: z
    .union([z.array(z.string()), z.string().transform((text) => text.split(',').map((name) => name.trim()))])
    .optional()
    .catch(undefined),
});
export const token = z.union([
  bareToken,
  z.object({ data: z.tuple([bareToken]).rest(z.unknown()) }).transform(({ data }) => data[0]),
]);

/** How api.instagram.com refuses a code, other than the Graph API: `{"error_type","code","error_message"}`. */
export const signInRefusal = z.object({ error_message: z.string() });

/** `GET /me` with Instagram Login. */
export const me = z.object({
  user_id: id,
  username: z.string().min(1),
  name: z.string().nullish(),
  account_type: z.string().nullish(),
  profile_picture_url: z.string().nullish(),
});

/** `GET /me/accounts` with Facebook Login: pages, and the Instagram accounts that belong to them. */
export const pages = z.object({
  data: z.array(
    z.object({
      id,
      name: z.string(),
      access_token: z.string().min(1).optional(),
      tasks: z.array(z.string()).optional(),
      instagram_business_account: z
        .object({
          id,
          username: z.string().min(1),
          name: z.string().nullish(),
          profile_picture_url: z.string().nullish(),
        })
        .nullish(),
    }),
  ),
  paging: paging.optional(),
});
export type Page = z.infer<typeof pages>['data'][number];

/** `GET /me/permissions` with Facebook Login. */
export const permissions = z.object({ data: z.array(z.object({ permission: z.string(), status: z.string() })) });

/** What a successful answer says; `undefined` when it was refused or says something else. */
export function readAnswer<T>(schema: z.ZodType<T>, answer: HttpAnswer): T | undefined {
  if (answer.status < 200 || answer.status > 299) return undefined;
  return schema.safeParse(jsonOf(answer)).data;
}
