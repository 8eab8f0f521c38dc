import { Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Media } from '#shared/media/media.ts';
import { frameAddress } from '#shared/media/picture-addresses.ts';
import { durationText, sizeText } from '#shared/posts/draft-problems.ts';
import { showFailure } from '../../failures/show-notice.tsx';
import { call } from '../../ipc.ts';
import { forgetFit, useFits } from '../../state/fits.store.ts';
import { t } from '../../text/t.ts';
import { filmChangesBetween, type FilmFit } from './fit-film.ts';
import { FitFrame } from './fit-frame.tsx';
import { sidesOf } from './fit-picture.ts';
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

/** Shows how far a film is, then the same moment of it as it is and as it would be. */
export function FilmFitDialog({ writing, fitting: { id, fit, made }, onClose }: Props): ReactNode {
  return (
    <FitFrame
      writing={writing}
      fit={fit}
      made={made}
      onClose={onClose}
      onStop={() => void call('media.stopFit', { fit: id }).catch(showFailure)}
      working={<Working id={id} />}
      addressOf={(media) => frameAddress(media.id, (media.durationMs ?? 0) / 2)}
      factsOf={(media) => [sidesOf(media), durationText(media.durationMs ?? 0), sizeText(media.bytes)].join(', ')}
      changesBetween={(before, after) => filmChangesBetween(before, after, fit.film)}
      text={t.composer.fitFilmText}
    />
  );
}

function Working({ id }: { readonly id: string }): ReactNode {
  const part = useFits((state) => state.byId.get(id) ?? 0);
  return (
    <div className={styles.working}>
      <span>{t.composer.fitWorkingPart(Math.round(part * 100))}</span>
      <Progress value={part * 100} aria-label={t.composer.fitWorking} />
    </div>
  );
}
