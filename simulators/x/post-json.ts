import { audienceOf } from '#simulators/audience.ts';
import { shortened, shortFor, weightOf } from '#simulators/x/text-rules.ts';
import { isShown, type Counts, type Post, type World } from '#simulators/x/world.ts';

// A post as X shows it to clients (PLATFORMS.md 1.2, 1.5, 1.6, 1.8): only with the fields that were asked for.

/** The longest text that X does not cut in `text`. */
const SHORT = 280;
const OWN_METRICS_MS = 30 * 24 * 3_600_000;
const MOST_EDITS = 5;

/** Without asking: id, text and the history of edits. */
export function postJson(
  world: World,
  post: Post,
  fields: ReadonlySet<string>,
  viewerId: string,
): Record<string, unknown> {
  const { name } = names(world);
  const every: Readonly<Record<string, unknown>> = {
    created_at: new Date(post.createdAt).toISOString().replace(/\.\d{3}Z$/, '.000Z'),
    author_id: post.accountId,
    conversation_id: post.conversationId,
    in_reply_to_user_id: post.parentId === undefined ? undefined : world.posts.get(post.parentId)?.accountId,
    entities: entitiesOf(world, post),
    [`referenced_${name}s`]: post.parentId === undefined ? undefined : [{ type: 'replied_to', id: post.parentId }],
    attachments: attachmentsOf(world, post),
    [`note_${name}`]: weightOf(post.text) > SHORT ? longText(post) : undefined,
    reply_settings: post.replySettings,
    edit_controls: editControls(world, post),
    public_metrics: publicMetrics(world, post),
    non_public_metrics: ownMetrics(world, post, viewerId),
  };
  const chosen = Object.entries(every).filter(([field, value]) => fields.has(field) && value !== undefined);
  return {
    id: post.id,
    text: textOf(world, post),
    [`edit_history_${name}_ids`]: historyOf(world, post),
    ...Object.fromEntries(chosen),
  };
}

/** The parameter for fields, and how its fields are called. */
export function names(world: World): { readonly parameter: string; readonly name: 'tweet' | 'post' } {
  const name = world.behaviour.fields;
  return { parameter: `${name}.fields`, name };
}

/** Whether a post can be edited now, by its owner. */
export function editControls(
  world: World,
  post: Post,
): { is_edit_eligible: boolean; editable_until: string; edits_remaining: number } {
  const first = world.posts.get(post.history[0] ?? '') ?? post;
  const until = first.createdAt + world.behaviour.editWithinMs;
  const left = Math.max(0, MOST_EDITS - (post.history.length - 1));
  const parent = post.parentId === undefined ? undefined : world.posts.get(post.parentId);
  const isOwnThread = post.parentId === undefined || parent?.accountId === post.accountId;
  const pays = world.accounts.get(post.accountId)?.subscription !== 'None';
  return {
    is_edit_eligible: pays && post.poll === undefined && isOwnThread && left > 0 && until > world.now(),
    editable_until: new Date(until).toISOString(),
    edits_remaining: left,
  };
}

export function mediaJson(world: World, id: string, fields: ReadonlySet<string>): Record<string, unknown> | undefined {
  const upload = world.uploads.get(id);
  if (!upload) return undefined;
  const type = { tweet_image: 'photo', tweet_gif: 'animated_gif', tweet_video: 'video' }[upload.category] ?? 'photo';
  const views = [...world.posts.values()].find((post) => post.uploads.includes(id))?.counts.filmViews ?? 0;
  return {
    media_key: upload.key,
    type,
    ...(fields.has('alt_text') && upload.alt !== undefined ? { alt_text: upload.alt } : {}),
    ...(fields.has('public_metrics') && type === 'video' ? { public_metrics: { view_count: views } } : {}),
  };
}

/** With a t.co for the files at the end; cut where it is long. */
function textOf(world: World, post: Post): string {
  const whole = shortened(post.text).text;
  const text = weightOf(post.text) > SHORT ? `${[...whole].slice(0, SHORT - 2).join('')}…` : whole;
  const media = ownMediaLink(world, post);
  return media === undefined ? text : `${text} ${media.url}`.trim();
}

function longText(post: Post): Record<string, unknown> {
  const { text, urls } = shortened(post.text);
  return { text, ...(urls.length > 0 ? { entities: { urls } } : {}) };
}

function entitiesOf(world: World, post: Post): Record<string, unknown> | undefined {
  const { urls } = shortened(post.text);
  const media = ownMediaLink(world, post);
  const all = media === undefined ? urls : [...urls, media];
  return all.length > 0 ? { urls: all } : undefined;
}

interface MediaLink {
  readonly url: string;
  readonly expanded_url: string;
  readonly display_url: string;
  readonly media_key: string;
}

function ownMediaLink(world: World, post: Post): MediaLink | undefined {
  const upload = world.uploads.get(post.uploads[0] ?? '');
  if (!upload) return undefined;
  const username = world.accounts.get(post.accountId)?.username ?? '';
  const kind = upload.category === 'tweet_image' ? 'photo' : 'video';
  const url = `https://x.com/${username}/status/${post.id}/${kind}/1`;
  return { url: shortFor(url), expanded_url: url, display_url: `pic.x.com/${post.id}`, media_key: upload.key };
}

function attachmentsOf(world: World, post: Post): Record<string, unknown> | undefined {
  const keys = post.uploads.flatMap((id) => world.uploads.get(id)?.key ?? []);
  if (post.poll) return { poll_ids: [`${BigInt(post.id) + 1n}`] };
  return keys.length > 0 ? { media_keys: keys } : undefined;
}

function historyOf(world: World, post: Post): readonly string[] {
  const newest = [...world.posts.values()].findLast((one) => one.history.includes(post.id));
  return newest?.history ?? post.history;
}

function countsOf(world: World, { id, createdAt, counts }: Post): Counts {
  if (!world.behaviour.hasAudience) return counts;
  const people = audienceOf(id, createdAt, world.now());
  return {
    ...counts,
    reposts: counts.reposts + people.shares,
    likes: counts.likes + people.likes,
    quotes: counts.quotes + people.quotes,
    bookmarks: counts.bookmarks + people.saves,
    impressions: counts.impressions + people.seen,
    linkClicks: counts.linkClicks + people.clicks,
  };
}

function publicMetrics(world: World, post: Post): Record<string, number> {
  const { id } = post;
  const counts = countsOf(world, post);
  const replies = [...world.posts.values()].filter((one) => one.parentId === id && isShown(world, one)).length;
  return {
    retweet_count: counts.reposts,
    reply_count: replies,
    like_count: counts.likes,
    quote_count: counts.quotes,
    bookmark_count: counts.bookmarks,
    impression_count: counts.impressions,
  };
}

/** For the owner, for 30 days. */
function ownMetrics(world: World, post: Post, viewerId: string): Record<string, number> | undefined {
  if (post.accountId !== viewerId || world.now() - post.createdAt > OWN_METRICS_MS) return undefined;
  const { impressions, linkClicks, likes } = countsOf(world, post);
  return {
    impression_count: impressions,
    url_link_clicks: linkClicks,
    user_profile_clicks: 0,
    engagements: likes + linkClicks,
  };
}
