// What somebody is typing right before the caret that can be looked up: `:tad` an emoji, `@ada` an account, `/hours` a snippet.

export type TokenKind = 'emoji' | 'account' | 'snippet';

export interface Token {
  readonly kind: TokenKind;
  /** Without its sign. */
  readonly typed: string;
  /** Where its sign stands. */
  readonly from: number;
}

/** Longer than any name that is typed to be found. */
const FURTHEST = 80;

const SIGNS: Readonly<Record<string, TokenKind>> = { ':': 'emoji', '@': 'account', '/': 'snippet' };

/** At the start of a line or after white space or a bracket, so that times, addresses and “and/or” are none. */
const TOKEN = /(?:^|[\s([{“„"'’])(?:(:)([\p{L}][\p{L}\p{N}_+-]+)|(@)([\w][\w.@-]*)|(\/)([\p{L}\p{N}-]*))$/u;

/** `undefined` where nothing is looked up. */
export function tokenAt(text: string, caret: number): Token | undefined {
  const near = text.slice(Math.max(0, caret - FURTHEST), caret);
  const found = TOKEN.exec(near);
  if (found === null) return undefined;
  const [sign, typed] = found.slice(1).filter((group) => group !== undefined);
  const kind = SIGNS[sign ?? ''];
  return kind === undefined ? undefined : { kind, typed: typed ?? '', from: caret - (typed ?? '').length - 1 };
}
