import { LANGUAGES } from '#shared/platforms/mastodon/languages.ts';
import type { OptionField } from '#shared/platforms/platform.ts';

// What a person may choose for a status (PLATFORMS.md 8.2). Nothing chosen sends nothing, and the settings of the
// account on its server hold. `direct` is left out: it reaches only whom the text mentions and is no way to publish.

const AS_SET = { value: '', label: 'As set in your Mastodon account' };

export const OPTIONS: readonly OptionField[] = [
  {
    name: 'visibility',
    label: 'Who can see it',
    kind: 'choice',
    choices: [
      AS_SET,
      { value: 'public', label: 'Everyone' },
      { value: 'unlisted', label: 'Everyone, but kept out of public feeds' },
      { value: 'private', label: 'Followers only' },
    ],
  },
  {
    name: 'contentWarning',
    label: 'Content warning',
    kind: 'text',
    help: 'Shown in place of the post until somebody opens it. Its characters count as well.',
  },
  {
    name: 'sensitive',
    label: 'Hide the media behind a warning',
    kind: 'switch',
  },
  {
    name: 'language',
    label: 'Language',
    kind: 'choice',
    choices: [AS_SET, ...LANGUAGES.map(([value, label]) => ({ value, label }))],
  },
  {
    name: 'quotePolicy',
    label: 'Who may quote it',
    kind: 'choice',
    choices: [
      AS_SET,
      { value: 'public', label: 'Everyone' },
      { value: 'followers', label: 'Followers' },
      { value: 'nobody', label: 'Only you' },
    ],
  },
  { name: 'pollSeveral', label: 'Poll: several answers may be chosen', kind: 'switch' },
  { name: 'pollHidden', label: 'Poll: hide the counts until it ends', kind: 'switch' },
];

/** What was chosen, as the server names it. */
export interface Choices {
  readonly visibility?: string;
  readonly language?: string;
  readonly quotePolicy?: string;
  /** Empty when there is none. */
  readonly warning: string;
  readonly isSensitive: boolean;
  readonly pollSeveral: boolean;
  readonly pollHidden: boolean;
}

/** Reads the options of a draft. */
export function choicesOf(options: Readonly<Record<string, string>>): Choices {
  const { visibility, language, quotePolicy } = options;
  return {
    ...(visibility ? { visibility } : {}),
    ...(language ? { language } : {}),
    ...(quotePolicy ? { quotePolicy } : {}),
    warning: (options['contentWarning'] ?? '').trim(),
    isSensitive: options['sensitive'] === 'yes',
    pollSeveral: options['pollSeveral'] === 'yes',
    pollHidden: options['pollHidden'] === 'yes',
  };
}
