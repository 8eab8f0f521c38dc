import { Button } from '@mantine/core';
import { IconArrowBackUp, IconCalendar, IconCircleCheck, IconTableImport } from '@tabler/icons-react';
import { useState, type DragEvent, type ReactNode } from 'react';
import { showFailure, showSuccess } from '../../failures/show-notice.tsx';
import { chooseCsv, closeCsv, openCsv, undoImport, useCsv, type Done } from '../../state/csv.store.ts';
import { go } from '../../state/route.store.ts';
import { t } from '../../text/t.ts';
import { Screen } from '../../ui/screen.tsx';
import { ImportButton } from './import-button.tsx';
import { PreviewTable } from './preview-table.tsx';
import { ReadingForm } from './reading-form.tsx';
import styles from './import-posts.module.css';

/** A file of rows becomes posts: choose it, say how it is read, look at every row, import. */
export function ImportPosts(): ReactNode {
  const opened = useCsv((state) => state.opened);
  const done = useCsv((state) => state.done);
  if (done !== undefined) return <Screen title={t.csv.title}>{<Result done={done} />}</Screen>;
  if (opened === undefined) return <Screen title={t.csv.title}>{<DropFile />}</Screen>;
  return (
    <Screen
      title={t.csv.title}
      actions={
        <>
          <Button variant="default" onClick={() => closeCsv()}>
            {t.csv.chooseAnother}
          </Button>
          <ImportButton />
        </>
      }
    >
      <div className={styles.columns}>
        <ReadingForm opened={opened} />
        <PreviewTable />
      </div>
    </Screen>
  );
}

function DropFile(): ReactNode {
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file !== undefined) void openCsv(file).catch(showFailure);
  };
  return (
    <div
      className={styles.drop}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconTableImport size={32} stroke={1.6} aria-hidden />
      <h2 className={styles.dropTitle}>{t.csv.drop}</h2>
      <p className={styles.hint}>{t.csv.hint}</p>
      <Button onClick={() => void chooseCsv().catch(showFailure)}>{t.csv.choose}</Button>
    </div>
  );
}

function Result({ done }: { readonly done: Done }): ReactNode {
  const undo = (): void =>
    void undoImport(done).then(({ deleted, kept }) => showSuccess(t.csv.undone(deleted, kept)), showFailure);
  const leave = (): void => {
    closeCsv();
    void go({ screen: 'calendar' });
  };
  return (
    <div className={styles.drop} role="status">
      <IconCircleCheck size={32} stroke={1.6} aria-hidden className={styles.good} />
      <h2 className={styles.dropTitle}>{t.csv.doneTitle(done.planned + done.drafts)}</h2>
      <p className={styles.hint}>{t.csv.done(done.planned, done.drafts)}</p>
      <div className={styles.actions}>
        <Button leftSection={<IconCalendar size={18} aria-hidden />} onClick={leave}>
          {t.csv.toCalendar}
        </Button>
        <Button variant="default" leftSection={<IconArrowBackUp size={18} aria-hidden />} onClick={undo}>
          {t.csv.undo}
        </Button>
      </div>
    </div>
  );
}
