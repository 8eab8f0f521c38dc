import { z } from 'zod';
import { graphError } from '#shared/platforms/meta/graph.ts';
import { jsonOf, type HttpAnswer } from '#shared/platforms/http.ts';

// What Facebook answers (PLATFORMS.md 4), as far as it is read here. Fields nobody reads are not named.

const id = z.string().min(1);

/** `2026-11-23T09:00:00+0000`, or a Unix time as a number or a text, as UTC ms. */
const time = z.union([z.string(), z.number()]).transform((said, context) => {
  // The zone is written without its colon.
  const at = /^\d+$/.test(`${said}`)
    ? Number(said) * 1000
    : Date.parse(`${said}`.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  if (!Number.isNaN(at)) return at;
  context.addIssue({ code: 'custom', message: 'not a time' });
  return z.NEVER;
});

const optionalTime = time.optional().catch(undefined);
const said = z.string().nullish().catch(undefined);

/** An edge: a list, and where it goes on. */
function page<T extends z.ZodType>(entry: T) {
  return z.object({
    data: z.array(entry),
    paging: z
      .object({ cursors: z.object({ after: z.string().optional() }).optional(), next: z.string().optional() })
      .nullish()
      .catch(undefined),
  });
}

/** `POST /{page}/feed`, `/videos` and `/{post}/comments`: it is out, so as little as possible may be missing. */
export const created = z.object({ id, permalink_url: said, created_time: optionalTime });
export type Created = z.infer<typeof created>;

/** `POST /{page}/photos?published=false`, and anything of which only its id is asked. */
export const thing = z.object({ id });

/** `POST /{page}/video_reels?upload_phase=start` and the same of stories. */
export const uploadStart = z.object({ video_id: id, upload_url: z.url() });

/** Of an upload, of the last phase of a reel, and of a deletion. */
export const done = z.object({ success: z.literal(true) });

/** `POST /{page}/photo_stories`, and the last phase of `video_stories`. */
export const storyMade = z.object({ success: z.literal(true).optional(), post_id: id });

const phase = z
  .object({
    status: said,
    publish_time: optionalTime,
    bytes_transferred: z.number().int().min(0).optional().catch(undefined),
    errors: z
      .array(z.object({ code: z.number().optional(), message: said }))
      .optional()
      .catch(undefined),
    error: z.object({ message: said }).optional().catch(undefined),
  })
  .optional();

/** `GET /{video}?fields=status,permalink_url,published`. */
export const video = z.object({
  id: z.string().optional(),
  status: z
    .object({ video_status: said, uploading_phase: phase, processing_phase: phase, publishing_phase: phase })
    .optional(),
  permalink_url: said,
  published: z.boolean().optional().catch(undefined),
  scheduled_publish_time: optionalTime,
  created_time: optionalTime,
});
export type Video = z.infer<typeof video>;

const target = z.object({ id: z.string().optional() }).nullish().catch(undefined);
const attachment = z.object({ media_type: said, target });
const attachments = z
  .object({
    data: z.array(
      attachment.extend({
        subattachments: z
          .object({ data: z.array(attachment) })
          .nullish()
          .catch(undefined),
      }),
    ),
  })
  .nullish()
  .catch(undefined);

/** A post of the page, in its lists or by its id. */
export const post = z.object({
  id,
  message: said,
  created_time: time,
  permalink_url: said,
  is_published: z.boolean().optional().catch(undefined),
  scheduled_publish_time: optionalTime,
  application: z.object({ id: z.string() }).nullish().catch(undefined),
  attachments,
});
export type Post = z.infer<typeof post>;

/** `GET /{page}/published_posts` and `/scheduled_posts`. */
export const posts = page(post);

/** `GET /{post}/comments`. */
export const comments = page(
  z.object({
    id,
    message: said,
    from: z.object({ id: z.string() }).nullish().catch(undefined),
  }),
);

/** `GET /{page}/stories` (UNCONFIRMED; fields after the SDK). */
export const stories = page(z.object({ post_id: id, media_id: said, creation_time: optionalTime, url: said }));

/** `GET /oauth/access_token`. */
export const token = z.object({ access_token: z.string().min(1), expires_in: z.number().positive().optional() });

/** `GET /me/permissions`. */
export const permissions = page(z.object({ permission: z.string(), status: z.string() }));

/** `GET /me/accounts`, `/{business}/owned_pages`, `/{business}/client_pages`. */
export const pages = page(
  z.object({
    id,
    name: z.string(),
    username: said,
    access_token: said,
    tasks: z.array(z.string()).nullish(),
    picture: z
      .object({ data: z.object({ url: z.url() }) })
      .nullish()
      .catch(undefined),
  }),
);
export type PageOfPerson = z.infer<typeof pages>['data'][number];

/** `GET /me/businesses`. */
export const businesses = page(z.object({ id }));

/** `GET /{page}?fields=access_token`. */
export const pageToken = z.object({ access_token: z.string().min(1) });

/** `GET /debug_token`. 0 stands for never. */
export const debugged = z.object({
  data: z.object({
    app_id: z.union([z.string(), z.number()]).transform(String).optional(),
    is_valid: z.boolean().optional(),
    expires_at: z.number().optional(),
    data_access_expires_at: z.number().optional(),
    scopes: z.array(z.string()).optional(),
  }),
});

/** `GET /{post}/insights`. Values of some metrics are objects. */
export const insights = page(
  z.object({ name: z.string(), values: z.array(z.object({ value: z.unknown() })).optional() }),
);

const summary = z
  .object({ summary: z.object({ total_count: z.int().min(0) }) })
  .nullish()
  .catch(undefined);

/** `GET /{post}?fields=shares,comments.summary(true).limit(0),reactions.summary(true).limit(0)`. */
export const counts = z.object({
  shares: z
    .object({ count: z.int().min(0) })
    .nullish()
    .catch(undefined),
  comments: summary,
  reactions: summary,
});

/** What a good answer says; `undefined` when it was refused or says something else. */
export function readAnswer<T>(schema: z.ZodType<T>, answer: HttpAnswer): T | undefined {
  if (answer.status < 200 || answer.status > 299 || graphError(answer)) return undefined;
  return schema.safeParse(jsonOf(answer)).data;
}
