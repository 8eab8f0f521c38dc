import { Button, Switch } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useCallback, useMemo, useRef, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import { channelName } from '#shared/channels/channel.ts';
import type { ChannelId } from '#shared/ids.ts';
import type { Segment, SegmentId, TextPlace } from '#shared/posts/post.ts';
import { showUndo } from '../../failures/show-notice.tsx';
import { channelOf } from '../../state/channels.store.ts';
import { t } from '../../text/t.ts';
import { useShortcut } from '../../ui/use-shortcut.ts';
import { ConflictChoice } from './conflict-choice.tsx';
import { useFollowedPost } from './followed.ts';
import { PartEditor } from './part-editor.tsx';
import { isNumbered, movePart, numberParts, offerUndo, readersOf } from './thread-acts.ts';
import { shownPost, type Written } from './use-writing.ts';
import { usePartDrag } from './use-part-drag.ts';
import type { Writing } from './writing.ts';
import { segmentAt, segmentsAt } from './post-text.ts';
import styles from './parts.module.css';

interface PartsProps {
  readonly written: Written;
  readonly place: TextPlace;
}

/** The parts of one text, and what can be done with them. */
export function Parts({ written, place, openSnippets }: PartsProps & { readonly openSnippets: () => void }): ReactNode {
  const { writing, post } = written;
  const [added, setAdded] = useState<SegmentId>();
  const list = useRef<HTMLDivElement>(null);
  const parts = segmentsAt(post, place) ?? [];
  const { channels, variants } = post;
  const readers = useMemo(() => readersOf({ channels, variants }, place), [channels, variants, place]);
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
  const { dragged, take, press, arrived, said } = useMoving(written, place, list);

  useShortcut('add-part', addPart);

  return (
    <>
      <div ref={list} className={styles.parts} data-dragging={dragged !== undefined || undefined}>
        {parts.map((part, index) => (
          <div
            key={part.id}
            className={styles.part}
            data-part={part.id}
            data-dragged={dragged?.segment === part.id || undefined}
            data-mark={markAt(parts, index, dragged)}
            style={dragged?.segment === part.id ? { transform: `translateY(${dragged.by}px)` } : undefined}
          >
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
              onTake={take}
              onKey={press}
              arrived={arrived}
              onSnippets={openSnippets}
            />
          </div>
        ))}
      </div>
      <div className={styles.below}>
        <Button variant="subtle" leftSection={<IconPlus size={18} aria-hidden />} onClick={addPart}>
          {t.composer.addPart}
        </Button>
        {parts.length > 1 && <NumberSwitch writing={writing} place={place} />}
        {place !== 'shared' && (
          <Button variant="subtle" color="gray" onClick={() => void giveSharedAgain(written, place)}>
            {t.composer.useShared}
          </Button>
        )}
      </div>
      <p className="screen-reader-only" role="status">
        {said}
      </p>
    </>
  );
}

/** Parts go elsewhere by their handle: with the mouse, or with Alt and an arrow. */
function useMoving({ writing }: Written, place: TextPlace, list: RefObject<HTMLDivElement | null>) {
  const [said, say] = useState('');
  const moving = useRef<SegmentId | undefined>(undefined);
  const move = useCallback(
    async (segment: SegmentId, to: number) => {
      if (await movePart({ writing, place, segment }, to)) say(t.composer.partMoved(to + 1));
    },
    [writing, place],
  );
  const drop = useCallback((segment: SegmentId, to: number) => void move(segment, to), [move]);
  const { dragged, take } = usePartDrag(list, drop);
  const press = useCallback(
    (event: KeyboardEvent, segment: SegmentId) => {
      const by = event.altKey ? STEPS[event.key] : undefined;
      if (by === undefined) return;
      event.preventDefault();
      const at = (segmentsAt(writing.store.getState().post, place) ?? []).findIndex((part) => part.id === segment);
      const count = segmentsAt(writing.store.getState().post, place)?.length ?? 0;
      if (at + by < 0 || at + by >= count) return;
      moving.current = segment;
      void move(segment, at + by);
    },
    [writing, place, move],
  );
  /** The handle that the keyboard moved has the focus again where it arrives. */
  const arrived = useCallback((segment: SegmentId) => {
    if (moving.current !== segment) return false;
    moving.current = undefined;
    return true;
  }, []);
  return { dragged, take, press, arrived, said };
}

const STEPS: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };

/** On which side of a part the dragged one would come to stand. */
function markAt(
  parts: readonly Segment[],
  index: number,
  dragged: ReturnType<typeof usePartDrag>['dragged'],
): 'before' | 'after' | undefined {
  if (dragged === undefined) return undefined;
  const others = parts.filter((part) => part.id !== dragged.segment);
  const at = others.findIndex((part) => part.id === parts[index]?.id);
  if (at < 0) return undefined;
  if (at === dragged.to) return 'before';
  return at === others.length - 1 && dragged.to === others.length ? 'after' : undefined;
}

/** Whether the parts say which of how many they are. */
function NumberSwitch({ writing, place }: { readonly writing: Writing; readonly place: TextPlace }): ReactNode {
  const post = useFollowedPost();
  const isOn = isNumbered(segmentsAt(post, place) ?? []);
  return (
    <Switch
      className={styles.numbers ?? ''}
      label={t.composer.numberParts}
      checked={isOn}
      onChange={(event) => void numberParts(writing, place, event.currentTarget.checked)}
    />
  );
}

async function remove(writing: Writing, place: TextPlace, segment: SegmentId): Promise<void> {
  const post = shownPost(writing);
  const part = segmentAt(post, place, segment);
  if (part === undefined) return;
  const before = await writing.changeFrom({ kind: 'post.remove-segment', post: post.id, place, segment });
  if (before === undefined || (part.text === '' && part.media.length === 0)) return;
  offerUndo(writing, before, t.composer.partRemoved);
}

async function giveSharedAgain({ writing, post }: Written, channel: ChannelId): Promise<void> {
  const { [channel]: segments } = shownPost(writing).variants;
  if (!(await writing.change({ kind: 'post.set-variant', post: post.id, channel })) || segments === undefined) return;
  showUndo(post.id, t.composer.useSharedDone(nameOf(channel)), () =>
    writing.change({ kind: 'post.set-variant', post: post.id, channel, segments }),
  );
}

/** A channel without a text of its own: what it gets, and the way to write another. */
export function SharedHere({
  writing,
  channel,
}: {
  readonly writing: Writing;
  readonly channel: ChannelId;
}): ReactNode {
  const post = useFollowedPost();
  const writeOwn = (): void => {
    const { id, segments: shared } = shownPost(writing);
    const segments = shared.map((part) => ({ ...part, id: crypto.randomUUID() as SegmentId }));
    void writing.change({ kind: 'post.set-variant', post: id, channel, segments });
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
