import { z } from 'zod';
import { jsonOf, type HttpAnswer } from '#shared/platforms/http.ts';

// What Mastodon servers answer (PLATFORMS.md 8), as far as it is read here. Fields nobody reads are not named.

/** The ISO times of the API as UTC ms. */
const time = z.string().transform((text, context) => {
  const at = Date.parse(text);
  if (!Number.isNaN(at)) return at;
  context.addIssue({ code: 'custom', message: 'not a time' });
  return z.NEVER;
});

/** Every refusal: `{"error":"text","error_description"?}` (PLATFORMS.md 8.4). */
export const refusal = z.object({ error: z.string(), error_description: z.string().nullish() });
export type Refusal = z.infer<typeof refusal>;

/** `POST /api/v1/apps`. */
export const registration = z.object({ client_id: z.string().min(1), client_secret: z.string().min(1) });

/** `POST /oauth/token`. */
export const token = z.object({ access_token: z.string().min(1), scope: z.string().nullish() });

/** `GET /api/v1/accounts/verify_credentials`. */
export const credentials = z.object({
  id: z.string().min(1),
  username: z.string().min(1),
  display_name: z.string().nullish(),
  url: z.string().nullish(),
  avatar: z.string().nullish(),
});

const amount = z.int().positive().nullish().catch(undefined);

/** `configuration` of an instance; forks leave out what they like. */
const configuration = z.object({
  statuses: z
    .object({ max_characters: amount, max_media_attachments: amount, characters_reserved_per_url: amount })
    .nullish(),
  media_attachments: z
    .object({ description_limit: amount, image_size_limit: amount, image_matrix_limit: amount })
    .nullish(),
});

/** `GET /api/v2/instance` (4.0 and later) and, with `uri` and what forks add, `GET /api/v1/instance`. */
export const instance = z.object({
  domain: z.string().nullish(),
  uri: z.string().nullish(),
  version: z.string(),
  configuration: configuration.nullish(),
  max_toot_chars: amount,
  max_media_attachments: amount,
  description_limit: amount,
});
export type Instance = z.infer<typeof instance>;

/** `POST /api/v2/media`, `GET /api/v1/media/:id`. While it is prepared, `url` is null. */
export const media = z.object({ id: z.string().min(1), url: z.string().nullish() });

/** `POST /api/v1/statuses`: it is out, so as little as possible may be missing from what proves it. */
export const created = z.object({
  id: z.string().min(1),
  created_at: time.optional().catch(undefined),
  url: z.string().nullish(),
  uri: z.string().nullish(),
});

export type Made = z.infer<typeof created>;

/** A status, of any call that gives one. */
export const status = created.extend({
  created_at: time,
  in_reply_to_id: z.string().nullish(),
  edited_at: z.string().nullish(),
  account: z.object({ id: z.string() }),
  application: z.object({ name: z.string() }).nullish(),
  media_attachments: z.array(z.object({ id: z.string() })),
});
export type Status = z.infer<typeof status>;

/** `GET /api/v1/accounts/:id/statuses`. */
export const statuses = z.array(status);

/** `GET /api/v1/statuses/:id/source`: the text as it was written. */
export const source = z.object({ text: z.string(), spoiler_text: z.string().nullish() });

/** An address on a server. */
export function address(server: string, path: string, query: Readonly<Record<string, string>> = {}): string {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${server}${path}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`;
}

/** What an answer of 200, 202 or 206 says; `undefined` when it was refused or says something else. */
export function readAnswer<T>(schema: z.ZodType<T>, answer: HttpAnswer): T | undefined {
  if (answer.status < 200 || answer.status > 299) return undefined;
  return schema.safeParse(jsonOf(answer)).data;
}

/** The words of a refusal; `undefined` when the answer does not come from a Mastodon server. */
export function readRefusal(answer: HttpAnswer): Refusal | undefined {
  return refusal.safeParse(jsonOf(answer)).data;
}
