import type { OptionField } from '#shared/platforms/platform.ts';
import type { Draft } from '#shared/publishing/publication.ts';

// What a person may choose for one post besides its words and media, and what the choices mean. The window imports this
// through rules.ts.

/** The five to ten pictures of a post are one gallery. */
export const GALLERY_LABEL = 'Gallery';
const LANGUAGES_LABEL = 'Languages';
const QUOTE_LABEL = 'Quote a post';

export const OPTIONS: readonly OptionField[] = [
  {
    name: 'whoCanReply',
    label: 'Who can reply',
    kind: 'choice',
    choices: [
      { value: 'everyone', label: 'Everyone' },
      { value: 'mentioned', label: 'People mentioned in the post' },
      { value: 'following', label: 'People you follow' },
      { value: 'followers', label: 'Your followers' },
      { value: 'nobody', label: 'Nobody' },
    ],
  },
  { name: 'noQuotes', label: 'No quotes', kind: 'switch', help: 'Nobody can quote this post.' },
  {
    name: 'quote',
    label: QUOTE_LABEL,
    kind: 'text',
    help: 'The address of a post on bsky.app. It is shown inside the first part of yours.',
    longest: 300,
  },
  {
    name: 'labels',
    label: 'Content warning',
    kind: 'choice',
    choices: [
      { value: 'none', label: 'None' },
      { value: 'sexual', label: 'Suggestive' },
      { value: 'nudity', label: 'Nudity' },
      { value: 'porn', label: 'Adult content' },
      { value: 'graphic-media', label: 'Graphic media' },
    ],
  },
  { name: 'langs', label: LANGUAGES_LABEL, kind: 'text', help: 'Up to three codes, such as: en, de', longest: 60 },
  {
    name: 'gallery',
    label: GALLERY_LABEL,
    kind: 'switch',
    help: 'Shows five to ten pictures in one post. Older apps may not show them.',
  },
];

export type ReplyRule = 'everyone' | 'mentioned' | 'following' | 'followers' | 'nobody';
const REPLY_RULES: readonly ReplyRule[] = ['everyone', 'mentioned', 'following', 'followers', 'nobody'];

/** A post as its address names it: by the account's handle or DID, and its record key. */
export interface PostAddress {
  readonly actor: string;
  readonly rkey: string;
}

/** The choices of a draft. What is malformed was not chosen; `optionProblems` says so. */
export interface PostOptions {
  readonly whoCanReply: ReplyRule;
  readonly noQuotes: boolean;
  readonly quote: PostAddress | undefined;
  /** A self-label of `com.atproto.label.defs`. */
  readonly label: string | undefined;
  readonly langs: readonly string[];
  readonly gallery: boolean;
}

/** PLATFORMS.md 7.3. */
const MOST_LANGUAGES = 3;

export function readOptions(options: Draft['options']): PostOptions {
  const label = options['labels'] ?? 'none';
  return {
    whoCanReply: REPLY_RULES.find((rule) => rule === options['whoCanReply']) ?? 'everyone',
    noQuotes: options['noQuotes'] === 'yes',
    quote: postAddressIn(options['quote'] ?? ''),
    label: label === 'none' || label === '' ? undefined : label,
    langs: languagesIn(options['langs'] ?? '').filter(isLanguage),
    gallery: options['gallery'] === 'yes',
  };
}

/** What is wrong with the choices: which one, and why. */
export function optionProblems(options: Draft['options']): readonly { option: string; reason: string }[] {
  const problems: { option: string; reason: string }[] = [];
  const quote = (options['quote'] ?? '').trim();
  if (quote !== '' && postAddressIn(quote) === undefined)
    problems.push({ option: QUOTE_LABEL, reason: 'this is not the address of a post on bsky.app.' });
  const langs = languagesIn(options['langs'] ?? '');
  const unknown = langs.find((one) => !isLanguage(one));
  if (unknown !== undefined)
    problems.push({ option: LANGUAGES_LABEL, reason: `“${unknown}” is not the code of a language.` });
  if (langs.length > MOST_LANGUAGES)
    problems.push({ option: LANGUAGES_LABEL, reason: `at most ${MOST_LANGUAGES}; this has ${langs.length}.` });
  return problems;
}

const ON_THE_WEB =
  /^https:\/\/(?:www\.)?bsky\.app\/profile\/(?<actor>[^/?#]+)\/post\/(?<rkey>[\w.~:-]+)\/?(?:[?#].*)?$/;
const AT_ADDRESS = /^at:\/\/(?<actor>[^/?#]+)\/app\.bsky\.feed\.post\/(?<rkey>[\w.~:-]+)$/;

function postAddressIn(typed: string): PostAddress | undefined {
  const found = ON_THE_WEB.exec(typed.trim()) ?? AT_ADDRESS.exec(typed.trim());
  const { actor = '', rkey = '' } = found?.groups ?? {};
  // A browser may write the colons of a DID as %3A.
  const name = actor.replaceAll(/%3A/gi, ':').replace(/^@/, '');
  return /^[\w.:-]+$/.test(name) && rkey !== '' ? { actor: name, rkey } : undefined;
}

function languagesIn(typed: string): string[] {
  return typed
    .split(/[,;\s]+/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

/** BCP 47, with a language of two or three letters: a name such as `english` is well-formed, and means nothing. */
function isLanguage(code: string): boolean {
  if (!/^[a-z]{2,3}(?:-|$)/i.test(code)) return false;
  try {
    return Intl.getCanonicalLocales(code).length === 1;
  } catch (_expected) {
    // Not well-formed.
    return false;
  }
}
