import {
  ActionIcon,
  Autocomplete,
  Button,
  TagsInput,
  Textarea,
  TextInput,
  Tooltip,
  UnstyledButton,
} from '@mantine/core';
import { IconArrowsMaximize, IconTrash, IconX } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { MediaId } from '#shared/ids.ts';
import { mediaKind } from '#shared/media/media.ts';
import { shownAddress } from '#shared/media/picture-addresses.ts';
import { MOST_LABELS, type FileUses, type ShelfChange, type ShelfEntry } from '#shared/media/shelf.ts';
import { sizeText } from '#shared/posts/draft-problems.ts';
import { showFailure } from '../../failures/show-notice.tsx';
import { call } from '../../ipc.ts';
import { openPost, startPostWith } from '../../state/route.store.ts';
import { useSettings } from '../../state/settings.store.ts';
import { changeOnShelf, useShelf } from '../../state/shelf.store.ts';
import { usesOf } from '../../state/media.store.ts';
import { t } from '../../text/t.ts';
import { nearMoment } from '../../text/moments.ts';
import { useMinute } from '../../ui/use-ticking.ts';
import { FileFacts } from './file-facts.tsx';
import { KindIcon } from './kind-icon.tsx';
import { useLeaving } from '../../ui/use-leaving.ts';
import styles from './details.module.css';

