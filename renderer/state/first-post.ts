import type { PostId } from '#shared/ids.ts';
import type { SegmentId } from '#shared/posts/post.ts';
import { t } from '../text/t.ts';
import { readChannels, useChannels } from './channels.store.ts';
import { call } from '../ipc.ts';
import { readPractice, usePractice } from './practice.store.ts';
import { openPost, useRoute } from './route.store.ts';
import { changePost } from './send-command.ts';
import { workspaceNow } from './settings.store.ts';

/**
 * In the practice workspace: connects a network that needs no browser and begins a first post for it, so that giving it
 * a time is all that is left. Throws what connecting and writing throw.
 */
export async function beginFirstPost(): Promise<void> {
  await untilShown();
  await readPractice();
  // The rules of the networks are no part of what is read first.
  const { platformOf } = await import('#shared/platforms/catalog.ts');
  const network = usePractice
    .getState()
    .networks.find(({ platform, way }) =>
      platformOf(platform)?.ways.some((one) => one.id === way && one.how === 'password'),
    );
  if (useChannels.getState().all.length === 0 && network !== undefined) {
    const { platform, way, answers } = network;
    await call('channels.connect', { platform, way, answers: { ...answers } });
    await readChannels();
  }
  const post = crypto.randomUUID() as PostId;
  const channels = useChannels.getState().all.map((channel) => channel.id);
  const segments = [{ id: crypto.randomUUID() as SegmentId, text: t.welcome.firstPost, media: [] }];
  await changePost({ kind: 'post.create', post, workspace: workspaceNow().id, segments, channels });
  openPost(post);
}

/** The window goes to what arrived when it is opened; only then it can go on. */
function untilShown(): Promise<void> {
  const isShown = (): boolean => useRoute.getState().route.screen !== 'calendar';
  if (isShown()) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = useRoute.subscribe(() => {
      if (!isShown()) return;
      stop();
      resolve();
    });
  });
}
