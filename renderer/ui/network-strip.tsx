import type { ReactNode } from 'react';
import { knownFace } from '#shared/platforms/names.ts';
import { networkName } from './network-mark.tsx';
import styles from './network-strip.module.css';

/** How many are told apart at a glance. */
const MOST = 3;

/**
 * The marks of some networks in one: a letter on the colour of each. One element however many they are, for where there are
 * hundreds of them.
 */
export function NetworkStrip({ platforms }: { readonly platforms: readonly string[] }): ReactNode {
  if (platforms.length === 0) return null;
  const { letters, names, look } = stripOf(platforms);
  return (
    <span className={`${styles.strip} ${look}`} title={names} data-networks aria-hidden>
      {letters}
    </span>
  );
}

interface Strip {
  readonly letters: string;
  readonly names: string;
  /** The class of its colours. */
  readonly look: string;
}

/** By the networks in it: there are few of them, however many posts. */
const strips = new Map<string, Strip>();

function stripOf(platforms: readonly string[]): Strip {
  const key = platforms.join(' ');
  const known = strips.get(key);
  if (known !== undefined) return known;
  const strip = newStrip(platforms);
  strips.set(key, strip);
  return strip;
}

function newStrip(platforms: readonly string[]): Strip {
  const shown = platforms.slice(0, MOST);
  return {
    letters: shown.map((one) => networkName(one).slice(0, 1).toUpperCase()).join(''),
    names: platforms.map(networkName).join(', '),
    look: newLook(shown),
  };
}

const looks = new CSSStyleSheet();

/** A class with the colours of these networks: written on each element, they would be read anew for each. */
function newLook(shown: readonly string[]): string {
  if (!document.adoptedStyleSheets.includes(looks)) document.adoptedStyleSheets.push(looks);
  const name = `networks-${looks.cssRules.length}`;
  const share = 100 / shown.length;
  const stops = shown.map((one, n) => {
    const color = knownFace(one)?.color ?? 'var(--idle)';
    return `${color} ${share * n}% ${share * (n + 1)}%`;
  });
  // To the right in every language, as the letters run.
  const colors = `linear-gradient(to right, ${stops.join(', ')})`;
  looks.insertRule(`.${name} { width: calc(var(--cell) * ${shown.length}); background-image: ${colors}; }`);
  return name;
}
