import { randomUUID } from 'node:crypto';
import { expect } from '@playwright/test';
import type { ChannelId, CommandId, MediaId, PlatformId, PostId } from '#shared/ids.ts';
import type { Channel } from '#shared/channels/channel.ts';
import type { SegmentId } from '#shared/posts/post.ts';
import type { PostView } from '#shared/ipc/posts.calls.ts';
import type { App } from '#tests/kit/launch-app.ts';

// What a person does in the window, done through the same bridge the window uses: for stories that are about
// what happens afterwards.

export interface BlueskySignIn {
  readonly handle: string;
  readonly appPassword: string;
  readonly server: string;
}

/** Connects a Bluesky channel with an app password. */
export async function connectBluesky(app: App, signIn: BlueskySignIn): Promise<ChannelId> {
  const answer = await app.call('channels.connect', {
    platform: 'bluesky' as PlatformId,
    way: 'app-password',
    answers: { handle: signIn.handle, password: signIn.appPassword, server: signIn.server },
  });
  if (answer.then !== 'connected') throw new Error('a password needs no browser');
  return answer.channel;
}

/** Connects a Mastodon channel through browser and deep link. */
export async function connectMastodon(app: App, server: string): Promise<ChannelId> {
  const before = new Set((await app.call('channels.list', undefined)).map((channel) => channel.id));
  await app.call('channels.connect', { platform: 'mastodon' as PlatformId, way: 'browser', answers: { server } });
  let added: Channel | undefined;
  await expect
    .poll(
      async () => (added = (await app.call('channels.list', undefined)).find((channel) => !before.has(channel.id))),
      {
        timeout: 20_000,
      },
    )
    .toBeDefined();
  if (added === undefined) throw new Error('not connected');
  return added.id;
}

export async function importPicture(app: App, name: string, bytes: Buffer): Promise<MediaId> {
  const id = await app.page.evaluate(
    async ([file, base64]) => {
      const given = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const bridge = (window as unknown as { postwright: { call(n: string, i: unknown): Promise<string> } }).postwright;
      const answer = JSON.parse(await bridge.call('media.importBytes', { name: file, bytes: given })) as {
        value: { media: { id: string }[] };
      };
      return answer.value.media[0]?.id;
    },
    [name, bytes.toString('base64')] as const,
  );
  if (id === undefined) throw new Error(`${name} was not imported`);
  return id as MediaId;
}

export interface Writing {
  readonly texts: readonly string[];
  readonly channels: readonly ChannelId[];
  /** Goes with the first part. */
  readonly picture?: { readonly id: MediaId; readonly alt: string };
}

export async function writePost(app: App, writing: Writing): Promise<PostId> {
  const post = randomUUID() as PostId;
  const { workspace } = await app.call('settings.read', undefined);
  const segments = writing.texts.map((text, index) => ({
    id: randomUUID() as SegmentId,
    text,
    media:
      index === 0 && writing.picture !== undefined ? [{ media: writing.picture.id, alt: writing.picture.alt }] : [],
  }));
  const id = randomUUID() as CommandId;
  await app.call('posts.change', {
    id,
    command: { kind: 'post.create', post, workspace: workspace.id, segments, channels: [...writing.channels] },
  });
  return post;
}

export async function publishNow(app: App, post: PostId): Promise<void> {
  await app.call('posts.change', { id: randomUUID() as CommandId, command: { kind: 'post.publish-now', post } });
}

export async function viewOf(app: App, post: PostId): Promise<PostView> {
  const [view] = await app.call('posts.byIds', { ids: [post] });
  if (view === undefined) throw new Error('no such post');
  return view;
}

/** Waits until every publication of a post has one of the states. */
export async function untilAll(
  app: App,
  post: PostId,
  states: readonly string[],
  timeoutMs = 30_000,
): Promise<PostView> {
  let view = await viewOf(app, post);
  await expect
    .poll(
      async () => {
        view = await viewOf(app, post);
        return view.publications.length > 0 && view.publications.every((one) => states.includes(one.state))
          ? 'done'
          : view.publications
              .map((one) => ('why' in one && one.why ? `${one.state} ${one.why.code}` : one.state))
              .join(', ');
      },
      { timeout: timeoutMs },
    )
    .toBe('done');
  return view;
}
