import { Button } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useState, type ReactNode } from 'react';
import { failureOf, failureSentence } from '../../failures/failure-words.ts';
import { showFailure } from '../../failures/show-notice.tsx';
import { importRows, useCsv } from '../../state/csv.store.ts';
import { t } from '../../text/t.ts';

/** Imports what is chosen; a file that was imported before is asked about. */
export function ImportButton(): ReactNode {
  const [isBusy, setBusy] = useState(false);
  const count = useCsv(
    ({ rows, leftOut }) => rows?.filter((one) => one.becomes !== 'left-out' && !leftOut.has(one.row)).length ?? 0,
  );
  const bringIn = (again: boolean): void => {
    setBusy(true);
    importRows(again)
      .catch((thrown: unknown) => {
        const failure = failureOf(thrown);
        if (failure.code !== 'csv.imported-before') return showFailure(thrown);
        modals.openConfirmModal({
          title: t.csv.againTitle,
          children: failureSentence(failure),
          labels: { confirm: t.csv.againYes, cancel: t.app.cancel },
          onConfirm: () => bringIn(true),
        });
      })
      .finally(() => setBusy(false));
  };
  return (
    <Button disabled={count === 0} loading={isBusy} onClick={() => bringIn(false)}>
      {count === 0 ? t.csv.nothing : t.csv.importNow(count)}
    </Button>
  );
}
