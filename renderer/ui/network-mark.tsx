import type { ReactNode } from 'react';
import { knownFace } from '#shared/platforms/names.ts';
import styles from './network-mark.module.css';

/** The small coloured mark of a network, where its colour may show. */
export function NetworkMark({ platform, size = 16 }: { readonly platform: string; readonly size?: number }): ReactNode {
  const known = knownFace(platform);
  const name = known?.name ?? platform;
  return (
    <span
      className={styles.mark}
      style={{
        width: size,
        height: size,
        lineHeight: `${size}px`,
        fontSize: Math.round(size * 0.62),
        background: known?.color ?? 'var(--idle)',
      }}
      title={name}
      aria-hidden
    >
      {name.slice(0, 1).toUpperCase()}
    </span>
  );
}

export function networkName(platform: string): string {
  return knownFace(platform)?.name ?? platform;
}
