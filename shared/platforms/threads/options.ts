import type { OptionField } from '#shared/platforms/platform.ts';
import type { Problem } from '#shared/posts/draft-problems.ts';
import type { Draft } from '#shared/publishing/publication.ts';

// What a person may choose for one post on Threads (PLATFORMS.md 6.2).

const REPLY_CONTROL: readonly { readonly value: string; readonly label: string }[] = [
  { value: 'everyone', label: 'Everyone' },
  { value: 'followers_only', label: 'Your followers' },
  { value: 'accounts_you_follow', label: 'Profiles you follow' },
  { value: 'mentioned_only', label: 'Profiles you mention' },
  { value: 'parent_post_author_only', label: 'The author of the post it answers' },
];

const LONGEST_TOPIC = 50;

export const OPTIONS: readonly OptionField[] = [
  {
    name: 'topicTag',
    label: 'Topic',
    kind: 'text',
    longest: LONGEST_TOPIC,
    help: 'One topic, shown with the post. Without full stops and &.',
  },
  { name: 'replyControl', label: 'Who can reply', kind: 'choice', choices: REPLY_CONTROL },
  { name: 'spoiler', label: 'Hide pictures and videos until they are tapped', kind: 'switch' },
];

/** What was chosen, as the API takes it. */
export interface Chosen {
  readonly topicTag: string | undefined;
  /** `undefined` where it is what happens anyway. */
  readonly replyControl: string | undefined;
  readonly hidesMedia: boolean;
}

export function chosenIn(options: Draft['options']): Chosen {
  const topic = topicIn(options);
  const control = options['replyControl'] ?? '';
  return {
    topicTag: topic === '' ? undefined : topic,
    replyControl: control === '' || control === REPLY_CONTROL[0]?.value ? undefined : control,
    hidesMedia: options['spoiler'] === 'yes',
  };
}

/** The tag is written without its `#`. */
function topicIn(options: Draft['options']): string {
  return (options['topicTag'] ?? '').trim().replace(/^#/, '').trim();
}

export function optionProblems(draft: Draft): Problem[] {
  return [...topicProblems(draft), ...replyProblems(draft), ...spoilerProblems(draft)];
}

function topicProblems(draft: Draft): Problem[] {
  const topic = topicIn(draft.options);
  const length = [...topic].length;
  const reasons = [
    ...(/[.&]/.test(topic) ? ['a topic has no full stop and no &'] : []),
    ...(/[\r\n]/.test(topic) ? ['a topic is one line'] : []),
    ...(length > LONGEST_TOPIC ? [`${length - LONGEST_TOPIC} characters too many`] : []),
  ];
  return reasons.map((reason) => impossible('Topic', reason));
}

function replyProblems(draft: Draft): Problem[] {
  const control = chosenIn(draft.options).replyControl;
  const isKnown = control === undefined || REPLY_CONTROL.some(({ value }) => value === control);
  return isKnown ? [] : [impossible('Who can reply', `Threads knows no “${control}”`)];
}

function spoilerProblems(draft: Draft): Problem[] {
  const hidesNothing = chosenIn(draft.options).hidesMedia && draft.segments.every(({ media }) => media.length === 0);
  if (!hidesNothing) return [];
  return [{ ...impossible('Spoiler', 'there is no picture or video to hide'), severity: 'warns' }];
}

function impossible(option: string, reason: string): Problem {
  return { code: 'option.not-possible', severity: 'stops', about: { option, reason } };
}
