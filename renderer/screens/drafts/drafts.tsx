import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import { IconArchive, IconNotes, IconSearch, IconTemplate, IconTrash, type Icon } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { PostId } from '#shared/ids.ts';
import type { PostView } from '#shared/ipc/posts.calls.ts';
import type { Shelf } from '#shared/posts/post-search.ts';
import { showFailure } from '../../failures/show-notice.tsx';
import { findDrafts, isNarrowed, showShelf, useDrafts } from '../../state/drafts.store.ts';
import { readArchived, readDeleted, readDrafts, readTemplates, usePosts } from '../../state/posts.store.ts';
import { startPost } from '../../state/route.store.ts';
import { t } from '../../text/t.ts';
import { CsvMenu } from '../../ui/csv-menu.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Board } from './board.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { FilterBar } from './filter-bar.tsx';
import { List } from './list.tsx';
import { onShelf } from './on-shelf.ts';
import styles from './drafts.module.css';

const SHELVES: readonly Shelf[] = ['desk', 'templates', 'archive', 'bin'];
const READ: Readonly<Record<Shelf, () => Promise<void>>> = {
  desk: readDrafts,
  templates: readTemplates,
  archive: readArchived,
  bin: readDeleted,
};
const NO_EXCERPTS = new Map<never, never>();
const NONE: ReadonlySet<PostId> = new Set();

/** What is written and not planned: on a board or in a list; and what is put away. */
export function Drafts(): ReactNode {
  const shelf = useDrafts((state) => state.shelf);
  const view = useDrafts((state) => state.view);
  const excerpts = useDrafts((state) => state.found?.excerpts) ?? NO_EXCERPTS;
  const views = useShown(shelf);
  const [selected, setSelected] = useState<ReadonlySet<PostId>>(NONE);
  const select = useCallback(
    (post: PostId, isOn: boolean) =>
      setSelected((before) => new Set(isOn ? [...before, post] : [...before].filter((one) => one !== post))),
    [],
  );
  const chosen = views?.filter((one) => selected.has(one.post.id)) ?? [];
  const clear = (): void => setSelected(NONE);
  const onChosen = { excerpts, selected: new Set(chosen.map((one) => one.post.id)), onSelect: select };
  const isBoard = view === 'board' && shelf === 'desk';

  return (
    <Screen
      title={t.drafts.title}
      width="full"
      actions={
        <>
          <Switches onSwitch={clear} />
          <CsvMenu />
        </>
      }
    >
      <div className={styles.drafts}>
        <FilterBar />
        <p
          id="board-keys"
          className={isBoard ? 'screen-reader-only' : styles.hint}
          hidden={!isBoard && shelf !== 'bin'}
        >
          {isBoard ? t.drafts.keys : t.drafts.binKeeps}
        </p>
        <div className={styles.shown}>
          {views === undefined && <Skeleton h={240} />}
          {views?.length === 0 && <Empty shelf={shelf} />}
          {views !== undefined && views.length > 0 && isBoard && <Board views={views} {...onChosen} />}
          {views !== undefined && views.length > 0 && !isBoard && (
            <List
              views={views}
              {...onChosen}
              onSelectAll={(isOn) => setSelected(isOn ? new Set(views.map((one) => one.post.id)) : NONE)}
            />
          )}
        </div>
        {chosen.length > 0 && <BulkBar chosen={chosen} shelf={shelf} onClear={clear} />}
      </div>
    </Screen>
  );
}

function Switches({ onSwitch }: { readonly onSwitch: () => void }): ReactNode {
  const shelf = useDrafts((state) => state.shelf);
  const view = useDrafts((state) => state.view);
  return (
    <>
      {shelf === 'desk' && (
        <SegmentedControl
          aria-label={t.drafts.view}
          value={view}
          onChange={(value) => useDrafts.setState({ view: value === 'list' ? 'list' : 'board' })}
          data={[
            { value: 'board', label: t.drafts.board },
            { value: 'list', label: t.drafts.list },
          ]}
        />
      )}
      <SegmentedControl
        aria-label={t.drafts.which}
        value={shelf}
        onChange={(value) => {
          onSwitch();
          showShelf(value);
        }}
        data={SHELVES.map((value) => ({ value, label: t.drafts.shelf[value] }))}
      />
    </>
  );
}

/** While somebody types, a search is asked for at every pause. */
const PAUSE_MS = 120;

/** What lies on the shelf, or what of it was found; `undefined` until it has been read. */
function useShown(shelf: Shelf): readonly PostView[] | undefined {
  const byId = usePosts((state) => state.byId);
  const [read, setRead] = useState<ReadonlySet<Shelf>>(new Set());
  const narrowing = useDrafts((state) => state.narrowing);
  const found = useDrafts((state) => state.found);

  useEffect(() => {
    READ[shelf]().then(() => setRead((before) => new Set([...before, shelf])), showFailure);
  }, [shelf]);

  // Posts that changed may be found now, or no more.
  useEffect(() => {
    const timer = setTimeout(() => void findDrafts().catch(showFailure), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [narrowing, shelf, byId]);

  return useMemo(() => {
    if (!read.has(shelf)) return undefined;
    const all = onShelf(byId.values(), shelf);
    if (!isNarrowed(narrowing) || found === undefined) return all;
    const lying = new Map(all.map((view) => [view.post.id, view]));
    return found.ids.flatMap((id) => lying.get(id) ?? []);
  }, [byId, shelf, read, narrowing, found]);
}

const ICONS: Readonly<Record<Shelf, Icon>> = {
  desk: IconNotes,
  templates: IconTemplate,
  archive: IconArchive,
  bin: IconTrash,
};

function Empty({ shelf }: { readonly shelf: Shelf }): ReactNode {
  const isSearch = useDrafts((state) => isNarrowed(state.narrowing));
  if (isSearch) return <EmptyState icon={<IconSearch size={24} />} text={t.drafts.nothingFound} />;
  const Shown = ICONS[shelf];
  return (
    <EmptyState icon={<Shown size={24} />} text={t.drafts.emptyShelf[shelf]}>
      {shelf === 'desk' && <Button onClick={() => startPost()}>{t.app.newPost}</Button>}
    </EmptyState>
  );
}
