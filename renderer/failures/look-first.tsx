import { modals } from '@mantine/modals';
import type { ReactNode } from 'react';
import { channelName } from '#shared/channels/channel.ts';
import type { PostId } from '#shared/ids.ts';
import type { PostView } from '#shared/ipc/posts.calls.ts';
import { mayBeOut } from '#shared/publishing/decide-together.ts';
import { isOpen, waitsForLook, type Publication } from '#shared/publishing/publication.ts';
import { call } from '../ipc.ts';
import { channelOf } from '../state/channels.store.ts';
import { changeEach } from '../state/send-command.ts';
import { t } from '../text/t.ts';
import { ABOVE_NOTICES } from '../theme/theme.ts';
import styles from './look-first.module.css';

// What may be out already goes out again only after a person looked. The library sees to that; the window asks before, so
// that nobody gives a time to something that then waits all the same.

/**
 * To be asked before posts get a time. `true`: nothing of them may be out already, or a person looked and it is not there, which
 * the library knows now. Throws the refusal of that.
 */
export async function lookedFirst(posts: readonly PostId[]): Promise<boolean> {
  const views = await call('posts.byIds', { ids: [...new Set(posts)] });
  const sent = views.flatMap(sentByNewTime);
  if (!(await askIfOut(sent))) return false;
  const looked = sent.filter(waitsForLook);
  if (looked.length > 0)
    await changeEach(looked.map(({ id }) => ({ kind: 'publication.mark-not-published', publication: id })));
  return true;
}

/** Asks whether a person looked, where any of these may be out already. */
export function askIfOut(publications: readonly Publication[]): Promise<boolean> {
  const doubtful = publications.filter(mayBeOut);
  return doubtful.length === 0 ? Promise.resolve(true) : ask(<Where publications={doubtful} />);
}

/** The same about one, whose channel is in view. */
export function askIfOneIsOut(publication: Publication, channel: string): Promise<boolean> {
  return mayBeOut(publication) ? ask(t.queue.confirmAgain(channel)) : Promise.resolve(true);
}

/** What a new time of a post sends: on all of its channels, whatever stopped it before. */
function sentByNewTime({ post, publications }: PostView): readonly Publication[] {
  return publications.filter((one) => isOpen(one.state) || (waitsForLook(one) && post.channels.includes(one.channel)));
}

function ask(question: ReactNode): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  modals.openConfirmModal({
    // It may be asked from a dialog that stays open behind it.
    zIndex: ABOVE_NOTICES + 1,
    title: t.queue.confirmAgainTitle,
    children: question,
    labels: { confirm: t.queue.confirmAgainYes, cancel: t.app.cancel },
    onConfirm: () => resolve(true),
    onClose: () => resolve(false),
  });
  return promise;
}

function Where({ publications }: { readonly publications: readonly Publication[] }): ReactNode {
  const channels = Map.groupBy(publications, ({ channel }) => channel);
  return (
    <>
      <p className={styles.words}>{t.bulk.mayBeOut(publications.length)}</p>
      <ul className={styles.where}>
        {[...channels].map(([id, list]) => {
          const channel = channelOf(id);
          return (
            <li key={id}>
              <bdi>{channel === undefined ? '…' : channelName(channel)}</bdi>: {list.length}
            </li>
          );
        })}
      </ul>
    </>
  );
}
