import { ActionIcon, Button, Select, TextInput, Tooltip } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { PollRules } from '#shared/platforms/platform.ts';
import type { SegmentId, TextPlace } from '#shared/posts/post.ts';
import { t } from '../../text/t.ts';
import { pollLengths } from './poll-lengths.ts';
import type { PostText } from './post-text.ts';
import { textShown, type Writing } from './writing.ts';
import styles from './poll-editor.module.css';

interface Props {
  readonly writing: Writing;
  readonly place: TextPlace;
  readonly segment: SegmentId;
  /** The tightest of the networks that get it. */
  readonly rules: PollRules;
  readonly onRemove: () => void;
}

/** The answers of a poll and how long it runs; the part's text asks the question. */
export function PollEditor({ writing, place, segment, rules, onRemove }: Props): ReactNode {
  const given: PostText = { kind: 'answers', place, segment };
  const length: PostText = { kind: 'poll-minutes', place, segment };
  const answers = useStore(writing.store, (state) => textShown(state, given)).split('\n');
  const minutes = Number(useStore(writing.store, (state) => textShown(state, length)));
  const put = (at: number, words: string): string =>
    answers.map((one, index) => (index === at ? words : one)).join('\n');
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
            onChange={(event) => writing.type(given, put(at, event.currentTarget.value))}
            onBlur={() => void writing.flush()}
          />
          <Tooltip label={t.composer.removePollAnswer(at + 1)}>
            <ActionIcon
              aria-label={t.composer.removePollAnswer(at + 1)}
              disabled={answers.length <= rules.leastAnswers}
              onClick={() => writing.choose(given, answers.filter((_one, index) => index !== at).join('\n'))}
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
          onClick={() => writing.choose(given, [...answers, ''].join('\n'))}
        >
          {t.composer.addPollAnswer}
        </Button>
        <Select
          className={styles.length ?? ''}
          aria-label={t.composer.pollLength}
          allowDeselect={false}
          value={String(minutes)}
          data={pollLengths(rules, minutes)}
          onChange={(value) => value !== null && writing.choose(length, value)}
        />
        <Button variant="subtle" color="gray" size="compact-md" onClick={onRemove}>
          {t.composer.removePoll}
        </Button>
      </div>
    </fieldset>
  );
}
