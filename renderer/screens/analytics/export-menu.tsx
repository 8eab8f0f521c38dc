import { Button, Menu } from '@mantine/core';
import { IconDownload, IconFileText, IconTable } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { ReportQuery } from '#shared/analytics/report.ts';
import { showFailure, showSuccess } from '../../failures/show-notice.tsx';
import { exportReport } from '../../state/analytics.store.ts';
import { t } from '../../text/t.ts';

/** What is shown, as a file. */
export function ExportMenu({ query, isOff }: { readonly query: ReportQuery; readonly isOff: boolean }): ReactNode {
  const [isBusy, setBusy] = useState(false);
  const write = (as: 'csv' | 'pdf'): void => {
    setBusy(true);
    exportReport(query, as)
      .then((file) => file !== undefined && showSuccess(t.analytics.exported, { id: 'exported', text: file }))
      .catch(showFailure)
      .finally(() => setBusy(false));
  };
  return (
    <Menu>
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          disabled={isOff}
          loading={isBusy}
        >
          {t.analytics.exportAs}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconTable size={16} />} onClick={() => write('csv')}>
          {t.analytics.csv}
        </Menu.Item>
        <Menu.Item leftSection={<IconFileText size={16} />} onClick={() => write('pdf')}>
          {t.analytics.pdf}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
