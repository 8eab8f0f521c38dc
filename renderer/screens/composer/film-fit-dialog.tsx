import { Button, Modal, Progress } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { channelName } from '#shared/channels/channel.ts';
import { frameAddress, type Media } from '#shared/media/media.ts';
import { durationText, sizeText } from '#shared/posts/draft-problems.ts';
import { showFailure, showUndo } from '../../failures/show-notice.tsx';
import { call } from '../../ipc.ts';
import { forgetFit, useFits } from '../../state/fits.store.ts';
import { needMedia, useMedia } from '../../state/media.store.ts';
import { t } from '../../text/t.ts';
import { filmChangesBetween, type FilmFit } from './fit-film.ts';
import { isForAll, putPicture, sidesOf } from './fit-picture.ts';
import { shownPost } from './use-writing.ts';
import type { Writing } from './writing.ts';
import styles from './fit-dialog.module.css';

export interface FilmFitting {
  /** Names it, so that it can be stopped. */
  readonly id: string;
  readonly fit: FilmFit;
  /** `undefined` where it was stopped. */
  readonly made: Promise<Media | undefined>;
}

interface Props {
  readonly writing: Writing;
  readonly fitting: FilmFitting;
  readonly onClose: () => void;
}

/** Begins to write the film anew, to be shown in the dialog. */
export function startFilmFitting(fit: FilmFit): FilmFitting {
  const id = crypto.randomUUID();
  const made = call('media.fitFilm', { fit: id, media: fit.media, change: fit.film })
    .then((answer) => answer.made)
    .finally(() => forgetFit(id));
  return { id, fit, made };
}

/** Shows how far a film is, then what became of it; it is used only when the person says so. */
export function FilmFitDialog({ writing, fitting: { id, fit, made }, onClose }: Props): ReactNode {
  const before = useMedia((state) => state.byId.get(fit.media));
  const [after, setAfter] = useState<Media>();
  const [isTaking, setTaking] = useState(false);

  useEffect(() => {
    made.then(setAfter, (thrown: unknown) => {
      showFailure(thrown);
      onClose();
    });
  }, [made, onClose]);

  const leave = (): void => {
    onClose();
    call('media.stopFit', { fit: id }).catch(showFailure);
    made.then(forget, (_expected: unknown) => undefined); // That it could not be made was said.
  };

  const take = async (fitted: Media): Promise<void> => {
    setTaking(true);
    const post = writing.store.getState().post;
    await needMedia([fitted.id]);
    if (await putPicture(writing, fit, fitted.id)) {
      showUndo(post.id, t.composer.fitted(fit.name), () =>
        writing.change({ kind: 'post.revert', post: post.id, version: post.version }),
      );
    }
    onClose();
  };

  const names = fit.channels.map((channel) => channelName(channel)).join(', ');
  return (
    <Modal opened onClose={leave} title={t.composer.fitNamed(fit.name)} size="lg">
      <div className={styles.pictures}>
        <Shown title={t.composer.fitBefore} media={before} id={id} />
        <Shown title={t.composer.fitAfter} media={after} id={id} />
      </div>
      {before !== undefined && after !== undefined && (
        <ul className={styles.changes}>
          {filmChangesBetween(before, after, fit.film).map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      )}
      <p className={styles.text}>
        {isForAll(fit, shownPost(writing)) ? t.composer.fitForAll : t.composer.fitFor(names)} {t.composer.fitFilmText}
      </p>
      <div className={styles.actions}>
        <Button variant="default" onClick={leave}>
          {after === undefined ? t.composer.fitStop : t.composer.fitKeep}
        </Button>
        <Button
          disabled={after === undefined}
          loading={isTaking}
          onClick={() => void (after && take(after).catch(showFailure))}
          data-autofocus
        >
          {t.composer.fitUse}
        </Button>
      </div>
    </Modal>
  );
}

/** The same moment of both, with what is known of the film. */
function Shown({
  title,
  media,
  id,
}: {
  readonly title: string;
  readonly media: Media | undefined;
  readonly id: string;
}): ReactNode {
  const part = useFits((state) => state.byId.get(id) ?? 0);
  return (
    <figure className={styles.shown}>
      <div className={styles.frame}>
        {media === undefined ? (
          <div className={styles.working}>
            <span>{t.composer.fitWorkingPart(Math.round(part * 100))}</span>
            <Progress value={part * 100} aria-label={t.composer.fitWorking} />
          </div>
        ) : (
          <img src={frameAddress(media.id, (media.durationMs ?? 0) / 2)} alt={title} />
        )}
      </div>
      <figcaption>
        <strong>{title}</strong>
        {media !== undefined && <span className={styles.facts}>{factsOf(media)}</span>}
      </figcaption>
    </figure>
  );
}

function factsOf(media: Media): string {
  return [sidesOf(media), durationText(media.durationMs ?? 0), sizeText(media.bytes)].join(', ');
}

function forget(made: Media | undefined): void {
  if (made !== undefined) call('media.removeUnused', { ids: [made.id] }).catch(showFailure);
}
