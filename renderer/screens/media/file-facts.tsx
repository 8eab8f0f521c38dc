import type { ReactNode } from 'react';
import type { ShelfEntry } from '#shared/media/shelf.ts';
import { durationText, sizeText } from '#shared/posts/draft-problems.ts';
import { useSettings } from '../../state/settings.store.ts';
import { t } from '../../text/t.ts';
import { momentInWords } from '../../text/moments.ts';
import { useTicking } from '../../ui/use-ticking.ts';
import styles from './file-facts.module.css';

interface Props {
  readonly entry: ShelfEntry;
  /** Beside one another, not below. */
  readonly isWide?: boolean;
}

/** What is known of a file. */
export function FileFacts({ entry, isWide = false }: Props): ReactNode {
  const zone = useSettings((state) => state.known?.workspace.zone ?? 'local');
  const added = useTicking((now) => momentInWords(entry.importedAt, zone, now));
  const { bytes, width, height, durationMs, mimeType } = entry;
  const facts: readonly (readonly [string, string] | false)[] = [
    [t.media.size, sizeText(bytes)],
    width > 0 && [t.media.dimensions, `${width} × ${height}`],
    durationMs !== undefined && [t.media.duration, durationText(durationMs)],
    [t.media.type, typeName(mimeType)],
    [t.media.added, added],
  ];
  return (
    <dl className={styles.facts} data-wide={isWide} aria-label={t.media.facts}>
      {facts.map(
        (fact) =>
          fact !== false && (
            <div key={fact[0]} className={styles.fact}>
              <dt>{fact[0]}</dt>
              <dd>{fact[1]}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

/** `image/jpeg` is “JPEG” for people. */
function typeName(mimeType: string): string {
  const name = mimeType.split('/')[1] ?? mimeType;
  return name === 'quicktime' ? 'MOV' : name === 'mpeg' ? 'MP3' : name.toUpperCase();
}
