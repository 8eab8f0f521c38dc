import { DateInput, type DateInputProps } from '@mantine/dates';
import type { ReactNode } from 'react';
import { usePersonal } from '../state/settings.store.ts';
import { dateTyped, fieldFormat, type Toward } from '../text/date-typed.ts';

interface Props extends Omit<DateInputProps, 'valueFormat' | 'dateParser' | 'firstDayOfWeek'> {
  /** Where it is the day that `today` means. */
  readonly zone: string;
  readonly hasWeekday?: boolean;
  readonly toward?: Toward;
}

/** A day, chosen or typed as a person would say it, and written as their country does. */
export function DateField({ zone, hasWeekday = false, toward = 'ahead', ...rest }: Props): ReactNode {
  const { weekStart } = usePersonal();
  return (
    <DateInput
      {...rest}
      valueFormat={fieldFormat(hasWeekday)}
      dateParser={(typed) => dateTyped(typed, zone, Date.now(), toward)}
      firstDayOfWeek={weekStart}
    />
  );
}
