import { ActionIcon, Button, Select, TextInput, Tooltip } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { PollRules } from '#shared/platforms/platform.ts';
import type { Poll } from '#shared/posts/poll.ts';
import { t } from '../../text/t.ts';
import { pollLengths } from './poll-lengths.ts';
import styles from './poll-editor.module.css';

interface Props {
  readonly poll: Poll;
  /** The tightest of the networks that get it. */
  readonly rules: PollRules;
  readonly onChange: (poll: Poll | undefined) => void;
}

/** The answers of a poll and how long it runs; the part's text asks the question. Saved when a field is left. */
export function PollEditor({ poll, rules, onChange }: Props): ReactNode {
  const [answers, setAnswers] = useAnswers(poll);
  const save = (next: readonly string[]): void => {
    const isNew = next.join('\n') !== poll.answers.join('\n');
    setAnswers(next, isNew);
    if (isNew) onChange({ ...poll, answers: [...next] });
  };
  const put = (at: number, words: string): readonly string[] =>
    answers.map((one, index) => (index === at ? words : one));
  return (
    <fieldset className={styles.poll}>
      <legend className={styles.legend}>{t.composer.poll}</legend>
      {answers.map((answer, at) => (
        // The place is what an answer is known by.
        <div key={at} className={styles.answer}>
          <TextInput
            className={styles.field ?? ''}
            aria-label={t.composer.pollAnswer(at + 1)}
            placeholder={t.composer.pollAnswer(at + 1)}
            value={answer}
            error={[...answer].length > rules.longestAnswer && t.composer.pollTooLong(rules.longestAnswer)}
            onChange={(event) => setAnswers(put(at, event.currentTarget.value), false)}
            onBlur={() => save(answers)}
          />
          <Tooltip label={t.composer.removePollAnswer(at + 1)}>
            <ActionIcon
              aria-label={t.composer.removePollAnswer(at + 1)}
              disabled={answers.length <= rules.leastAnswers}
              onClick={() => save(answers.filter((_one, index) => index !== at))}
            >
              <IconX size={16} />
            </ActionIcon>
          </Tooltip>
        </div>
      ))}
      <div className={styles.foot}>
        <Button
          variant="subtle"
          size="compact-md"
          leftSection={<IconPlus size={16} aria-hidden />}
          disabled={answers.length >= rules.mostAnswers}
          onClick={() => save([...answers, ''])}
        >
          {t.composer.addPollAnswer}
        </Button>
        <Select
          className={styles.length ?? ''}
          aria-label={t.composer.pollLength}
          allowDeselect={false}
          value={String(poll.minutes)}
          data={pollLengths(rules, poll.minutes)}
          onChange={(value) => onChange({ answers: [...answers], minutes: Number(value) })}
        />
        <Button variant="subtle" color="gray" size="compact-md" onClick={() => onChange(undefined)}>
          {t.composer.removePoll}
        </Button>
      </div>
    </fieldset>
  );
}

/**
 * The answers as they are being written. What was given to be saved comes back a moment later, when more may have been written: that is
 * kept. Answers that come from anywhere else, such as an older version, take the place of what is here.
 */
function useAnswers(poll: Poll): readonly [readonly string[], (next: readonly string[], isGiven: boolean) => void] {
  const saved = poll.answers.join('\n');
  const [state, setState] = useState<{
    readonly answers: readonly string[];
    readonly saved: string;
    /** Not come back yet, the oldest first. */
    readonly given: readonly string[];
  }>({ answers: poll.answers, saved, given: [] });
  if (state.saved !== saved) {
    const at = state.given.indexOf(saved);
    setState({ answers: at === -1 ? poll.answers : state.answers, saved, given: state.given.slice(at + 1) });
  }
  return [
    state.answers,
    (answers, isGiven) =>
      setState((now) => ({ ...now, answers, given: isGiven ? [...now.given, answers.join('\n')] : now.given })),
  ];
}