interface Props {
  readonly ids: ReadonlySet<MediaId>;
  /** Those of them that are read. */
  readonly entries: readonly ShelfEntry[];
  readonly onOpen: () => void;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

/** What is known of the chosen files, and what can be done with them. */
export function Details({ ids, entries, onOpen, onRemove, onClose }: Props): ReactNode {
  const [only] = entries;
  const one = ids.size === 1 ? only : undefined;
  return (
    <aside className={styles.pane} aria-label={one === undefined ? t.media.detailsOfMany : t.media.details}>
      <header className={styles.head}>
        <h2 className={styles.heading}>{one === undefined ? t.media.selected(ids.size) : t.media.details}</h2>
        <ActionIcon aria-label={t.media.closeDetails} onClick={onClose}>
          <IconX size={18} />
        </ActionIcon>
      </header>
      {one === undefined ? <Many ids={ids} entries={entries} /> : <One key={one.id} entry={one} onOpen={onOpen} />}
      <div className={styles.actions}>
        <Button className={styles.use ?? ''} onClick={() => void startPostOf([...ids])}>
          {t.media.useInPost}
        </Button>
        {one !== undefined && (
          <Act name={t.media.open} onClick={onOpen}>
            <IconArrowsMaximize size={18} />
          </Act>
        )}
        <Act name={t.media.remove} color="brick" onClick={onRemove}>
          <IconTrash size={18} />
        </Act>
      </div>
    </aside>
  );
}

interface ActProps {
  readonly name: string;
  readonly color?: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Act({ name, color, onClick, children }: ActProps): ReactNode {
  return (
    <Tooltip label={name}>
      <ActionIcon variant="default" aria-label={name} onClick={onClick} {...(color && { variant: 'light', color })}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

/** As many as one part of a post holds. */
const MOST_IN_POST = 50;

async function startPostOf(ids: readonly MediaId[]): Promise<void> {
  try {
    startPostWith(await usesOf(ids.slice(0, MOST_IN_POST)));
  } catch (thrown) {
    showFailure(thrown);
  }
}

function change(ids: readonly MediaId[], wanted: ShelfChange): void {
  changeOnShelf(ids, wanted).catch(showFailure);
}

function One({ entry, onOpen }: { readonly entry: ShelfEntry; readonly onOpen: () => void }): ReactNode {
  const kind = mediaKind(entry.mimeType);
  const ids = [entry.id];
  return (
    <>
      <UnstyledButton className={styles.picture} onClick={onOpen} aria-label={t.media.open} tabIndex={-1}>
        {kind === 'image' ? (
          <img src={shownAddress(entry.id, entry, 'preview')} alt={entry.alt ?? ''} />
        ) : (
          <KindIcon kind={kind} size={56} />
        )}
      </UnstyledButton>
      <NameField entry={entry} />
      <AltField entry={entry} />
      <FolderField
        key={entry.folder ?? ''}
        label={t.media.folder}
        value={entry.folder ?? ''}
        onChange={(folder) => change(ids, { kind: 'move', ...(folder !== '' && { folder }) })}
      />
      <LabelsField
        label={t.media.labelsField}
        value={entry.labels}
        onAdd={(label) => change(ids, { kind: 'label', label })}
        onTakeOff={(label) => change(ids, { kind: 'unlabel', label })}
      />
      <FileFacts entry={entry} />
      <Where entry={entry} />
    </>
  );
}

function NameField({ entry }: { readonly entry: ShelfEntry }): ReactNode {
  const [name, setName] = useState(entry.name);
  const { touch, leave } = useLeaving(() => {
    if (name.trim() === '') setName(entry.name);
    else if (name.trim() !== entry.name) change([entry.id], { kind: 'rename', name });
  });
  return (
    <TextInput
      label={t.media.name}
      value={name}
      maxLength={255}
      onChange={(event) => {
        touch();
        setName(event.currentTarget.value);
      }}
      onBlur={leave}
      onKeyDown={(event) => event.key === 'Enter' && leave()}
    />
  );
}

function AltField({ entry }: { readonly entry: ShelfEntry }): ReactNode {
  const [alt, setAlt] = useState(entry.alt ?? '');
  const { touch, leave } = useLeaving(() => {
    if (alt.trim() !== (entry.alt ?? '')) change([entry.id], { kind: 'describe', alt });
  });
  return (
    <Textarea
      label={t.media.alt}
      description={t.media.altHint}
      autosize
      minRows={2}
      maxRows={6}
      maxLength={10_000}
      value={alt}
      onChange={(event) => {
        touch();
        setAlt(event.currentTarget.value);
      }}
      onBlur={leave}
    />
  );
}

interface FolderProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (folder: string) => void;
}

/** A folder that is there, or a new one by its name. */
function FolderField({ label, value, onChange }: FolderProps): ReactNode {
  const folders = useShelf((state) => state.overview?.folders ?? NO_NAMES);
  const [typed, setTyped] = useState(value);
  const save = (name: string): void => {
    if (name.trim() !== value) onChange(name.trim());
  };
  const { touch, leave } = useLeaving(() => save(typed));
  return (
    <Autocomplete
      label={label}
      placeholder={t.media.folderHint}
      maxLength={60}
      data={folders.map((folder) => folder.name)}
      value={typed}
      onChange={(name) => {
        touch();
        setTyped(name);
      }}
      onOptionSubmit={save}
      onBlur={leave}
      onKeyDown={(event) => event.key === 'Enter' && leave()}
    />
  );
}

const NO_NAMES: readonly { readonly name: string }[] = [];

interface LabelsProps {
  readonly label: string;
  readonly value: readonly string[];
  readonly onAdd: (label: string) => void;
  readonly onTakeOff: (label: string) => void;
}

function LabelsField({ label, value, onAdd, onTakeOff }: LabelsProps): ReactNode {
  const known = useShelf((state) => state.overview?.labels ?? NO_NAMES);
  return (
    <TagsInput
      label={label}
      placeholder={t.media.labelsHint}
      maxTags={MOST_LABELS}
      maxLength={60}
      data={known.map((one) => one.name)}
      value={[...value]}
      onChange={(now) => {
        for (const one of now) if (!value.includes(one)) onAdd(one);
        for (const one of value) if (!now.includes(one)) onTakeOff(one);
      }}
    />
  );
}

function Where({ entry }: { readonly entry: ShelfEntry }): ReactNode {
  const [uses, setUses] = useState<FileUses | 'none'>();
  const zone = useSettings((state) => state.known?.workspace.zone ?? 'local');
  const now = useMinute();
  useEffect(() => {
    let isGone = false;
    call('media.uses', { ids: [entry.id] }).then(([found]) => isGone || setUses(found ?? 'none'), showFailure);
    return () => void (isGone = true);
  }, [entry]);
  if (uses === undefined) return null;
  return (
    <section className={styles.where} aria-label={t.media.where}>
      <h3 className={styles.title}>{t.media.where}</h3>
      {(uses === 'none' || uses.postCount === 0) && <p className={styles.soft}>{t.media.nowhere}</p>}
      {uses !== 'none' && (
        <>
          <ul className={styles.posts}>
            {uses.posts.map(({ post, excerpt, dueAt, deletedAt }) => (
              <li key={post}>
                <UnstyledButton className={styles.post} onClick={() => openPost(post)}>
                  <span className={styles.excerpt} dir="auto">
                    {excerpt === '' ? t.media.noWords : excerpt}
                  </span>
                  <span className={styles.soft}>{standing(dueAt, deletedAt, zone, now)}</span>
                </UnstyledButton>
              </li>
            ))}
          </ul>
          {uses.postCount > uses.posts.length && (
            <p className={styles.soft}>{t.media.morePosts(uses.postCount - uses.posts.length)}</p>
          )}
          {uses.isInHistory && uses.postCount === 0 && <p className={styles.soft}>{t.media.inHistory}</p>}
          {uses.isPublic && <p className={styles.soft}>{t.media.isPublic}</p>}
        </>
      )}
    </section>
  );
}

function standing(dueAt: number | undefined, deletedAt: number | undefined, zone: string, now: number): string {
  if (deletedAt !== undefined) return t.media.inBin;
  return dueAt === undefined ? t.media.draft : nearMoment(dueAt, zone, now);
}

interface ManyProps {
  readonly ids: ReadonlySet<MediaId>;
  readonly entries: readonly ShelfEntry[];
}

function Many({ ids, entries }: ManyProps): ReactNode {
  const all = [...ids];
  const isKnown = entries.length === ids.size;
  const size = sizeText(entries.reduce((sum, entry) => sum + entry.bytes, 0));
  const shared = entries[0]?.labels.filter((label) => entries.every((entry) => entry.labels.includes(label))) ?? [];
  return (
    <>
      {isKnown && (
        <p className={styles.soft}>
          {t.media.together}: {size}
        </p>
      )}
      <FolderField
        label={t.media.moveAll}
        value=""
        onChange={(folder) => change(all, { kind: 'move', ...(folder !== '' && { folder }) })}
      />
      <LabelsField
        label={t.media.labelAll}
        value={isKnown ? shared : []}
        onAdd={(label) => change(all, { kind: 'label', label })}
        onTakeOff={(label) => change(all, { kind: 'unlabel', label })}
      />
    </>
  );
}
