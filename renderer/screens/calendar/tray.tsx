import { ActionIcon, SegmentedControl } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import { useCalendar } from '../../state/calendar.store.ts';
import { t } from '../../text/t.ts';
import { TrayDrafts } from './tray-drafts.tsx';
import { TrayMedia } from './tray-media.tsx';
import styles from './tray.module.css';

/** What has no time yet, beside the calendar, to be dragged on to a day or a time. */
export const Tray = memo(function Tray(): ReactNode {
  const tray = useCalendar((state) => state.tray);
  if (tray === 'closed') return null;
  return (
    <aside className={styles.tray} aria-label={t.calendar.tray}>
      <div className={styles.head}>
        <SegmentedControl
          aria-label={t.calendar.tray}
          fullWidth
          className={styles.tabs ?? ''}
          value={tray}
          onChange={(value) => useCalendar.setState({ tray: value })}
          data={[
            { value: 'drafts', label: t.calendar.drafts },
            { value: 'media', label: t.calendar.media },
          ]}
        />
        <ActionIcon aria-label={t.calendar.trayClose} onClick={() => useCalendar.setState({ tray: 'closed' })}>
          <IconX size={18} />
        </ActionIcon>
      </div>
      {tray === 'drafts' ? <TrayDrafts /> : <TrayMedia />}
    </aside>
  );
});
