import type { Api } from '#shared/platforms/platform.ts';
import { address } from '#shared/platforms/x/addresses.ts';
import { bodyOf, settingsOf, type NewPost } from '#shared/platforms/x/create-post.ts';
import { stopOf } from '#shared/platforms/x/failures.ts';
import { readPosts } from '#shared/platforms/x/read-posts.ts';
import { x } from '#shared/platforms/x/rules.ts';
import { isSameWords } from '#shared/platforms/x/same-words.ts';
import { created, readAnswer, type Post } from '#shared/platforms/x/wire.ts';
import type { Draft, Receipt } from '#shared/publishing/publication.ts';
import { StepTrouble } from '#shared/publishing/steps.ts';

// An edit is a new version with a new id, for half an hour or an hour, five times, and only for accounts that pay
// (PLATFORMS.md 1.8). X says of every post whether it can still be edited, and is asked before anything is changed.

const FIELDS = [
  'created_at',
  'entities',
  'note_tweet',
  'attachments',
  'referenced_tweets',
  'edit_controls',
  'edit_history_tweet_ids',
];

/** Changes the words of the parts whose words are others now. Throws `StepTrouble`. */
export async function edit(receipt: Receipt, draft: Draft, api: Api): Promise<Receipt> {
  const texts = draft.segments.map(({ text }) => text);
  if (draft.firstComment?.trim()) texts.push(draft.firstComment);
  if (texts.length > receipt.parts.length) throw notEditable(api);
  const current = await newestVersions(receipt, api);
  const changes = receipt.parts.map(({ remoteId }, at) => changeOf(current.get(remoteId), texts[at], api));

  const parts: Receipt['parts'] = [];
  for (const [at, { post, text }] of changes.entries()) {
    const settings = settingsOf(draft.options, at === 0);
    const id = text === undefined ? post.id : await newVersion(post, text, settings, api);
    parts.push({ remoteId: id, permalink: `${api.account.profileUrl}/status/${id}` });
  }
  const [first] = parts;
  return first ? { ...receipt, ...first, parts } : receipt;
}

/** What is to become of one part: other words, or none where they are the same. */
function changeOf(
  post: Post | undefined,
  text: string | undefined,
  api: Api,
): { readonly post: Post; readonly text?: string } {
  if (!post) throw notEditable(api);
  if (text === undefined || isSameWords(post.written, text)) return { post };
  if (!post.isEditable) throw notEditable(api);
  return { post, text };
}

/** The newest version of every part, by the id of the receipt: an earlier edit may have lost its answer. */
async function newestVersions(receipt: Receipt, api: Api): Promise<ReadonlyMap<string, Post>> {
  const ids = receipt.parts.map(({ remoteId }) => remoteId);
  const known = await postsById(ids, api);
  const newer = [...known.values()].filter((post) => post.newestId !== post.id).map((post) => post.newestId);
  const newest = newer.length > 0 ? await postsById(newer, api) : known;
  return new Map([...known].map(([id, post]) => [id, newest.get(post.newestId) ?? post]));
}

async function postsById(ids: readonly string[], api: Api): Promise<ReadonlyMap<string, Post>> {
  const { list } = await readPosts('/2/tweets', FIELDS, { ids: ids.join(',') }, api);
  return new Map(list.map((post) => [post.id, post]));
}

async function newVersion(post: Post, text: string, settings: NewPost['settings'], api: Api): Promise<string> {
  // A file keeps its upload's id behind the underscore; the upload outlasts the time in which a post can be edited.
  const files = post.mediaKeys.map((key) => ({ id: key.replace(/^\d+_/, ''), key, until: Infinity }));
  const json = {
    ...bodyOf({ text, files, poll: undefined, parent: post.parent, settings }),
    edit_options: { previous_post_id: post.id },
  };
  const answer = await api.send({ method: 'POST', url: address(api.account.server, '/2/tweets'), body: { json } });
  const made = readAnswer(created, answer);
  if (!made) throw stopOf(answer, api);
  return made.data.id;
}

function notEditable(api: Api): StepTrouble {
  const about = { platform: x.name, channel: api.account.handle };
  return new StepTrouble({ kind: 'refused', failure: { code: 'publish.not-editable', about } });
}
