import type { ReactNode } from 'react';
import type { PostId } from '#shared/ids.ts';
import type { ExcerptPart } from '#shared/posts/post-search.ts';
import styles from './excerpt.module.css';

/** The words around what was looked for, by post. */
export type Excerpts = ReadonlyMap<PostId, readonly ExcerptPart[]>;

interface Props {
  readonly post: PostId;
  readonly parts: readonly ExcerptPart[] | undefined;
  /** The first words of the post, where nothing was looked for. */
  readonly text: string;
}

/** The words of a post in a list; what was looked for stands out. */
export function Excerpt({ post, parts, text }: Props): ReactNode {
  return (
    <span id={`words-${post}`} className={styles.excerpt} dir="auto">
      {parts === undefined || parts.length === 0
        ? text
        : parts.map((part, index) =>
            part.isHit ? (
              <mark key={index} className={styles.hit}>
                {part.text}
              </mark>
            ) : (
              part.text
            ),
          )}
    </span>
  );
}
