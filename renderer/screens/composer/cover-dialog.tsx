import { Button, Loader, Modal } from '@mantine/core';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { ChannelId } from '#shared/ids.ts';
import type { FilmFacts } from '#shared/media/film-work.ts';
import { frameAddress } from '#shared/media/picture-addresses.ts';
import type { FilmCover, MediaUse, Segment, TextPlace } from '#shared/posts/post.ts';
import { showFailure } from '../../failures/show-notice.tsx';
import { call } from '../../ipc.ts';
import { useMedia } from '../../state/media.store.ts';
import { t } from '../../text/t.ts';
import { frameAfter, lastMoment, momentText, stripMoments } from './cover-moments.ts';
import { useCoverWords } from './use-cover-words.ts';
import type { Writing } from './writing.ts';
import styles from './cover-dialog.module.css';

interface Props {
  readonly writing: Writing;
  readonly place: TextPlace;
  readonly part: Segment;
  readonly use: MediaUse;
  readonly readers: readonly ChannelId[];
  readonly onClose: () => void;
}

/** A film, of which one frame is chosen to stand for it. */
export function CoverDialog({ writing, place, part, use, readers, onClose }: Props): ReactNode {
  const file = useMedia((state) => state.byId.get(use.media));
  const [facts, setFacts] = useState<FilmFacts>();
  const [atMs, setAtMs] = useState(use.cover?.atMs ?? 0);
  const [isTaking, setTaking] = useState(false);
  const words = useCoverWords(readers);

  useEffect(() => {
    call('media.film', { media: use.media }).then(setFacts, (thrown: unknown) => {
      showFailure(thrown);
      onClose();
    });
    // Once for the film, however often the composer renders.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [use.media]);

  const put = async (cover?: FilmCover): Promise<void> => {
    setTaking(true);
    if (await putCover({ writing, place, part, use }, cover)) onClose();
    else setTaking(false);
  };
  const take = async (): Promise<void> => {
    setTaking(true);
    const made = await call('media.cover', { media: use.media, atMs });
    await put({ atMs, picture: made.id });
  };
  const failed = (thrown: unknown): void => {
    setTaking(false);
    showFailure(thrown);
  };

  return (
    <Modal opened onClose={onClose} title={t.composer.coverNamed(file?.name ?? '')} size="lg">
      {facts === undefined ? (
        <div className={styles.shown}>
          <Loader aria-label={t.composer.coverOpening} />
        </div>
      ) : (
        <Scrubber media={use.media} facts={facts} atMs={atMs} onMove={setAtMs} />
      )}
      <p className={styles.text}>
        {words.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </p>
      <div className={styles.actions}>
        <Button variant="default" onClick={() => void put().catch(failed)}>
          {t.composer.coverNone}
        </Button>
        <Button disabled={facts === undefined} loading={isTaking} onClick={() => void take().catch(failed)}>
          {t.composer.coverUse}
        </Button>
      </div>
    </Modal>
  );
}

interface ScrubberProps {
  readonly media: string;
  readonly facts: FilmFacts;
  readonly atMs: number;
  readonly onMove: (atMs: number) => void;
}

/** The frame at a moment, and under it the whole film, to be gone along with mouse or keys. */
function Scrubber({ media, facts, atMs, onMove }: ScrubberProps): ReactNode {
  const shown = useSettled(atMs);
  const range = useRef<HTMLInputElement>(null);
  // The dialog was there before the film was open.
  useEffect(() => range.current?.focus(), []);
  const press = (event: KeyboardEvent): void => {
    const next = frameAfter(facts, atMs, event);
    if (next === undefined) return;
    event.preventDefault();
    onMove(next);
  };
  return (
    <>
      <div className={styles.shown}>
        <img src={frameAddress(media, shown)} alt={t.composer.coverShown(momentText(shown))} />
      </div>
      <div className={styles.strip} aria-hidden>
        {stripMoments(facts).map((moment) => (
          <img key={moment} src={frameAddress(media, moment)} alt="" />
        ))}
      </div>
      <input
        type="range"
        className={styles.range}
        aria-label={t.composer.coverMoment}
        aria-valuetext={momentText(atMs)}
        min={0}
        max={lastMoment(facts)}
        value={atMs}
        ref={range}
        onChange={(event) => onMove(event.currentTarget.valueAsNumber)}
        onKeyDown={press}
      />
      <div className={styles.line}>
        <span>{t.composer.coverKeys}</span>
        <output className={styles.moment}>{momentText(atMs)}</output>
      </div>
    </>
  );
}

/** Decoding takes a moment: while somebody moves on, the frames between are not asked for. */
const SETTLE_MS = 80;

function useSettled(atMs: number): number {
  const [settled, setSettled] = useState(atMs);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(atMs), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [atMs]);
  return settled;
}

/** Gives the film its cover, or none. `false` when that was refused. */
function putCover(
  { writing, place, part, use }: Pick<Props, 'writing' | 'place' | 'part' | 'use'>,
  cover: FilmCover | undefined,
): Promise<boolean> {
  return writing.changeMedia(place, part.id, (media) =>
    media.map(({ cover: before, ...one }) => {
      const chosen = one.media === use.media ? cover : before;
      return chosen === undefined ? one : { ...one, cover: chosen };
    }),
  );
}
