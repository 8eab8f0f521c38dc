import type { ReactNode } from 'react';
import type { LabelId } from '#shared/ids.ts';
import type { Label } from '#shared/posts/label.ts';
import { useLabels } from '../state/labels.store.ts';
import { t } from '../text/t.ts';
import styles from './label-mark.module.css';

/** A label as its colour and its name. */
export function LabelMark({ label }: { readonly label: Pick<Label, 'name' | 'color'> }): ReactNode {
  return (
    <span className={styles.label}>
      <LabelDot color={label.color} />
      <span className={styles.name} dir="auto">
        {label.name}
      </span>
    </span>
  );
}

export function LabelDot({ color }: Pick<Label, 'color'>): ReactNode {
  return <span className={styles.dot} data-color={color} aria-hidden />;
}

/** The labels of a post. Those that are unknown yet are left out. */
export function LabelMarks({ ids }: { readonly ids: readonly LabelId[] }): ReactNode {
  const byId = useLabels((state) => state.byId);
  const known = ids.flatMap((id) => byId.get(id) ?? []);
  if (known.length === 0) return null;
  return (
    <span className={styles.labels}>
      <span className="screen-reader-only">{t.labels.on}</span>
      {known.map((label) => (
        <LabelMark key={label.id} label={label} />
      ))}
    </span>
  );
}

const MOST_DOTS = 3;

/** The labels of a post where there is no room for words: dots for the eye, names for those who listen. */
export function LabelDots({ ids }: { readonly ids: readonly LabelId[] }): ReactNode {
  const byId = useLabels((state) => state.byId);
  const known = ids.flatMap((id) => byId.get(id) ?? []);
  if (known.length === 0) return null;
  const names = known.map((label) => label.name).join(', ');
  return (
    <span className={styles.dots} title={names}>
      {known.slice(0, MOST_DOTS).map((label) => (
        <LabelDot key={label.id} color={label.color} />
      ))}
      <span className="screen-reader-only">, {t.labels.named(names)}</span>
    </span>
  );
}
