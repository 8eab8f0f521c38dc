import { modals } from '@mantine/modals';
import type { ReactNode } from 'react';
import { channelName } from '#shared/channels/channel.ts';
import type { ChannelId, PostId } from '#shared/ids.ts';
import type { PostView } from '#shared/ipc/posts.calls.ts';
import { excerptOf } from '#shared/posts/post.ts';
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

/** More would make a dialog that has to be scrolled. */
const NAMED_AT_MOST = 8;
const EXCERPT_LENGTH = 40;

/**
 * To be asked before posts get a time. `true`: nothing of them may be out already, or a person looked and it is not there, which
 * the library knows now. Throws the refusal of that.
 */
export async function lookedFirst(posts: readonly PostId[]): Promise<boolean> {
  const ids = [...new Set(posts)];
  const sent = (await call('posts.byIds', { ids })).flatMap(sentByNewTime);
  if (!(await ask(sent.filter(mayBeOut), ids.length))) return false;
  const looked = sent.filter(waitsForLook);
  if (looked.length > 0)
    await changeEach(looked.map(({ id }) => ({ kind: 'publication.mark-not-published', publication: id })));
  return true;
}

/** Asks whether a person looked, where any of these may be out already. */
export function askIfOut(publications: readonly Publication[]): Promise<boolean> {
  return ask(publications.filter(mayBeOut), countPosts(publications));
}

/** What a new time of a post sends: on all of its channels, whatever stopped it before. */
function sentByNewTime({ post, publications }: PostView): readonly Publication[] {
  return publications.filter((one) => isOpen(one.state) || (waitsForLook(one) && post.channels.includes(one.channel)));
}

/** `of` is with how many posts something is to be done, of which those are in doubt. */
async function ask(doubtful: readonly Publication[], of: number): Promise<boolean> {
  if (doubtful.length === 0) return true;
  const posts = countPosts(doubtful);
  const which = of === 1 ? undefined : await excerptsOf(doubtful);
  const { promise, resolve } = Promise.withResolvers<boolean>();
  modals.openConfirmModal({
    // It may be asked from a dialog that stays open behind it.
    zIndex: ABOVE_NOTICES + 1,
    title: which === undefined ? t.lookFirst.titleOne : t.lookFirst.titleSome(posts),
    children:
      which === undefined ? <OfOne publications={doubtful} /> : <OfMany publications={doubtful} which={which} />,
    labels: { confirm: posts === 1 ? t.lookFirst.notThere : t.lookFirst.noneThere, cancel: t.app.cancel },
    onConfirm: () => resolve(true),
    onClose: () => resolve(false),
  });
  return promise;
}

interface Doubtful {
  readonly publications: readonly Publication[];
}

/** Where to look for one post. */
function OfOne({ publications }: Doubtful): ReactNode {
  const names = [...new Set(publications.map(({ channel }) => nameOf(channel)))];
  const [only = '', ...others] = names;
  const where = others.length === 0 ? t.lookFirst.lookAt(only) : t.lookFirst.lookEverywhere;
  return (
    <>
      <Words publications={publications} doubt={t.lookFirst.one} where={where} />
      {others.length > 0 && (
        <ul className={styles.where}>
          {names.map((name) => (
            <li key={name}>
              <bdi>{name}</bdi>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Which of many to look for, and where. */
function OfMany({ publications, which }: Doubtful & { readonly which: ReadonlyMap<PostId, string> }): ReactNode {
  const more = publications.length - NAMED_AT_MOST;
  return (
    <>
      <Words
        publications={publications}
        doubt={t.lookFirst.some(countPosts(publications))}
        where={t.lookFirst.lookAll}
      />
      <ul className={styles.where}>
        {publications.slice(0, NAMED_AT_MOST).map(({ id, post, channel }) => (
          <li key={id}>{t.lookFirst.whichWhere(which.get(post) ?? '…', nameOf(channel))}</li>
        ))}
        {more > 0 && <li>{t.lookFirst.andMore(more)}</li>}
      </ul>
    </>
  );
}

function Words({
  publications,
  doubt,
  where,
}: Doubtful & { readonly doubt: string; readonly where: string }): ReactNode {
  const why = publications.every(waitsForLook) ? t.lookFirst.restored : '';
  return <p className={styles.words}>{`${why} ${doubt} ${where}`.trim()}</p>;
}

function countPosts(publications: readonly Publication[]): number {
  return new Set(publications.map(({ post }) => post)).size;
}

/** The first words of each, as they are known to who is asked. */
async function excerptsOf(publications: readonly Publication[]): Promise<ReadonlyMap<PostId, string>> {
  const views = await call('posts.byIds', { ids: [...new Set(publications.map(({ post }) => post))] });
  return new Map(
    views.map(({ post }) => [post.id, excerptOf(post.segments, EXCERPT_LENGTH) || t.drafts.noWords] as const),
  );
}

function nameOf(id: ChannelId): string {
  const channel = channelOf(id);
  return channel === undefined ? '…' : channelName(channel);
}
