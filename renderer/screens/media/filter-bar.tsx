import { NativeSelect, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import { MEDIA_KINDS } from '#shared/media/media.ts';
import { SHELF_SORTS, SHELF_USES, type ShelfFilter, type ShelfNamed } from '#shared/media/shelf.ts';
import { showFailure } from '../../failures/show-notice.tsx';
import { filterShelf, useShelf } from '../../state/shelf.store.ts';
import { t } from '../../text/t.ts';
import styles from './filter-bar.module.css';

/** Longer than between two letters, shorter than a person waits. */
const PAUSE_MS = 180;

/** What narrows the shelf, and in which order it stands. */
export function FilterBar({ onChanged }: { readonly onChanged: () => void }): ReactNode {
  const filter = useShelf((state) => state.filter);
  const overview = useShelf((state) => state.overview);
  const narrow = (change: Parameters<typeof filterShelf>[0]): void => {
    onChanged();
    filterShelf(change).catch(showFailure);
  };
  return (
    <div className={styles.bar} role="search" aria-label={t.media.title}>
      <Search search={filter.search} onSearch={(search) => narrow({ search })} />
      <NativeSelect
        aria-label={t.media.kind}
        value={filter.kind ?? 'all'}
        onChange={(event) => narrow({ kind: MEDIA_KINDS.find((kind) => kind === event.currentTarget.value) })}
        data={(['all', ...MEDIA_KINDS] as const).map((value) => ({ value, label: t.media.kinds[value] }))}
      />
      <NativeSelect
        aria-label={t.media.use}
        value={filter.use}
        onChange={(event) => narrow({ use: oneOf(SHELF_USES, event.currentTarget.value) })}
        data={SHELF_USES.map((value) => ({ value, label: t.media.uses[value] }))}
      />
      <Named
        label={t.media.folder}
        all={t.media.allFolders}
        names={overview?.folders ?? []}
        value={filter.folder}
        onChange={(folder) => narrow({ folder })}
      />
      <Named
        label={t.media.label}
        all={t.media.allLabels}
        names={overview?.labels ?? []}
        value={filter.label}
        onChange={(label) => narrow({ label })}
      />
      <NativeSelect
        aria-label={t.media.sort}
        value={filter.sort}
        onChange={(event) => narrow({ sort: oneOf(SHELF_SORTS, event.currentTarget.value) })}
        data={SHELF_SORTS.map((value) => ({ value, label: t.media.sorts[value] }))}
      />
    </div>
  );
}

function Search({
  search,
  onSearch,
}: {
  readonly search: string;
  readonly onSearch: (search: string) => void;
}): ReactNode {
  const [typed, setTyped] = useState(search);
  const [known, setKnown] = useState(search);
  // “Show all files” empties the field, too.
  if (known !== search) {
    setKnown(search);
    setTyped(search);
  }
  useEffect(() => {
    if (typed === search) return undefined;
    const timer = setTimeout(() => onSearch(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, search, onSearch]);
  return (
    <TextInput
      className={styles.search ?? ''}
      type="search"
      aria-label={t.media.search}
      placeholder={t.media.searchHint}
      leftSection={<IconSearch size={16} aria-hidden />}
      maxLength={200}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
}

interface NamedProps {
  readonly label: string;
  readonly all: string;
  readonly names: readonly ShelfNamed[];
  readonly value: ShelfFilter['folder'];
  readonly onChange: (name: string | undefined) => void;
}

/** Folders or labels; nothing where there are none. */
function Named({ label, all, names, value, onChange }: NamedProps): ReactNode {
  if (names.length === 0 && value === undefined) return null;
  const known = value === undefined || names.some((one) => one.name === value) ? names : [...names, { name: value }];
  return (
    <NativeSelect
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
      data={[{ value: '', label: all }, ...known.map(({ name }) => ({ value: name, label: name }))]}
    />
  );
}

function oneOf<T extends string>(all: readonly [T, ...T[]], value: string): T {
  return all.find((one) => one === value) ?? all[0];
}
