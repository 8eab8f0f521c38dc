import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import type { ChannelId } from '#shared/ids.ts';
import type { Publication } from '#shared/publishing/publication.ts';
import type { Segment, SegmentId, TextPlace } from '#shared/posts/post.ts';
import type { PlannedTime } from '#shared/time-zones.ts';
import { channelName } from '#shared/channels/channel.ts';
import { showUndo } from '../../failures/show-notice.tsx';
import { useChannels } from '../../state/channels.store.ts';
import { needMedia } from '../../state/media.store.ts';
import { changePost } from '../../state/send-command.ts';
import { showFailure } from '../../failures/show-notice.tsx';
import { t } from '../../text/en.ts';
import { ChannelPicker } from './channel-picker.tsx';
import { ChecksPanel } from './checks-panel.tsx';
import { ConflictChoice } from './conflict-choice.tsx';
import { PartEditor } from './part-editor.tsx';
import { PlanPanel } from './plan-panel.tsx';
import { TextTabs } from './text-tabs.tsx';
import type { Written } from './use-writing.ts';
import { WherePanel } from './where-panel.tsx';
import { segmentsAt } from './written-post.ts';
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
  const [added, setAdded] = useState<SegmentId>();
  const place = tab !== 'shared' && !post.channels.includes(tab) ? 'shared' : tab;
  const parts = segmentsAt(post, place);
  const channel = useChannels((state) => (place === 'shared' ? undefined : state.byId.get(place)));
  const readers = useReaders(post.channels, place, post.variants);

  useEffect(() => {
    const used = [post.segments, ...Object.values(post.variants)]
      .flatMap((some) => some ?? [])
      .flatMap((part) => part.media);
    needMedia(used.map((use) => use.media)).catch(showFailure);
  }, [post]);

  const addPart = (): void => {
    const part: Segment = { id: crypto.randomUUID() as SegmentId, text: '', media: [] };
    setAdded(part.id);
    const last = parts?.at(-1)?.id;
    void writing.change({
      kind: 'post.add-segment',
      post: post.id,
      place,
      segment: part,
      ...(last && { after: last }),
    });
  };

  const removePart = async (part: Segment): Promise<void> => {
    const before = post.version;
    if (!(await writing.change({ kind: 'post.remove-segment', post: post.id, place, segment: part.id }))) return;
    if (part.text === '' && part.media.length === 0) return;
    showUndo(t.composer.partRemoved, () => changePost({ kind: 'post.revert', post: post.id, version: before }));
  };

  useHotkeys([['mod+shift+Enter', addPart]], []);

  return (
    <div className={styles.desk}>
      <div className={styles.paper}>
        <div className={styles.column}>
          <ChannelPicker post={post} onChange={(channels) => writing.setChannels(channels)} />
          <TextTabs post={post} place={place} onChoose={setTab} />
          {parts === undefined ? (
            <SharedHere
              name={channel === undefined ? '' : channelName(channel)}
              parts={post.segments}
              writeOwn={() => void writing.change(ownText(post.id, place, post.segments))}
            />
          ) : (
            <>
              {parts.map((part, index) => (
                <div key={part.id} className={styles.part}>
                  {post.conflicts
                    .filter((open) => open.place === place && open.segment === part.id)
                    .map((open) => (
                      <ConflictChoice
                        key={open.id}
                        conflict={open}
                        inField={part.text}
                        settle={(text) => void writing.settle(open, text)}
                      />
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
                    onRemove={() => void removePart(part)}
                  />
                </div>
              ))}
              <div className={styles.below}>
                <Button variant="subtle" leftSection={<IconPlus size={18} aria-hidden />} onClick={addPart}>
                  {t.composer.addPart}
                </Button>
                {place !== 'shared' && (
                  <Button
                    variant="subtle"
                    color="gray"
                    onClick={() =>
                      void giveSharedAgain(written, place, channel === undefined ? '' : channelName(channel))
                    }
                  >
                    {t.composer.useShared}
                  </Button>
                )}
              </div>
            </>
          )}
        </div>
      </div>
      <aside className={styles.side}>
        <PlanPanel written={written} publications={publications} at={at} />
        <ChecksPanel post={post} />
        <WherePanel publications={publications} />
      </aside>
    </div>
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

function ownText(
  post: Written['post']['id'],
  place: TextPlace,
  shared: readonly Segment[],
): Parameters<Written['writing']['change']>[0] {
  const segments = shared.map((part) => ({ ...part, id: crypto.randomUUID() as SegmentId }));
  return { kind: 'post.set-variant', post, channel: place as ChannelId, segments };
}

async function giveSharedAgain({ writing, post }: Written, place: TextPlace, name: string): Promise<void> {
  const channel = place as ChannelId;
  const segments = post.variants[channel];
  if (!(await writing.change({ kind: 'post.set-variant', post: post.id, channel }))) return;
  if (segments === undefined) return;
  showUndo(t.composer.useSharedDone(name), () =>
    changePost({ kind: 'post.set-variant', post: post.id, channel, segments }),
  );
}

interface SharedHereProps {
  readonly name: string;
  readonly parts: readonly Segment[];
  readonly writeOwn: () => void;
}

function SharedHere({ name, parts, writeOwn }: SharedHereProps): ReactNode {
  return (
    <div className={styles.sharedHere}>
      <div className={styles.sharedHead}>
        <p>{t.composer.sharedHere(name)}</p>
        <Button variant="light" onClick={writeOwn}>
          {t.composer.writeOwn}
        </Button>
      </div>
      {parts.map((part) => (
        <p key={part.id} className={styles.sharedText}>
          {part.text}
        </p>
      ))}
    </div>
  );
}
