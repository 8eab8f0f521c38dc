import { Button, Modal, Select, TextInput, UnstyledButton } from '@mantine/core';
import { IconCheck, IconFileText, IconMusic, IconSearch } from '@tabler/icons-react';
import { useEffect, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { MediaId } from '#shared/ids.ts';
import { mediaKind } from '#shared/media/media.ts';
import { shownAddress } from '#shared/media/picture-addresses.ts';
import type { ShelfEntry, ShelfFilter, ShelfOverview } from '#shared/media/shelf.ts';
import { showFailure } from '../../failures/show-notice.tsx';
import { call } from '../../ipc.ts';
import { t } from '../../text/t.ts';
import { keyAlong } from '../../ui/sideways.ts';
import { factsOf } from './file-facts.ts';
import styles from './library-picker.module.css';

interface Props {
  /** What the part has already: shown as chosen, and not to be taken twice. */
  readonly has: readonly MediaId[];
  readonly onClose: () => void;
  readonly onTake: (media: readonly MediaId[]) => void;
}

const PAGE = 60;
const PAUSE_MS = 120;
const COLUMNS = 5;
const ALL: ShelfFilter = { use: 'all', search: '', sort: 'newest', without: [] };

/** Files of the library, to be taken into a part: found by words, folder or label, several at once. */
export function LibraryPicker({ has, onClose, onTake }: Props): ReactNode {
  const [filter, setFilter] = useState(ALL);
  const [chosen, setChosen] = useState<readonly MediaId[]>([]);
  const { entries, total, more } = useShelfFiles(filter);
  const toggle = (id: MediaId): void =>
    setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t.composer.library}
      size="xl"
      closeButtonProps={{ 'aria-label': t.app.close }}
    >
      <Narrow filter={filter} onFilter={setFilter} />
      {entries !== undefined && entries.length === 0 && <p className={styles.none}>{t.composer.libraryNone}</p>}
      <ul className={styles.files} aria-label={t.composer.library}>
        {entries?.map((entry) => (
          <li key={entry.id}>
            <File
              entry={entry}
              isThere={has.includes(entry.id)}
              place={chosen.indexOf(entry.id)}
              onToggle={() => toggle(entry.id)}
            />
          </li>
        ))}
      </ul>
      <div className={styles.foot}>
        {entries !== undefined && entries.length < total && (
          <Button variant="subtle" color="gray" onClick={more}>
            {t.composer.libraryMore(total - entries.length)}
          </Button>
        )}
        <Button variant="default" className={styles.cancel ?? ''} onClick={onClose}>
          {t.app.cancel}
        </Button>
        <Button disabled={chosen.length === 0} onClick={() => onTake(chosen)}>
          {t.composer.libraryTake(chosen.length)}
        </Button>
      </div>
    </Modal>
  );
}

interface NarrowProps {
  readonly filter: ShelfFilter;
  readonly onFilter: (filter: ShelfFilter) => void;
}

function Narrow({ filter, onFilter }: NarrowProps): ReactNode {
  const [overview, setOverview] = useState<ShelfOverview>();
  useEffect(() => {
    call('media.overview', undefined).then(setOverview, showFailure);
  }, []);
  const { folder, label, ...rest } = filter;
  return (
    <div className={styles.narrow}>
      <TextInput
        className={styles.search ?? ''}
        aria-label={t.composer.libraryFind}
        placeholder={t.composer.libraryFind}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={filter.search}
        maxLength={200}
        onChange={(event) => onFilter({ ...filter, search: event.currentTarget.value })}
        data-autofocus
      />
      <Select
        aria-label={t.composer.libraryFolder}
        placeholder={t.composer.libraryFolder}
        clearable
        value={folder ?? null}
        data={overview?.folders.map(({ name }) => name) ?? []}
        onChange={(name) =>
          onFilter({ ...rest, ...(label !== undefined && { label }), ...(name !== null && { folder: name }) })
        }
      />
      <Select
        aria-label={t.composer.libraryLabel}
        placeholder={t.composer.libraryLabel}
        clearable
        value={label ?? null}
        data={overview?.labels.map(({ name }) => name) ?? []}
        onChange={(name) =>
          onFilter({ ...rest, ...(folder !== undefined && { folder }), ...(name !== null && { label: name }) })
        }
      />
    </div>
  );
}

interface FileProps {
  readonly entry: ShelfEntry;
  readonly isThere: boolean;
  /** Among those that are chosen; -1 for none. */
  readonly place: number;
  readonly onToggle: () => void;
}

function File({ entry, isThere, place, onToggle }: FileProps): ReactNode {
  const kind = mediaKind(entry.mimeType);
  return (
    <UnstyledButton
      className={styles.file}
      role="checkbox"
      aria-checked={isThere || place >= 0}
      aria-label={entry.name}
      title={`${entry.name}, ${factsOf(entry)}`}
      disabled={isThere}
      onClick={onToggle}
      onKeyDown={stepThrough}
    >
      {kind === 'image' || kind === 'video' ? (
        <img src={shownAddress(entry.id, kind === 'image' ? entry : undefined, 'thumb')} alt="" loading="lazy" />
      ) : (
        <span className={styles.kind}>{kind === 'audio' ? <IconMusic size={28} /> : <IconFileText size={28} />}</span>
      )}
      <span className={styles.name}>{entry.name}</span>
      {(isThere || place >= 0) && (
        <span className={styles.mark} aria-hidden>
          {isThere ? <IconCheck size={14} stroke={3} /> : place + 1}
        </span>
      )}
    </UnstyledButton>
  );
}

/** What fits, as far as it is looked at. */
function useShelfFiles(filter: ShelfFilter) {
  const [found, setFound] = useState<{ readonly entries: readonly ShelfEntry[]; readonly total: number }>();
  const [count, setCount] = useState(PAGE);
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(() => {
      call('media.shelf', { filter, from: 0, count: Math.min(500, count) }).then((answer) => {
        if (isCurrent) setFound(answer);
      }, showFailure);
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [filter, count]);
  return { entries: found?.entries, total: found?.total ?? 0, more: () => setCount(count + PAGE) };
}

/** Arrow keys go from file to file. */
function stepThrough(event: KeyboardEvent<HTMLElement>): void {
  const by = STEPS[keyAlong(event.key)];
  if (by === undefined) return;
  const list = event.currentTarget.closest('ul');
  const files = [...(list?.querySelectorAll<HTMLElement>('[role="checkbox"]:not(:disabled)') ?? [])];
  const next = files[files.indexOf(event.currentTarget) + by];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowLeft: -1,
  ArrowDown: COLUMNS,
  ArrowUp: -COLUMNS,
};
