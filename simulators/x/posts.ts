import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isUsable } from '#simulators/x/media.ts';
import { mustBeActive, personOf } from '#simulators/x/permission.ts';
import { editControls } from '#simulators/x/post-json.ts';
import { forbidden, invalid, notFound, Refusal, SENTENCES } from '#simulators/x/refusal.ts';
import { cashtagsIn, shortened, weightOf } from '#simulators/x/text-rules.ts';
import { addPost, isShown, newestOf, type Account, type Post, type World } from '#simulators/x/world.ts';

// Creating and deleting (PLATFORMS.md 1.2, 1.8). Nothing makes a repeated request the same post: there is no key.

const LONGEST = 280;
const LONGEST_WHEN_PAYING = 25_000;
const MOST_PICTURES = 4;

const id = z.string().regex(/^\d{1,19}$/);

/** `CreatePostsRequest`: no other properties are allowed. */
const request = z.strictObject({
  text: z.string().optional(),
  media: z
    .strictObject({ media_ids: z.array(id).min(1).max(MOST_PICTURES), tagged_user_ids: z.array(id).max(10).optional() })
    .optional(),
  poll: z
    .strictObject({
      options: z.array(z.string().min(1).max(25)).min(2).max(4),
      duration_minutes: z.int().min(5).max(10_080),
      reply_settings: z.string().optional(),
    })
    .optional(),
  reply: z
    .strictObject({
      in_reply_to_tweet_id: id,
      exclude_reply_user_ids: z.array(id).optional(),
      auto_populate_reply_metadata: z.boolean().optional(),
    })
    .optional(),
  quote_tweet_id: id.optional(),
  reply_settings: z.enum(['following', 'mentionedUsers', 'subscribers', 'verified']).optional(),
  community_id: id.optional(),
  share_with_followers: z.boolean().optional(),
  for_super_followers_only: z.boolean().optional(),
  geo: z.strictObject({ place_id: z.string().optional() }).optional(),
  card_uri: z.string().optional(),
  nullcast: z.boolean().optional(),
  direct_message_deep_link: z.string().optional(),
  made_with_ai: z.boolean().optional(),
  paid_partnership: z.boolean().optional(),
  edit_options: z.strictObject({ previous_post_id: id }).optional(),
});
type Asked = z.infer<typeof request>;

