import { z } from 'zod';
import { jsonOf, type HttpAnswer } from '#shared/platforms/http.ts';
import { graphError } from '#shared/platforms/meta/graph.ts';

// What Threads answers (PLATFORMS.md 6), as far as it is read here. Fields nobody reads are not named.

/** Ids are texts; a few answers give them as numbers, too large to be kept exactly, and those are not read. */
const id = z.string().min(1);

/** `2026-11-23T09:00:00+0000` as UTC ms. */
const time = z.string().transform((text, context) => {
  const at = Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  if (!Number.isNaN(at)) return at;
  context.addIssue({ code: 'custom', message: 'not a time' });
  return z.NEVER;
});

/** `POST /{user}/threads` and `POST /{user}/threads_publish`. */
export const made = z.object({ id });

/** `GET /{container}?fields=status,error_message`. */
export const container = z.object({ status: z.string(), error_message: z.string().nullish() });

/** A post or a reply. The link is left out of posts with disputed rights. */
export const post = z.object({
  id,
  permalink: z.url().optional().catch(undefined),
  text: z.string().nullish(),
  timestamp: time.optional().catch(undefined),
  media_type: z.string().nullish(),
  is_quote_post: z.boolean().nullish(),
  replied_to: z.object({ id }).nullish(),
  children: z.object({ data: z.array(z.object({ id })) }).nullish(),
});
export type Post = z.infer<typeof post>;

/** `GET /me/threads`, `GET /me/replies`. */
export const posts = z.object({
  data: z.array(post),
  paging: z
    .object({ cursors: z.object({ after: z.string().optional() }).optional(), next: z.string().optional() })
    .nullish(),
});

const allowance = z.object({ quota_total: z.number(), quota_duration: z.number() });

/** `GET /{user}/threads_publishing_limit`. */
const used = z.object({
  quota_usage: z.number(),
  config: allowance,
  reply_quota_usage: z.number().optional(),
  reply_config: allowance.optional(),
});
export const publishingLimit = z.object({ data: z.tuple([used], used) }).transform(({ data: [first] }) => first);

/** `GET /{post}/insights`. */
export const insights = z.object({
  data: z.array(
    z.object({
      name: z.string(),
      values: z.array(z.object({ value: z.number() })).optional(),
      total_value: z.object({ value: z.number() }).optional(),
    }),
  ),
});

/** `GET /me`. */
export const profile = z.object({
  id,
  username: z.string().min(1),
  name: z.string().nullish(),
  threads_profile_picture_url: z.string().nullish(),
});

/** Every answer that gives a token; the short one may be wrapped as Instagram's is. */
const grant = z.object({ access_token: z.string().min(1), expires_in: z.number().positive().optional() });
export const token = z.union([grant, z.object({ data: z.tuple([grant], grant) }).transform(({ data }) => data[0])]);

/** Everything of the API is under its own version (PLATFORMS.md 3.1). */
const VERSION = 'v1.0';

/** An address of the API. */
export function address(server: string, path: string, query: Readonly<Record<string, string>> = {}): string {
  return `${server}/${VERSION}/${path}${queryOf(query)}`;
}

/** An address that has no version: tokens. */
export function bareAddress(server: string, path: string, query: Readonly<Record<string, string>> = {}): string {
  return `${server}/${path}${queryOf(query)}`;
}

function queryOf(query: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

/** What an answer says; `undefined` when it was refused, whatever its status, or says something else. */
export function readAnswer<T>(schema: z.ZodType<T>, answer: HttpAnswer): T | undefined {
  if (answer.status < 200 || answer.status > 299 || graphError(answer) !== undefined) return undefined;
  return schema.safeParse(jsonOf(answer)).data;
}
