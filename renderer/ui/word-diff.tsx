import type { ReactNode } from 'react';
import { wordDiff } from '#shared/posts/word-diff.ts';
import styles from './word-diff.module.css';

const LONGEST_SAME = 60;

/** Which words went and which came, with a few of those around them. */
export function WordDiff({ before, after }: { readonly before: string; readonly after: string }): ReactNode {
  return (
    <p className={styles.diff} dir="auto">
      {wordDiff(before, after).map(({ kind, text }, at) => {
        if (kind === 'gone') return <del key={at}>{text}</del>;
        if (kind === 'new') return <ins key={at}>{text}</ins>;
        return <span key={at}>{shortened(text)}</span>;
      })}
    </p>
  );
}

function shortened(text: string): string {
  const letters = [...text];
  if (letters.length <= LONGEST_SAME) return text;
  return `${letters.slice(0, LONGEST_SAME / 2).join('')} … ${letters.slice(-LONGEST_SAME / 2).join('')}`;
}
