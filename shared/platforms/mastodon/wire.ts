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
const names = z.array(z.string()).nullish().catch(undefined);

/** `configuration` of an instance; forks leave out what they like. */
const configuration = z.object({
  statuses: z
    .object({ max_characters: amount, max_media_attachments: amount, characters_reserved_per_url: amount })
    .nullish(),
  media_attachments: z
    .object({
      supported_mime_types: names,
      description_limit: amount,
      image_size_limit: amount,
      image_matrix_limit: amount,
      video_size_limit: amount,
      video_matrix_limit: amount,
      video_frame_rate_limit: amount,
    })
    .nullish(),
  polls: z
    .object({
      max_options: amount,
      max_characters_per_option: amount,
      min_expiration: amount,
      max_expiration: amount,
    })
    .nullish(),
});

/** `GET /api/v2/instance` (4.0 and later) and, with `uri` and what forks add, `GET /api/v1/instance`. */
export const instance = z.object({
  domain: z.string().nullish(),
  uri: z.string().nullish(),
  version: z.string(),
  configuration: configuration.nullish(),
  api_versions: z.object({ mastodon: amount }).nullish().catch(undefined),
  max_toot_chars: amount,
  max_media_attachments: amount,
  description_limit: amount,
  upload_limit: amount,
  poll_limits: z
    .object({ max_options: amount, max_option_chars: amount, min_expiration: amount, max_expiration: amount })
    .nullish()
    .catch(undefined),
  pleroma: z
    .object({ metadata: z.object({ features: names }).nullish() })
    .nullish()
    .catch(undefined),
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

const pollAnswers = z.array(z.object({ title: z.string() }));

/** A status, of any call that gives one. */
export const status = created.extend({
  created_at: time,
  in_reply_to_id: z.string().nullish(),
  edited_at: z.string().nullish(),
  visibility: z.string().nullish(),
  account: z.object({ id: z.string() }),
  application: z.object({ name: z.string() }).nullish(),
  media_attachments: z.array(z.object({ id: z.string() })),
  poll: z.object({ options: pollAnswers }).nullish(),
});
export type Status = z.infer<typeof status>;

/** A status, as far as its words can be changed without losing the rest of it. */
export const editable = z.object({
  id: z.string(),
  sensitive: z.boolean().nullish(),
  spoiler_text: z.string().nullish(),
  media_attachments: z.array(z.object({ id: z.string() })),
  poll: z.object({ options: pollAnswers, multiple: z.boolean().nullish(), expires_at: time.nullish() }).nullish(),
});
export type Editable = z.infer<typeof editable>;

const count = z.int().min(0);

/** What a status counts (PLATFORMS.md 8.6); quotes since 4.5. */
export const counts = z.object({
  favourites_count: count,
  reblogs_count: count,
  replies_count: count,
  quotes_count: count.nullish(),
});

/** Who follows an account, of `GET /api/v1/accounts/verify_credentials`. */
export const accountCounts = z.object({ id: z.string().min(1), followers_count: z.int().nullish() });

/** `GET /api/v1/accounts/search`. `acct` is without a server for accounts of the server itself. */
export const foundAccounts = z.array(z.object({ acct: z.string().min(1), display_name: z.string().nullish() }));

/** Ids of scheduled statuses and apps are numbers in places. */
const idLike = z.union([z.string(), z.number()]).transform(String);

/** `ScheduledStatus` (PLATFORMS.md 8.2): what the server's own scheduler has. */
export const scheduled = z.object({
  id: idLike,
  scheduled_at: time,
  params: z.object({
    text: z.string().nullish(),
    spoiler_text: z.string().nullish(),
    visibility: z.string().nullish(),
    in_reply_to_id: idLike.nullish(),
    application_id: idLike.nullish(),
    poll: z.object({ options: z.array(z.string()) }).nullish(),
  }),
  media_attachments: z.array(z.object({ id: z.string() })).nullish(),
});
export type Scheduled = z.infer<typeof scheduled>;

/** `GET /api/v1/scheduled_statuses`. */
export const scheduledList = z.array(scheduled);

/** `GET /api/v1/apps/verify_credentials`; the id since 4.3. */
export const ownApp = z.object({ id: idLike.nullish() });

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
