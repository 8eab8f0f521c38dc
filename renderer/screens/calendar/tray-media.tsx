import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconFileText, IconMusic, IconPlayerPlay, IconSearch } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import { mediaKind } from '#shared/media/media.ts';
import { shownAddress } from '#shared/media/picture-addresses.ts';
import type { ShelfEntry } from '#shared/media/shelf.ts';
import type { PlannedTime } from '#shared/time-zones.ts';
import { showFailure } from '../../failures/show-notice.tsx';
import { call } from '../../ipc.ts';
import { usesOf } from '../../state/media.store.ts';
import { startPostWith } from '../../state/route.store.ts';
import { t } from '../../text/t.ts';
import { PlanButton } from './plan-button.tsx';
import styles from './tray.module.css';

const PAGE = 40;
const TYPING_MS = 150;

/** Files of the library, the newest first. One that is dropped on a day begins a post there. */
export function TrayMedia(): ReactNode {
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text, TYPING_MS);
  const [count, setCount] = useState(PAGE);
  const [found, setFound] = useState<{ entries: readonly ShelfEntry[]; total: number }>();
  useEffect(() => {
    let isOver = false;
    const filter = { use: 'all' as const, search: asked.trim(), sort: 'newest' as const, without: [] };
    call('media.shelf', { filter, from: 0, count }).then((answer) => !isOver && setFound(answer), showFailure);
    return () => void (isOver = true);
  }, [asked, count]);
  const entries = found?.entries ?? [];
  return (
    <>
      <TextInput
        dir="auto"
        aria-label={t.calendar.searchMedia}
        placeholder={t.calendar.searchMedia}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <p className={styles.hint}>{t.calendar.dragHint}</p>
      <ul className={styles.files}>
        {entries.map((entry) => (
          <File key={entry.id} entry={entry} />
        ))}
        {found !== undefined && entries.length === 0 && (
          <li className={styles.none}>{asked.trim() === '' ? t.calendar.noMedia : t.calendar.noMediaFound}</li>
        )}
        {found !== undefined && found.total > entries.length && (
          <li className={styles.none}>
            <Button fullWidth variant="subtle" onClick={() => setCount(Math.min(500, count + PAGE))}>
              {t.app.showMore}
            </Button>
          </li>
        )}
      </ul>
    </>
  );
}

function File({ entry }: { readonly entry: ShelfEntry }): ReactNode {
  return (
    <li className={styles.file} data-media={entry.id} data-words={entry.name}>
      <Picture entry={entry} />
      <span className={styles.fileName} dir="auto" title={entry.name}>
        {entry.name}
      </span>
      <PlanButton
        name={t.calendar.startOn(entry.name)}
        submit={t.calendar.startThere}
        onPlan={(planned) => void startWith(entry, planned).catch(showFailure)}
      />
    </li>
  );
}

function Picture({ entry }: { readonly entry: ShelfEntry }): ReactNode {
  const kind = mediaKind(entry.mimeType);
  if (kind === 'image')
    return (
      <img
        className={styles.picture}
        src={shownAddress(entry.id, entry, 'thumb')}
        alt=""
        loading="lazy"
        draggable={false}
      />
    );
  const Shown = kind === 'video' ? IconPlayerPlay : kind === 'audio' ? IconMusic : IconFileText;
  return (
    <span className={styles.picture}>
      <Shown size={24} aria-hidden />
    </span>
  );
}

async function startWith(entry: ShelfEntry, planned: PlannedTime): Promise<void> {
  startPostWith(await usesOf([entry.id]), planned);
}
