import { ActionIcon, Button, Checkbox, Menu, Modal } from '@mantine/core';
import { IconTable, IconTableExport, IconTableImport } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { showFailure, showSuccess } from '../failures/show-notice.tsx';
import { call } from '../ipc.ts';
import { showOver } from '../state/over.store.ts';
import { go } from '../state/route.store.ts';
import { t } from '../text/t.ts';
import styles from './csv-menu.module.css';

/** Brings posts in from a file of rows, or writes them into one. */
export function CsvMenu(): ReactNode {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t.csv.menu} title={t.csv.menu}>
          <IconTable size={20} stroke={1.8} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconTableImport size={16} />} onClick={() => void go({ screen: 'import' })}>
          {t.csv.import}
        </Menu.Item>
        <Menu.Item leftSection={<IconTableExport size={16} />} onClick={() => showOver('export')}>
          {t.csv.export}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

interface ExportDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Which posts are written into a file of rows; opened from the menus of screens and of the system. */
export function ExportDialog({ isOpen, onClose }: ExportDialogProps): ReactNode {
  return (
    <Modal opened={isOpen} onClose={onClose} title={t.csv.exportTitle} closeButtonProps={{ 'aria-label': t.app.close }}>
      <ExportForm onDone={onClose} />
    </Modal>
  );
}

function ExportForm({ onDone }: { readonly onDone: () => void }): ReactNode {
  const [which, setWhich] = useState({ planned: true, drafts: true, history: true });
  const write = async (): Promise<void> => {
    const { written } = await call('csv.export', which);
    if (written === undefined) return;
    showSuccess(t.csv.exported(written.rows, written.path));
    onDone();
  };
  const names = { planned: t.csv.exportPlanned, drafts: t.csv.exportDrafts, history: t.csv.exportHistory } as const;
  return (
    <div className={styles.form}>
      <fieldset className={styles.boxes}>
        <legend className="screen-reader-only">{t.csv.exportWhat}</legend>
        {(['planned', 'drafts', 'history'] as const).map((one) => (
          <Checkbox
            key={one}
            label={names[one]}
            checked={which[one]}
            onChange={(event) => setWhich({ ...which, [one]: event.currentTarget.checked })}
          />
        ))}
      </fieldset>
      <p className={styles.hint}>{t.csv.exportHint}</p>
      <Button disabled={!Object.values(which).includes(true)} onClick={() => void write().catch(showFailure)}>
        {t.csv.exportNow}
      </Button>
    </div>
  );
}
