import { IconMovie, IconPlayerPlayFilled } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { shownAddress, type Media, type SmallPicture } from '#shared/media/media.ts';
import type { MediaUse } from '#shared/posts/post.ts';
import { t } from '../text/en.ts';
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
  const address = shownAddress(file.id, file, which);
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

/** `1:05`, as players write it. */
export function clockText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return `${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
}
