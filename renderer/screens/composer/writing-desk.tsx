import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { channelName } from '#shared/channels/channel.ts';
import type { ChannelId } from '#shared/ids.ts';
import type { Segment, SegmentId, TextPlace } from '#shared/posts/post.ts';
import type { Publication } from '#shared/publishing/publication.ts';
import type { PlannedTime } from '#shared/time-zones.ts';
import { showFailure, showUndo } from '../../failures/show-notice.tsx';
import { channelOf } from '../../state/channels.store.ts';
import { needMedia } from '../../state/media.store.ts';
import { t } from '../../text/t.ts';
import { useShortcut } from '../../ui/use-shortcut.ts';
import { ChannelPicker } from './channel-picker.tsx';
import { ChecksPanel } from './checks-panel.tsx';
import { ConflictChoice } from './conflict-choice.tsx';
import { FirstComment } from './first-comment.tsx';
import { OptionsPanel } from './options-panel.tsx';
import { PartEditor } from './part-editor.tsx';
import { PlanPanel } from './plan-panel.tsx';
import { SortingPanel } from './sorting-panel.tsx';
import { TextTabs } from './text-tabs.tsx';
import { Previews } from './previews.tsx';
import { shownPost, useShownPost, type Written } from './use-writing.ts';
import { WherePanel } from './where-panel.tsx';
import type { Writing } from './writing.ts';
import { segmentAt, segmentsAt } from './written-post.ts';
import styles from './writing-desk.module.css';

interface Props {
  readonly written: Written;
  readonly publications: readonly Publication[];
  readonly at: PlannedTime | undefined;
}

/** The desk: channels, words and pictures on the left; time, checks and standing on the right. */
export function WritingDesk({ written, publications, at }: Props): ReactNode {
  const { writing, post } = written;
  const [tab, setTab] = useState<TextPlace>('shared');
  const place = tab !== 'shared' && !post.channels.includes(tab) ? 'shared' : tab;
  const isShared = place !== 'shared' && !Object.hasOwn(post.variants, place);

  useEffect(() => {
    const used = [post.segments, ...Object.values(post.variants)]
      .flatMap((some) => some ?? [])
      .flatMap((part) => part.media);
    needMedia(used.map((use) => use.media)).catch(showFailure);
  }, [post]);

  return (
    <div className={styles.desk}>
      <div className={styles.paper}>
        <div className={styles.column}>
          <ChannelPicker channels={post.channels} onChange={writing.setChannels} />
          <TextTabs channels={post.channels} variants={post.variants} place={place} onChoose={setTab} />
          {isShared ? (
            <SharedHere written={written} channel={place} />
          ) : (
            <Parts key={place} written={written} place={place} />
          )}
          <FirstComment key={post.id} written={written} />
          <Previews written={written} />
        </div>
      </div>
      <aside className={styles.side}>
        {post.template === undefined && <PlanPanel written={written} publications={publications} at={at} />}
        <SortingPanel written={written} />
        <ChecksPanel written={written} />
        <OptionsPanel written={written} />
        <WherePanel publications={publications} />
      </aside>
    </div>
  );
}

interface PartsProps {
  readonly written: Written;
  readonly place: TextPlace;
}

/** The parts of one text, and what can be done with them. */
function Parts({ written, place }: PartsProps): ReactNode {
  const { writing, post } = written;
  const [added, setAdded] = useState<SegmentId>();
  const parts = segmentsAt(post, place) ?? [];
  const readers = useReaders(post.channels, place, post.variants);
  const last = parts.at(-1)?.id;

  const addPart = (): void => {
    const part: Segment = { id: crypto.randomUUID() as SegmentId, text: '', media: [] };
    setAdded(part.id);
    void writing.change({
      kind: 'post.add-segment',
      post: post.id,
      place,
      segment: part,
      ...(last && { after: last }),
    });
  };
  const removePart = useCallback((part: SegmentId) => void remove(writing, place, part), [writing, place]);

  useShortcut('add-part', addPart);

  return (
    <>
      {parts.map((part, index) => (
        <div key={part.id} className={styles.part}>
          {post.conflicts
            .filter((open) => open.place === place && open.segment === part.id)
            .map((open) => (
              <ConflictChoice key={open.id} writing={writing} conflict={open} />
            ))}
          <PartEditor
            writing={writing}
            postId={post.id}
            place={place}
            part={part}
            number={index + 1}
            of={parts.length}
            readers={readers}
            isFirstFocus={added === part.id || (index === 0 && added === undefined && part.text === '')}
            onRemove={removePart}
          />
        </div>
      ))}
      <div className={styles.below}>
        <Button variant="subtle" leftSection={<IconPlus size={18} aria-hidden />} onClick={addPart}>
          {t.composer.addPart}
        </Button>
        {place !== 'shared' && (
          <Button variant="subtle" color="gray" onClick={() => void giveSharedAgain(written, place)}>
            {t.composer.useShared}
          </Button>
        )}
      </div>
    </>
  );
}

async function remove(writing: Writing, place: TextPlace, segment: SegmentId): Promise<void> {
  const post = shownPost(writing);
  const part = segmentAt(post, place, segment);
  if (part === undefined || !(await writing.change({ kind: 'post.remove-segment', post: post.id, place, segment })))
    return;
  if (part.text === '' && part.media.length === 0) return;
  const before = writing.store.getState().post.version;
  showUndo(post.id, t.composer.partRemoved, () =>
    writing.change({ kind: 'post.revert', post: post.id, version: before }),
  );
}

/** Every channel that gets the text of `place`. */
function useReaders(
  channels: readonly ChannelId[],
  place: TextPlace,
  variants: Written['post']['variants'],
): readonly ChannelId[] {
  return useMemo(
    () => (place === 'shared' ? channels.filter((id) => !Object.hasOwn(variants, id)) : [place]),
    [channels, place, variants],
  );
}

async function giveSharedAgain({ writing, post }: Written, channel: ChannelId): Promise<void> {
  const { [channel]: segments } = shownPost(writing).variants;
  if (!(await writing.change({ kind: 'post.set-variant', post: post.id, channel })) || segments === undefined) return;
  showUndo(post.id, t.composer.useSharedDone(nameOf(channel)), () =>
    writing.change({ kind: 'post.set-variant', post: post.id, channel, segments }),
  );
}

/** A channel without a text of its own: what it gets, and the way to write another. */
function SharedHere({ written, channel }: { readonly written: Written; readonly channel: ChannelId }): ReactNode {
  const post = useShownPost(written);
  const writeOwn = (): void => {
    const segments = post.segments.map((part) => ({ ...part, id: crypto.randomUUID() as SegmentId }));
    void written.writing.change({ kind: 'post.set-variant', post: post.id, channel, segments });
  };
  return (
    <div className={styles.sharedHere}>
      <div className={styles.sharedHead}>
        <p>{t.composer.sharedHere(nameOf(channel))}</p>
        <Button variant="light" onClick={writeOwn}>
          {t.composer.writeOwn}
        </Button>
      </div>
      {post.segments.map((part) => (
        <p key={part.id} className={styles.sharedText}>
          {part.text}
        </p>
      ))}
    </div>
  );
}

function nameOf(id: ChannelId): string {
  const channel = channelOf(id);
  return channel === undefined ? '…' : channelName(channel);
}
