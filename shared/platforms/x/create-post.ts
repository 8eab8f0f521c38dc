import { serverNow } from '#shared/platforms/answers.ts';
import type { Api } from '#shared/platforms/platform.ts';
import { address } from '#shared/platforms/x/addresses.ts';
import { isDuplicate, isMediaGone, stopOf } from '#shared/platforms/x/failures.ts';
import { find, look } from '#shared/platforms/x/find-post.ts';
import { x } from '#shared/platforms/x/rules.ts';
import { isOver, type UploadedFile } from '#shared/platforms/x/upload.ts';
import { created as createdAnswer, readAnswer, type Post } from '#shared/platforms/x/wire.ts';
import type { Draft } from '#shared/publishing/publication.ts';
import { StepTrouble, type Found, type StepRunner, type StepStart } from '#shared/publishing/steps.ts';
import type { Poll } from '#shared/posts/poll.ts';

/** One post as it is to be. */
export interface NewPost {
  readonly text: string;
  readonly files: readonly Pick<UploadedFile, 'id' | 'key' | 'until'>[];
  readonly poll: Poll | undefined;
  readonly parent: string | undefined;
  /** What X is told besides: who may reply, and the two disclosures. */
  readonly settings: Readonly<Record<string, string | boolean>>;
}

/** A post that is out. */
export type Posted = { readonly id: string; readonly createdAt: number; readonly how: 'answer' | 'found' };
/** A post, or that X no longer has one of its files. */
export type Created = Posted | { readonly how: 'media-gone' };

/** Creates the post, once, whatever happens on the way: X knows no keys, so a lost answer is looked for. */
export function createOnce(name: string, post: NewPost, run: StepRunner, api: Api): Promise<Created> {
  return run.step<Created>(
    name,
    { once: true, find: async (start) => postedOf(await find(wantedOf(post), start, api), api) },
    (start) => create(post, start, api),
  );
}

/** The body of `POST /2/tweets` (PLATFORMS.md 1.2), which knows no other fields. */
export function bodyOf({ text, files, poll, parent, settings }: NewPost): Readonly<Record<string, unknown>> {
  return {
    ...(text.trim() === '' ? {} : { text }),
    ...(files.length > 0 ? { media: { media_ids: files.map(({ id }) => id) } } : {}),
    ...(poll ? { poll: { options: poll.answers, duration_minutes: poll.minutes } } : {}),
    ...(parent === undefined ? {} : { reply: { in_reply_to_tweet_id: parent } }),
    ...settings,
  };
}

/** What was chosen for a post. Who may reply is said of the first part and holds for what follows. */
export function settingsOf(options: Draft['options'], isFirst: boolean): NewPost['settings'] {
  const replies = options['replySettings'] ?? '';
  return {
    ...(isFirst && replies !== '' && replies !== 'everyone' ? { reply_settings: replies } : {}),
    ...(options['madeWithAi'] === 'yes' ? { made_with_ai: true } : {}),
    ...(options['paidPartnership'] === 'yes' ? { paid_partnership: true } : {}),
  };
}

async function create(post: NewPost, start: StepStart, api: Api): Promise<Created> {
  if (isOver(post.files, api.now())) return { how: 'media-gone' };
  const url = address(api.account.server, '/2/tweets');
  const answer = await api.send({ method: 'POST', url, body: { json: bodyOf(post) } });
  const made = readAnswer(createdAnswer, answer);
  if (made) return { id: made.data.id, createdAt: serverNow(answer, api.now()), how: 'answer' };

  const why = stopOf(answer, api, { isReply: post.parent !== undefined });
  const isGone = post.files.length > 0 && isMediaGone(answer);
  if (!isGone && !isDuplicate(answer)) throw why;
  // An earlier request of this very step may have landed: then that is what X has already, or what took the files.
  const settled = postedOf(await look(wantedOf(post), start, api), api);
  if (typeof settled === 'object') return settled.found;
  if (settled === 'cannot-tell') throw unconfirmed(api);
  if (isGone) return { how: 'media-gone' };
  throw why;
}

function wantedOf({ text, files, poll, parent }: NewPost): Parameters<typeof look>[0] {
  return { text, files, hasPoll: poll !== undefined, parent };
}

function postedOf(found: Found<Post>, api: Api): Found<Posted> {
  if (typeof found !== 'object') return found;
  const { id, createdAt } = found.found;
  return { found: { id, createdAt: createdAt ?? api.now(), how: 'found' } };
}

function unconfirmed(api: Api): StepTrouble {
  const about = { platform: x.name, channel: api.account.handle };
  return new StepTrouble({ kind: 'unconfirmed', failure: { code: 'publish.unconfirmed', about } });
}
