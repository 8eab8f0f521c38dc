import { memo, useMemo, type ReactNode } from 'react';
import type { ChannelId, PostId } from '#shared/ids.ts';
import { platformOf } from '#shared/platforms/catalog.ts';
import type { PollRules } from '#shared/platforms/platform.ts';
import { dateOf } from '#shared/posts/channel-additions.ts';
import type { Poll } from '#shared/posts/poll.ts';
import type { Segment, TextPlace } from '#shared/posts/post.ts';
import { useChannels } from '../../state/channels.store.ts';
import { useZone } from '../../state/settings.store.ts';
import { t } from '../../text/t.ts';
import { AddedLines } from './added-lines.tsx';
import { Counts } from './counts.tsx';
import { useFields } from './fields.ts';
import { useFollowed } from './followed.ts';
import { LinkCardLine } from './link-card-line.tsx';
import { PartHead, type HeadActs } from './part-head.tsx';
import { PartTools } from './part-tools.tsx';
import { PictureList } from './picture-list.tsx';
import { newPoll, tightest } from './poll-lengths.ts';
import { PollEditor } from './poll-editor.tsx';
import { TextField } from './text-field.tsx';
import { joinWithBefore } from './thread-acts.ts';
import { useAddFiles } from './use-add-files.ts';
import { textShown, type Writing } from './writing.ts';
import styles from './part-editor.module.css';

interface Props extends HeadActs {
  readonly writing: Writing;
  readonly postId: PostId;
  readonly place: TextPlace;
  readonly part: Segment;
  readonly number: number;
  readonly of: number;
  /** The channels that get this text. */
  readonly readers: readonly ChannelId[];
  readonly isFirstFocus: boolean;
  readonly onSnippets: () => void;
}

/** One part of a post: its words, its pictures, and how long it is for every channel that gets it. */
export const PartEditor = memo(function PartEditor(props: Props): ReactNode {
  const { writing, postId, place, part, number, of, readers, isFirstFocus } = props;
  const fields = useFields();
  const files = useAddFiles({ writing, place, part });
  const pollRules = usePollRules(readers);
  const setPoll = (poll: Poll | undefined): void =>
    void writing.change({ kind: 'post.set-poll', post: postId, place, segment: part.id, ...(poll && { poll }) });

  return (
    <div className={styles.part} data-over={files.isOver} {...files.events}>
      {of > 1 && (
        <PartHead
          segment={part.id}
          number={number}
          of={of}
          onJoin={() => void joinWithBefore({ writing, place, segment: part.id, fields })}
          onRemove={props.onRemove}
          onTake={props.onTake}
          onKey={props.onKey}
          arrived={props.arrived}
        />
      )}
      <TextField
        writing={writing}
        place={place}
        part={part}
        number={number}
        of={of}
        readers={readers}
        isFirstFocus={isFirstFocus}
      />
      {part.media.length > 0 && <PictureList writing={writing} place={place} part={part} readers={readers} />}
      {part.poll !== undefined && (
        <PollEditor
          writing={writing}
          place={place}
          segment={part.id}
          rules={pollRules ?? USUAL_POLL}
          onRemove={() => setPoll(undefined)}
        />
      )}
      <LinkCardLine writing={writing} postId={postId} place={place} part={part} readers={readers} />
      <AddedLines place={place} part={part} isLast={number === of} readers={readers} />
      <div className={styles.foot}>
        <PartTools
          writing={writing}
          place={place}
          part={part}
          number={number}
          onSnippets={() => {
            fields.focused(part.id);
            props.onSnippets();
          }}
          files={files}
          onPoll={
            pollRules !== undefined && part.poll === undefined && part.media.length === 0
              ? () => setPoll(newPoll(pollRules))
              : undefined
          }
        />
        <Count place={place} part={part} readers={readers} isLast={number === of} />
      </div>
      {files.isOver && <div className={styles.drop}>{t.composer.dropHere}</div>}
    </div>
  );
});

/** Of a poll that none of the chosen networks takes any more; the checks say so. */
const USUAL_POLL: PollRules = {
  leastAnswers: 2,
  mostAnswers: 4,
  longestAnswer: 25,
  minutes: { least: 30, most: 10_080 },
};

/** What a poll may be for the readers that take one; `undefined` when none does. */
function usePollRules(readers: readonly ChannelId[]): PollRules | undefined {
  const byId = useChannels((state) => state.byId);
  return useMemo(
    () => tightest(readers.flatMap((id) => platformOf(byId.get(id)?.platform ?? '')?.takes.poll ?? [])),
    [byId, readers],
  );
}

interface CountProps extends Pick<Props, 'place' | 'part' | 'readers'> {
  readonly isLast: boolean;
}

function Count({ place, part, readers, isLast }: CountProps): ReactNode {
  const zone = useZone();
  const written = useFollowed();
  const text = textShown(written, { kind: 'part', place, segment: part.id });
  const shown = useMemo(() => ({ ...part, text }), [part, text]);
  const date = useMemo(() => dateOf(written.post, zone), [written.post, zone]);
  return <Counts part={shown} isLast={isLast} date={date} readers={readers} />;
}
