import { z } from 'zod';
import { jsonOf, type HttpAnswer } from '#shared/platforms/http.ts';

// What LinkedIn answers (PLATFORMS.md 2), as far as it is read here. Fields nobody reads are not named.

/** Every refusal (PLATFORMS.md 2.4). */
export const refusal = z.object({
  status: z.number().optional(),
  serviceErrorCode: z.number().optional().catch(undefined),
  code: z.string().optional().catch(undefined),
  message: z.string(),
  errorDetails: z
    .object({
      inputErrors: z
        .array(z.object({ code: z.string().nullish(), description: z.string().nullish() }))
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
});
export type Refusal = z.infer<typeof refusal>;

/** `POST /oauth/v2/accessToken`. The refresh fields only for partners. */
export const token = z.object({
  access_token: z.string().min(1),
  /** Seconds. */
  expires_in: z.number().positive(),
  refresh_token: z.string().min(1).optional(),
  refresh_token_expires_in: z.number().positive().optional(),
  scope: z.string().optional(),
});
export type Token = z.infer<typeof token>;

/** A refusal of the token endpoint. */
export const tokenRefusal = z.object({ error: z.string(), error_description: z.string().nullish() });

/** `GET /v2/userinfo`. */
export const userinfo = z.object({ sub: z.string().min(1), name: z.string().nullish(), picture: z.string().nullish() });

/** `GET /v2/me`, what apps have that may manage pages and know no OpenID. */
export const me = z.object({
  id: z.string().min(1),
  localizedFirstName: z.string().nullish(),
  localizedLastName: z.string().nullish(),
  vanityName: z.string().nullish(),
});

/** `GET /rest/organizationAcls?q=roleAssignee`. */
export const roles = z.object({
  elements: z.array(z.object({ organization: z.string(), role: z.string(), state: z.string().optional() })),
});

/** `GET /rest/organizations/{id}`. */
export const organization = z.object({ localizedName: z.string().nullish(), vanityName: z.string().nullish() });

const urn = z.string().startsWith('urn:li:');
const instant = z.number().optional().catch(undefined);

/** `POST /rest/images?action=initializeUpload`, and the same of documents. */
export const fileUpload = z.object({
  value: z.object({
    uploadUrl: z.url(),
    uploadUrlExpiresAt: instant,
    image: urn.optional(),
    document: urn.optional(),
  }),
});

/** `POST /rest/videos?action=initializeUpload`. */
export const videoUpload = z.object({
  value: z.object({
    video: urn,
    uploadToken: z.string().optional(),
    uploadInstructions: z
      .array(z.object({ uploadUrl: z.url(), firstByte: z.int().min(0), lastByte: z.int().min(0) }))
      .min(1),
    uploadUrlsExpireAt: instant,
  }),
});

/** `GET /rest/{images|videos|documents}/{urn}`. */
export const mediaState = z.object({ status: z.string(), processingFailureReason: z.string().nullish() });

/** A post, of any call that gives one. */
export const post = z.object({
  id: z.string(),
  author: z.string(),
  commentary: z.string().nullish(),
  createdAt: instant,
  publishedAt: instant,
  content: z
    .object({
      media: z.object({ id: z.string() }).optional(),
      multiImage: z.object({ images: z.array(z.object({ id: z.string() })) }).optional(),
      article: z.object({ source: z.string() }).optional(),
      poll: z.object({ question: z.string() }).optional(),
    })
    .nullish(),
});
export type Post = z.infer<typeof post>;

/** `GET /rest/posts?q=author`. */
export const posts = z.object({ elements: z.array(post) });

/** `POST /rest/socialActions/{urn}/comments`. */
export const createdComment = z.object({ id: z.string().optional(), commentUrn: z.string().optional() });

/** `GET /rest/socialActions/{urn}/comments`. */
export const comments = z.object({
  elements: z.array(
    createdComment.extend({
      actor: z.string(),
      message: z.object({ text: z.string() }),
      created: z.object({ time: z.number() }).optional(),
    }),
  ),
});

// LinkedIn has been seen to count below zero; nothing below it is a count.
const count = z.int().min(0).optional().catch(undefined);

/** `GET /rest/organizationalEntityShareStatistics`. */
export const pageStatistics = z.object({
  elements: z.array(
    z.object({
      share: z.string().optional(),
      ugcPost: z.string().optional(),
      totalShareStatistics: z.object({
        impressionCount: count,
        uniqueImpressionsCount: count,
        clickCount: count,
        likeCount: count,
        commentCount: count,
        shareCount: count,
      }),
    }),
  ),
});

/** `GET /rest/memberCreatorPostAnalytics`. */
export const memberStatistics = z.object({ elements: z.array(z.object({ count })) });

/** What a 2xx answer says; `undefined` when it was refused or says something else. */
export function readAnswer<T>(schema: z.ZodType<T>, answer: HttpAnswer): T | undefined {
  return isDone(answer) ? schema.safeParse(jsonOf(answer)).data : undefined;
}

/** LinkedIn says that it did it. */
export function isDone(answer: HttpAnswer): boolean {
  return answer.status >= 200 && answer.status < 300;
}

/** The words of a refusal; `undefined` when the answer is not LinkedIn's own. */
export function readRefusal(answer: HttpAnswer): Refusal | undefined {
  return refusal.safeParse(jsonOf(answer)).data;
}

/** What was made, as `x-restli-id` names it. */
export function createdId(answer: HttpAnswer): string | undefined {
  const id = isDone(answer) ? answer.headers['x-restli-id'] : undefined;
  return id?.includes('%') === true ? decodeURIComponent(id) : id || undefined;
}
