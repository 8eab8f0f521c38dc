import { TextInput } from '@mantine/core';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { DAY_MINUTES, minutesOf } from '../text/time-of-day.ts';
import { timeStepped, timeTyped, timeWritten } from '../text/time-typed.ts';

interface Props {
  readonly label: string;
  /** `16:30`, or nothing while what is typed is no time. */
  readonly value: string;
  readonly onChange: (time: string) => void;
  readonly 'data-autofocus'?: boolean;
}

/** The arrow keys step by a quarter of an hour, with Shift by an hour. */
const STEP = 15;

/**
 * A time of day, typed as a person would say it and written as their language does. The browser's own field writes in the
 * language of the system, whatever the window speaks. What is no time when the field is left gives way to the last one, as in
 * the fields for dates.
 */
export function TimeField({ value, onChange, ...rest }: Props): ReactNode {
  const [typed, setTyped] = useState<string>();
  const [last, setLast] = useState(value);
  if (value !== '' && value !== last) setLast(value);

  const type = (words: string): void => {
    setTyped(words);
    onChange(timeTyped(words) ?? '');
  };
  const leave = (): void => {
    setTyped(undefined);
    if (value === '') onChange(last);
  };
  const step = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    setTyped(undefined);
    onChange(timeStepped(last, (event.key === 'ArrowUp' ? 1 : -1) * (event.shiftKey ? 60 : STEP)));
  };
  const written = value === '' ? '' : timeWritten(value);
  return (
    <TextInput
      {...rest}
      role="spinbutton"
      aria-valuemin={0}
      aria-valuemax={DAY_MINUTES - 1}
      aria-valuenow={minutesOf(last)}
      aria-valuetext={typed ?? written}
      autoComplete="off"
      value={typed ?? written}
      onChange={(event) => type(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={leave}
      onKeyDown={step}
    />
  );
}