export function addPostRoutes(app: FastifyInstance, world: World): void {
  app.post('/2/tweets', async (incoming, reply) => {
    world.asked += 1;
    const post = create(incoming);
    if (world.stumbles.delete(world.asked)) throw stumbled();
    const { text } = shortened(post.text);
    return reply.code(201).send({ data: { id: post.id, text, edit_history_post_ids: post.history } });
  });
  app.delete<{ Params: { id: string } }>('/2/tweets/:id', remove);

  function create(incoming: FastifyRequest): Post {
    const account = writer(incoming);
    const read = request.safeParse(incoming.body ?? {});
    if (!read.success) throw unreadable(read.error);
    const asked = read.data;
    const edits = asked.edit_options && editedPost(account, asked.edit_options.previous_post_id);
    const uploads = checkedUploads(account, asked);
    checkShape(asked, uploads);
    checkText(account, asked.text ?? '');
    if (asked.reply) checkReply(account, asked.reply.in_reply_to_tweet_id);
    if (asked.quote_tweet_id !== undefined) throw forbidden(SENTENCES.permission);
    if (!edits && uploads.length === 0 && isRepeated(account, asked)) throw forbidden(SENTENCES.duplicate);
    return addPost(world, account, {
      text: asked.text ?? '',
      uploads,
      poll: asked.poll && { options: asked.poll.options, minutes: asked.poll.duration_minutes },
      parentId: asked.reply?.in_reply_to_tweet_id,
      ...(asked.reply_settings === undefined ? {} : { replySettings: asked.reply_settings }),
      madeWithAi: asked.made_with_ai ?? false,
      paidPartnership: asked.paid_partnership ?? false,
      ...(edits ? { edits } : {}),
    });
  }

  async function remove(incoming: FastifyRequest<{ Params: { id: string } }>): Promise<unknown> {
    const account = writer(incoming);
    const post = world.posts.get(incoming.params.id);
    if (!post || post.removedAt !== undefined) throw notFound('tweet', incoming.params.id);
    if (post.accountId !== account.id) throw forbidden('You are not authorized to delete this Tweet.');
    const versions = newestOf(world, post).history;
    for (const version of versions) {
      const gone = world.posts.get(version);
      if (gone) gone.removedAt = world.now();
    }
    return { data: { deleted: true } };
  }

  function writer(incoming: FastifyRequest): Account {
    const account = personOf(world, incoming, 'tweet.read', 'tweet.write', 'users.read');
    mustBeActive(account);
    return account;
  }

  function checkedUploads(account: Account, asked: Asked): readonly string[] {
    const ids = asked.media?.media_ids ?? [];
    const usable = ids.filter((one) => {
      const upload = world.uploads.get(one);
      return upload !== undefined && isUsable(world, upload, account);
    });
    if (usable.length === ids.length) return ids;
    throw invalid('Your media IDs are invalid.', { 'media.media_ids': [JSON.stringify(ids)] });
  }

  function checkShape(asked: Asked, uploads: readonly string[]): void {
    const categories = uploads.map((one) => world.uploads.get(one)?.category);
    const isMixed = categories.length > 1 && categories.some((category) => category !== 'tweet_image');
    if (isMixed) throw invalid('Attach up to 4 photos, 1 animated GIF or 1 video.');
    if (asked.poll && uploads.length > 0) throw invalid('A poll cannot have media attached.');
    if ((asked.text ?? '').trim() === '' && uploads.length === 0)
      throw invalid('$.text: is required when no media is attached.');
  }

  function checkText(account: Account, text: string): void {
    const weight = weightOf(text);
    const pays = account.subscription !== 'None';
    if (weight > LONGEST_WHEN_PAYING) throw invalid('The text is too long.', { text: [] });
    if (weight > LONGEST && !pays) throw forbidden(SENTENCES.feature);
    if (cashtagsIn(text) > 1) throw forbidden(SENTENCES.cashtags);
  }

  function checkReply(account: Account, parentId: string): void {
    const parent = world.posts.get(parentId);
    if (!parent || parent.removedAt !== undefined) throw forbidden(SENTENCES.parent);
    const isOwn = parent.accountId === account.id;
    const isMentioned = parent.text.toLowerCase().includes(`@${account.username.toLowerCase()}`);
    if (isMentioned || (isOwn && !world.behaviour.refusesReplies)) return;
    throw forbidden(SENTENCES.reply);
  }

  /** The same words of the same account a short while ago. */
  function isRepeated(account: Account, asked: Asked): boolean {
    const earliest = world.now() - world.behaviour.duplicateWithinMs;
    return [...world.posts.values()].some(
      (post) =>
        post.accountId === account.id &&
        isShown(world, post) &&
        post.createdAt > earliest &&
        post.uploads.length === 0 &&
        post.text.trim() === (asked.text ?? '').trim(),
    );
  }

  function editedPost(account: Account, previousId: string): Post {
    const post = world.posts.get(previousId);
    const isNewest = post !== undefined && isShown(world, post);
    if (post?.accountId !== account.id || !isNewest || !editControls(world, post).is_edit_eligible)
      throw forbidden(SENTENCES.permission);
    return post;
  }
}

function unreadable(error: z.ZodError): Refusal {
  const [issue] = error.issues;
  const path = ['$', ...(issue?.path ?? [])].join('.');
  return invalid(`${path}: ${issue?.message ?? 'is not valid'}`, { [path]: [] });
}

/** Done, and then it went wrong. */
function stumbled(): Refusal {
  return new Refusal(500, {
    title: 'Internal Server Error',
    detail: 'Something is broken. This is usually a temporary error.',
    type: 'about:blank',
    status: 500,
  });
}
