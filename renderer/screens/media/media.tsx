import { Button, Loader, Skeleton } from '@mantine/core';
import { IconPhoto, IconPlus } from '@tabler/icons-react';
import { useEffect, useMemo, useState, type DragEvent, type ReactNode } from 'react';
import { showFailure } from '../../failures/show-notice.tsx';
import { choosePictures, importFiles } from '../../state/import-files.ts';
import { stopImport, useImports } from '../../state/imports.store.ts';
import { allOnShelf, entryAt, readShelf, showAllOfShelf, useShelf } from '../../state/shelf.store.ts';
import { t } from '../../text/t.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Screen } from '../../ui/screen.tsx';
import { chooseAll, chooseOnly, NOTHING, type Choice } from './choice.ts';
import { Details } from './details.tsx';
import { FilterBar } from './filter-bar.tsx';
import { MediaGrid } from './media-grid.tsx';
import { Overview } from './overview.tsx';
import { Preview } from './preview.tsx';
import { removeFiles } from './remove-files.ts';
import { useAdding, type Adding } from './use-adding.ts';
import styles from './media.module.css';

/** Every file of the library: found, looked at, put in order, used, and taken away where nothing needs it. */
export function Media(): ReactNode {
  const [choice, setChoice] = useState<Choice>(NOTHING);
  const [isOver, setOver] = useState(false);
  const adding = useAdding((media) => setChoice({ ...NOTHING, ids: new Set(media) }));
  const isRead = useShelf((state) => state.isRead);
  const isEmpty = useShelf((state) => state.overview?.all.files === 0);

  useEffect(() => {
    readShelf().catch(showFailure);
  }, []);

  const take = (files: readonly File[]): void => {
    if (files.length > 0) void adding.add((id) => importFiles(id, files));
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take([...event.dataTransfer.files]);
  };
  usePastedFiles(take);

  return (
    <Screen title={t.media.title} width="full" actions={<Add adding={adding} />}>
      <div
        className={styles.desk}
        data-over={isOver}
        onDragOver={(event) => {
          if (!event.dataTransfer.types.includes('Files')) return;
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && setOver(false)}
        onDrop={drop}
      >
        {!isRead && <Skeleton h={320} />}
        {isRead && isEmpty && (
          <EmptyState icon={<IconPhoto size={24} />} title={t.media.emptyTitle} text={t.media.empty}>
            <Button onClick={() => void adding.add(choosePictures)}>{t.media.add}</Button>
          </EmptyState>
        )}
        {isRead && !isEmpty && <Shelf choice={choice} onChoose={setChoice} />}
        {isOver && <p className={styles.drop}>{t.media.drop}</p>}
      </div>
    </Screen>
  );
}

interface ShelfProps {
  readonly choice: Choice;
  readonly onChoose: (choice: Choice) => void;
}

function Shelf({ choice, onChoose }: ShelfProps): ReactNode {
  const pages = useShelf((state) => state.pages);
  const total = useShelf((state) => state.total);
  const [open, setOpen] = useState<number>();
  const entries = useMemo(
    () => [...pages.values()].flat().filter((entry) => choice.ids.has(entry.id)),
    [pages, choice.ids],
  );
  const remove = (): void => {
    if (choice.ids.size > 0) void removeChosen(choice, onChoose);
  };
  const go = (index: number): void => {
    setOpen(index);
    onChoose(chooseOnly(index, (at) => entryAt(pages, at)?.id));
  };
  return (
    <>
      <FilterBar onChanged={() => onChoose(NOTHING)} />
      <div className={styles.shelf} data-chosen={choice.ids.size > 0}>
        {total === 0 ? (
          <EmptyState icon={<IconPhoto size={24} />} text={t.media.noneFit}>
            <Button variant="default" onClick={() => void showAllOfShelf().catch(showFailure)}>
              {t.media.showAll}
            </Button>
          </EmptyState>
        ) : (
          <MediaGrid
            choice={choice}
            onChoose={onChoose}
            onChooseAll={() => void allOnShelf().then((all) => onChoose(chooseAll(choice, all)), showFailure)}
            onOpen={go}
            onRemove={remove}
          />
        )}
        {choice.ids.size === 0 ? (
          <Overview />
        ) : (
          <Details
            ids={choice.ids}
            entries={entries}
            onOpen={() => go(choice.at)}
            onRemove={remove}
            onClose={() => onChoose({ ...NOTHING, at: choice.at, anchor: choice.at })}
          />
        )}
      </div>
      <Preview index={open} onGo={go} onClose={() => setOpen(undefined)} />
    </>
  );
}

async function removeChosen(choice: Choice, onChoose: (choice: Choice) => void): Promise<void> {
  try {
    onChoose({ ...NOTHING, at: choice.at, anchor: choice.at });
    await removeFiles([...choice.ids]);
  } catch (thrown) {
    showFailure(thrown);
  }
}

function Add({ adding }: { readonly adding: Adding }): ReactNode {
  const progress = useImports((state) => (adding.id === undefined ? undefined : state.byId.get(adding.id)));
  if (adding.id !== undefined) {
    const { id } = adding;
    return (
      <div className={styles.adding} role="status">
        <Loader size="xs" aria-hidden />
        {progress === undefined ? t.media.addingSome : t.media.adding(progress.done, progress.of)}
        <Button variant="subtle" onClick={() => void stopImport(id).catch(showFailure)}>
          {t.media.stop}
        </Button>
      </div>
    );
  }
  return (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => void adding.add(choosePictures)}>
      {t.media.add}
    </Button>
  );
}

/** Files from the clipboard, unless somebody is writing in a field. */
function usePastedFiles(take: (files: readonly File[]) => void): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0 || (event.target as Element).closest('input, textarea') !== null) return;
      event.preventDefault();
      take(files);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  });
}
