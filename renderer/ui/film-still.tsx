import { IconMovie, IconPlayerPlayFilled } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { Media, SmallPicture } from '#shared/media/media.ts';
import { mediaAddress, shownAddress } from '#shared/media/picture-addresses.ts';
import type { MediaUse } from '#shared/posts/post.ts';
import { clockText } from '../text/clock-text.ts';
import { t } from '../text/t.ts';
import styles from './film-still.module.css';

interface Props {
  readonly use: MediaUse;
  readonly file: Media;
  readonly which: SmallPicture;
  /** Of the caller, for the place it has. */
  readonly className: string;
}

/** A film as a picture: its chosen cover or its first frame, with how long it lasts. An icon where it cannot be opened. */
export function FilmStill({ use, file, which, className }: Props): ReactNode {
  const [missing, setMissing] = useState<string>();
  const address =
    use.cover === undefined ? shownAddress(file.id, file, which) : `${mediaAddress(use.cover.picture)}/${which}`;
  return (
    <div className={`${styles.still} ${className}`} data-kind="video">
      {missing === address ? (
        <IconMovie size={32} aria-hidden />
      ) : (
        <>
          <img
            src={address}
            alt={use.alt === '' ? t.composer.filmStill(file.name) : use.alt}
            onError={() => setMissing(address)}
          />
          <span className={styles.mark}>
            <IconPlayerPlayFilled size={12} aria-hidden />
            {file.durationMs !== undefined && clockText(file.durationMs)}
          </span>
        </>
      )}
    </div>
  );
}
