import { z } from 'zod';
import { jsonOf, type HttpAnswer } from '#shared/platforms/http.ts';

// What X answers (PLATFORMS.md 1), as far as it is read here. Fields nobody reads are not named. Where X writes `tweet`
// in one place and `post` in another, both are read.

/** The ISO times of the API as UTC ms. */
const time = z.string().transform((text, context) => {
  const at = Date.parse(text);
  if (!Number.isNaN(at)) return at;
  context.addIssue({ code: 'custom', message: 'not a time' });
  return z.NEVER;
});

const count = z.int().min(0).nullish().catch(undefined);

/** One of the `errors` of a refusal, or beside `data`; the older form has a code. */
const detail = z.object({
  message: z.string().nullish(),
  detail: z.string().nullish(),
  title: z.string().nullish(),
  code: z.int().nullish(),
  parameters: z.record(z.string(), z.unknown()).nullish().catch(undefined),
});

/** Every refusal of the API: `{title, detail, type, status}` or `{errors: […]}` (PLATFORMS.md 1.4). */
const problem = z
  .object({
    title: z.string().nullish(),
    detail: z.string().nullish(),
    type: z.string().nullish(),
    reason: z.string().nullish(),
    errors: z.array(detail).nullish().catch(undefined),
  })
  .refine((said) => Boolean(said.title ?? said.detail ?? said.type ?? said.errors?.[0]));
export type Problem = z.infer<typeof problem>;

/** A refusal of the token endpoint (RFC 6749, 5.2). */
export const oauthRefusal = z.object({ error: z.string(), error_description: z.string().nullish() });

/** `POST /2/oauth2/token`. */
export const grant = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive().optional().catch(undefined),
  refresh_token: z.string().min(1).nullish(),
  scope: z.string().nullish(),
});
export type Grant = z.infer<typeof grant>;

/** `GET /2/users/me`. */
export const me = z.object({
  data: z.object({
    id: z.string().min(1),
    username: z.string().min(1),
    name: z.string().nullish(),
    profile_image_url: z.string().nullish(),
    subscription_type: z.string().nullish(),
  }),
});

const processing = z.object({
  state: z.string(),
  check_after_secs: z.number().min(0).nullish().catch(undefined),
  error: z.object({ message: z.string().nullish(), name: z.string().nullish() }).nullish().catch(undefined),
});

/** `initialize`, `finalize`, one-shot upload and `STATUS`: an upload and how far it is. */
export const upload = z.object({
  data: z.object({
    id: z.string().min(1),
    media_key: z.string().nullish(),
    expires_after_secs: z.number().positive().nullish().catch(undefined),
    processing_info: processing.nullish(),
  }),
});
export type Upload = z.infer<typeof upload>['data'];

/** `POST /2/tweets`: it is out, so as little as possible may be missing from what proves it. */
export const created = z.object({ data: z.object({ id: z.string().min(1) }) });

/** `DELETE /2/tweets/:id`. */
export const removed = z.object({ data: z.object({ deleted: z.literal(true) }) });

const linkEntity = z.object({
  url: z.string(),
  expanded_url: z.string().nullish(),
  media_key: z.string().nullish(),
});
export type LinkEntity = z.infer<typeof linkEntity>;

const entities = z
  .object({ urls: z.array(linkEntity).nullish() })
  .nullish()
  .transform((given): readonly LinkEntity[] => given?.urls ?? []);

const longText = z.object({ text: z.string(), entities });
const references = z.array(z.object({ type: z.string(), id: z.string() }));

const publicMetrics = z.object({
  retweet_count: count,
  repost_count: count,
  reply_count: count,
  like_count: count,
  quote_count: count,
  bookmark_count: count,
  impression_count: count,
});
const ownMetrics = z.object({ impression_count: count, url_link_clicks: count });

/** A post, of any call that gives one. */
export const post = z
  .object({
    id: z.string().min(1),
    text: z.string(),
    created_at: time.optional().catch(undefined),
    author_id: z.string().nullish(),
    entities,
    note_tweet: longText.nullish(),
    note_post: longText.nullish(),
    referenced_tweets: references.nullish(),
    referenced_posts: references.nullish(),
    attachments: z
      .object({ media_keys: z.array(z.string()).nullish(), poll_ids: z.array(z.string()).nullish() })
      .nullish(),
    edit_history_tweet_ids: z.array(z.string()).nullish(),
    edit_history_post_ids: z.array(z.string()).nullish(),
    edit_controls: z.object({ is_edit_eligible: z.boolean() }).nullish().catch(undefined),
    public_metrics: publicMetrics.nullish().catch(undefined),
    non_public_metrics: ownMetrics.nullish().catch(undefined),
  })
  .transform((read) => ({
    id: read.id,
    createdAt: read.created_at,
    authorId: read.author_id ?? undefined,
    /** As X keeps it, with its short links; the whole of a long one. */
    written: read.note_tweet ?? read.note_post ?? { text: read.text, entities: read.entities },
    parent: (read.referenced_tweets ?? read.referenced_posts ?? []).find(({ type }) => type === 'replied_to')?.id,
    mediaKeys: read.attachments?.media_keys ?? [],
    hasPoll: (read.attachments?.poll_ids ?? []).length > 0,
    /** The newest version of an edited post. */
    newestId: (read.edit_history_tweet_ids ?? read.edit_history_post_ids ?? []).at(-1) ?? read.id,
    isEditable: read.edit_controls?.is_edit_eligible ?? false,
    public: read.public_metrics ?? undefined,
    own: read.non_public_metrics ?? undefined,
  }));
export type Post = z.infer<typeof post>;

const meta = z.object({ next_token: z.string().nullish() }).optional();

/** `GET /2/users/:id/tweets` and `GET /2/tweets`. Without `data` there are none. `errors` say what could not be given. */
export const posts = z
  .object({
    data: z.array(post).optional(),
    meta,
    includes: z
      .object({
        media: z
          .array(z.object({ public_metrics: z.object({ view_count: count }).nullish().catch(undefined) }))
          .optional(),
      })
      .optional(),
    errors: z.array(detail).optional(),
  })
  .refine((said) => said.data !== undefined || said.meta !== undefined || said.errors !== undefined)
  .transform((said) => ({
    list: said.data ?? [],
    next: said.meta?.next_token ?? undefined,
    isComplete: (said.errors ?? []).length === 0,
    media: said.includes?.media ?? [],
  }));
export type Posts = z.infer<typeof posts>;

/** What an answer of the 200s says; `undefined` when it was refused or says something else. */
export function readAnswer<T>(schema: z.ZodType<T>, answer: HttpAnswer): T | undefined {
  if (answer.status < 200 || answer.status > 299) return undefined;
  return schema.safeParse(jsonOf(answer)).data;
}

/** What a refusal says; `undefined` when the answer does not come from X. */
export function readProblem(answer: HttpAnswer): Problem | undefined {
  return problem.safeParse(jsonOf(answer)).data;
}
