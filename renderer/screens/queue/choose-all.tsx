import { Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../../text/t.ts';
import type { useChosen } from './use-chosen.ts';

interface Props {
  readonly selection: ReturnType<typeof useChosen>;
  /** What is said of it where it is not seen beside which list it stands. */
  readonly name: string;
}

/** Chooses all rows of a list, or none once some are chosen, and says how many are. */
export function ChooseAll({ selection, name }: Props): ReactNode {
  const { chosen, all, none, isAll, canChoose } = selection;
  const isNone = chosen.length === 0;
  return (
    <Checkbox
      aria-label={name}
      label={isNone ? t.bulk.selectAll : t.bulk.chosen(chosen.length)}
      checked={isAll}
      indeterminate={!isNone && !isAll}
      disabled={!canChoose}
      onChange={() => (isNone ? all() : none())}
    />
  );
}
