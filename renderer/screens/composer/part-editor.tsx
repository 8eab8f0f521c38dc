import { ActionIcon, Button, Loader, Tooltip } from '@mantine/core';
import { IconChartBar, IconPhotoPlus, IconX } from '@tabler/icons-react';
import {
  memo,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ClipboardEvent,
  type DragEvent,
  type ReactNode,
} from 'react';
import { useStore } from 'zustand';
import type { ChannelId, PostId } from '#shared/ids.ts';
import { platformOf } from '#shared/platforms/catalog.ts';
import type { PollRules } from '#shared/platforms/platform.ts';
import { dateOf } from '#shared/posts/channel-additions.ts';
import type { Poll } from '#shared/posts/poll.ts';
import type { Segment, TextPlace } from '#shared/posts/post.ts';
import { showFailure } from '../../failures/show-notice.tsx';
import { forgetImport, stopImport, useImports } from '../../state/imports.store.ts';
import { useChannels } from '../../state/channels.store.ts';
import { choosePictures, importFiles, type Added } from '../../state/import-files.ts';
import { usesOf } from '../../state/media.store.ts';
import { useZone } from '../../state/settings.store.ts';
import { t } from '../../text/t.ts';
import { AddedLines } from './added-lines.tsx';
import { Counts } from './counts.tsx';
import { LinkCardLine } from './link-card-line.tsx';
import { PictureList } from './picture-list.tsx';
import { newPoll, tightest } from './poll-lengths.ts';
import { PollEditor } from './poll-editor.tsx';
import { movedCaret } from './text-edit.ts';
import { textShown, type Writing } from './writing.ts';
import { segmentAt } from './written-post.ts';
import styles from './part-editor.module.css';

interface Props {
  readonly writing: Writing;
  readonly postId: PostId;
  readonly place: TextPlace;
  readonly part: Segment;
  readonly number: number;
  readonly of: number;
  /** The channels that get this text. */
  readonly readers: readonly ChannelId[];
  readonly isFirstFocus: boolean;
  readonly onRemove: (part: Segment['id']) => void;
}

/** One part of a post: its words, its pictures, and how long it is for every channel that gets it. */
export const PartEditor = memo(function PartEditor(props: Props): ReactNode {
  const { writing, postId, place, part, number, of, readers, isFirstFocus } = props;
  const [adding, setAdding] = useState<string>();
  const [isOver, setOver] = useState(false);

  const add = async (begin: (id: string) => Promise<Added>): Promise<void> => {
    const adds = crypto.randomUUID();
    setAdding(adds);
    try {
      const { media, failures } = await begin(adds);
      for (const failure of failures) showFailure(failure);
      const now = segmentAt(writing.store.getState().post, place, part.id)?.media ?? part.media;
      const fresh = media.filter((id) => !now.some((use) => use.media === id));
      if (fresh.length === 0) return;
      const uses = [...now, ...(await usesOf(fresh))];
      await writing.change({ kind: 'post.attach-media', post: postId, place, segment: part.id, media: uses });
    } catch (thrown) {
      showFailure(thrown);
    } finally {
      setAdding(undefined);
      forgetImport(adds);
    }
  };

  const pollRules = usePollRules(readers);
  const setPoll = (poll: Poll | undefined): void =>
    void writing.change({ kind: 'post.set-poll', post: postId, place, segment: part.id, ...(poll && { poll }) });

  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const files = [...event.dataTransfer.files];
    void add((id) => importFiles(id, files));
  };

  const paste = (event: ClipboardEvent): void => {
    const files = [...event.clipboardData.files];
    // Word processors paste a picture of the words beside the words: those are wanted.
    if (files.length === 0 || event.clipboardData.types.includes('text/plain')) return;
    event.preventDefault();
    void add((id) => importFiles(id, files));
  };

  return (
    <div
      className={styles.part}
      data-over={isOver}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && setOver(false)}
      onDrop={drop}
      onPaste={paste}
    >
      {of > 1 && (
        <div className={styles.head}>
          <span>{t.composer.part(number, of)}</span>
          <Tooltip label={t.composer.removePart(number)}>
            <ActionIcon size="md" aria-label={t.composer.removePart(number)} onClick={() => props.onRemove(part.id)}>
              <IconX size={16} />
            </ActionIcon>
          </Tooltip>
        </div>
      )}
      <Words
        writing={writing}
        place={place}
        part={part}
        number={number}
        isFirstFocus={isFirstFocus}
        isLarge={of === 1}
      />
      {part.media.length > 0 && (
        <PictureList writing={writing} postId={postId} place={place} part={part} readers={readers} />
      )}
      {part.poll !== undefined && (
        <PollEditor
          key={part.poll.answers.length}
          poll={part.poll}
          rules={pollRules ?? USUAL_POLL}
          onChange={(poll) => setPoll(poll)}
        />
      )}
      <LinkCardLine writing={writing} postId={postId} place={place} part={part} readers={readers} />
      <AddedLines writing={writing} place={place} part={part} isLast={number === of} readers={readers} />
      <div className={styles.foot}>
        <Button
          size="compact-md"
          variant="subtle"
          color="gray"
          className={styles.add ?? ''}
          leftSection={adding === undefined ? <IconPhotoPlus size={18} aria-hidden /> : <Loader size={16} />}
          onClick={() => adding === undefined && void add(choosePictures)}
        >
          {adding === undefined ? t.composer.addImages : <Adding id={adding} />}
        </Button>
        {adding !== undefined && <StopAdding id={adding} />}
        {pollRules !== undefined && part.poll === undefined && part.media.length === 0 && (
          <Button
            size="compact-md"
            variant="subtle"
            color="gray"
            className={styles.add ?? ''}
            leftSection={<IconChartBar size={18} aria-hidden />}
            onClick={() => setPoll(newPoll(pollRules))}
          >
            {t.composer.addPoll}
          </Button>
        )}
        <Count writing={writing} place={place} part={part} readers={readers} isLast={number === of} />
      </div>
      {isOver && <div className={styles.drop}>{t.composer.dropHere}</div>}
    </div>
  );
});

function Adding({ id }: { readonly id: string }): ReactNode {
  const progress = useImports((state) => state.byId.get(id));
  if (progress === undefined || progress.of === 1) return t.composer.importing;
  return t.composer.importingOf(progress.done, progress.of);
}

/** Only for many files: a few are in before anybody could press it. */
function StopAdding({ id }: { readonly id: string }): ReactNode {
  const isMany = useImports((state) => (state.byId.get(id)?.of ?? 0) > 1);
  if (!isMany) return null;
  return (
    <Button size="compact-md" variant="subtle" color="gray" onClick={() => void stopImport(id).catch(showFailure)}>
      {t.composer.stopImporting}
    </Button>
  );
}

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

interface WordsProps extends Pick<Props, 'writing' | 'place' | 'part'> {
  readonly number: number;
  readonly isFirstFocus: boolean;
  readonly isLarge: boolean;
}

function Words({ writing, place, part, number, isFirstFocus, isLarge }: WordsProps): ReactNode {
  const text = useStore(writing.store, (state) => textShown(state, place, part.id));
  return (
    <TextField
      label={t.composer.textOfPart(number)}
      placeholder={number === 1 ? t.composer.placeholder : t.composer.placeholderMore}
      value={text}
      isFirstFocus={isFirstFocus}
      isLarge={isLarge}
      onType={(typed) => writing.type(place, part.id, typed)}
      onLeave={() => void writing.flush()}
    />
  );
}

interface CountProps extends Pick<Props, 'writing' | 'place' | 'part' | 'readers'> {
  readonly isLast: boolean;
}

function Count({ writing, place, part, readers, isLast }: CountProps): ReactNode {
  const zone = useZone();
  const text = useStore(writing.store, (state) => textShown(state, place, part.id));
  const date = useStore(writing.store, (state) => dateOf(state.post, zone));
  return <Counts part={{ ...part, text }} isLast={isLast} date={date} readers={readers} />;
}

interface FieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly isFirstFocus: boolean;
  readonly isLarge: boolean;
  readonly onType: (text: string) => void;
  readonly onLeave: () => void;
}

/** The field. When words come in from elsewhere, the caret stays with the words it was in. */
function TextField({ label, placeholder, value, isFirstFocus, isLarge, onType, onLeave }: FieldProps): ReactNode {
  const field = useRef<HTMLTextAreaElement>(null);
  const mine = useRef(value);
  const caret = useRef<[number, number]>([value.length, value.length]);

  useLayoutEffect(() => {
    const node = field.current;
    if (node === null || mine.current === value) return;
    const [start, end] = caret.current;
    const before = mine.current;
    mine.current = value;
    if (document.activeElement === node)
      node.setSelectionRange(movedCaret(before, value, start), movedCaret(before, value, end));
  }, [value]);

  useLayoutEffect(() => {
    if (isFirstFocus) field.current?.focus();
    // Only when the field appears: nobody wants the caret taken away later.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  return (
    <textarea
      ref={field}
      // A person writes Arabic in an English window, and reads it as it is written.
      dir="auto"
      className={styles.field}
      data-large={isLarge}
      aria-label={label}
      placeholder={placeholder}
      value={value}
      spellCheck
      onChange={(event) => {
        mine.current = event.currentTarget.value;
        onType(event.currentTarget.value);
      }}
      onSelect={(event) => {
        caret.current = [event.currentTarget.selectionStart, event.currentTarget.selectionEnd];
      }}
      onBlur={onLeave}
    />
  );
}
