import { createSpotlight, Spotlight, useSpotlight } from '@mantine/spotlight';
import { IconBlockquote, IconFileText, IconPhoto, IconSearch, IconUser } from '@tabler/icons-react';
import { useCallback, useEffect, useId, useMemo, useRef, useState, type ReactNode } from 'react';
import { channelName, type Channel } from '#shared/channels/channel.ts';
import type { PostHit } from '#shared/ipc/posts.calls.ts';
import { mediaKind } from '#shared/media/media.ts';
import type { ShelfEntry } from '#shared/media/shelf.ts';
import { excerptOf } from '#shared/posts/post.ts';
import type { PostFilter } from '#shared/posts/post-search.ts';
import type { Snippet } from '#shared/posts/snippet.ts';
import { progressOf } from '#shared/posts/post-progress.ts';
import { showFailure } from '../failures/show-notice.tsx';
import { call } from '../ipc.ts';
import { useChannels } from '../state/channels.store.ts';
import { useInserter } from '../state/inserter.store.ts';
import { go, openPost } from '../state/route.store.ts';
import { useSettings } from '../state/settings.store.ts';
import { EVERY_FILE, filterShelf } from '../state/shelf.store.ts';
import { useSnippets } from '../state/snippets.store.ts';
import { t } from '../text/t.ts';
import { networkName } from '../ui/network-mark.tsx';
import { keysText, useKeys } from '../ui/use-shortcut.ts';
import { PROGRESS_LOOKS } from '../ui/state-mark.tsx';
import { channelActions, fitting, generalActions, screenActions, type PaletteAction } from './palette-actions.tsx';
import styles from './palette.module.css';

const PAUSE_MS = 90;
const MOST_POSTS = 7;
const MOST_FILES = 4;
const MOST_ACTIONS = 6;

const [store, palette] = createSpotlight();

/** Opens the palette, from wherever. */
export const openPalette = palette.open;

/** Everything that can be done and found, by typing: Ctrl or Cmd and K. */
export function Palette({ showShortcuts }: { readonly showShortcuts: () => void }): ReactNode {
  const [typed, type] = useState('');
  const groups = useGroups(typed, showShortcuts);
  const count = groups.reduce((sum, group) => sum + group.items.length, 0);
  const list = useId();
  const keys = useKeys();
  useListRoles(list, count);
  return (
    <Spotlight.Root
      store={store}
      query={typed}
      onQueryChange={type}
      shortcut={keys.search.replaceAll('+', ' + ')}
      tagsToIgnore={[]}
      triggerOnContentEditable
      scrollable
      maxHeight={420}
      zIndex={350}
      transitionProps={{ duration: 0 }}
      overlayProps={{ backgroundOpacity: 0.45 }}
    >
      <Field list={list} />
      <Spotlight.ActionsList data-palette-list={list}>
        {groups.map(({ name, items }) => (
          <Spotlight.ActionsGroup key={name} label={name}>
            {items.map((item) => (
              <Item key={item.id} item={item} />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {count === 0 && <Spotlight.Empty>{t.palette.nothing}</Spotlight.Empty>}
      </Spotlight.ActionsList>
      <p className="screen-reader-only" role="status">
        {t.palette.count(count)}
      </p>
    </Spotlight.Root>
  );
}

/**
 * Where the letters go. Somebody fast types on while the palette opens, and opens it again at once: it is there and gone
 * without a transition, and has the focus before the next key. After the effects of this render, because the dialog notes in
 * one of them where the focus was.
 */
function Field({ list }: { readonly list: string }): ReactNode {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => queueMicrotask(() => field.current?.focus()), []);
  return (
    <Spotlight.Search
      ref={field}
      placeholder={t.palette.placeholder}
      aria-label={t.palette.placeholder}
      role="combobox"
      aria-expanded
      aria-controls={list}
      aria-autocomplete="list"
      maxLength={200}
      leftSection={<IconSearch size={18} aria-hidden />}
      data-palette-field={list}
    />
  );
}

interface PaletteItem extends PaletteAction {
  readonly beside?: string;
}

function Item({ item }: { readonly item: PaletteItem }): ReactNode {
  const Shown = item.icon;
  const keys = useKeys();
  const beside = item.shortcut === undefined ? (item.keys ?? item.beside) : keysText(keys[item.shortcut]);
  return (
    <Spotlight.Action
      className={styles.action ?? ''}
      dimmedSections={false}
      label={item.words}
      leftSection={<Shown size={18} stroke={1.8} aria-hidden />}
      {...(beside !== undefined && { rightSection: <span className={styles.beside}>{beside}</span> })}
      onClick={() => void Promise.resolve(item.run()).catch(showFailure)}
    />
  );
}

interface Group {
  readonly name: string;
  readonly items: readonly PaletteItem[];
}

function useGroups(typed: string, showShortcuts: () => void): readonly Group[] {
  const channels = useChannels((state) => state.all);
  const isPractice = useSettings((state) => state.known?.isPractice === true);
  const found = useFound(typed);
  const snippets = useSnippets((state) => state.all);
  const insert = useInserter((state) => state.insert);
  return useMemo(() => {
    const isTyping = typed.trim() !== '';
    const actions = [...generalActions(isPractice, showShortcuts), ...(isTyping ? channelActions(channels) : [])];
    const fit = fitting(actions, typed);
    const groups: Group[] = [
      { name: t.palette.actions, items: isTyping ? fit.slice(0, MOST_ACTIONS) : fit },
      { name: t.snippets.title, items: insert === undefined ? [] : snippetsFitting(snippets, insert, typed) },
      { name: t.palette.screens, items: fitting(screenActions(isPractice), typed) },
      { name: t.app.channels, items: isTyping ? fitting(channels.map(channelItem), typed).slice(0, MOST_ACTIONS) : [] },
      { name: t.palette.posts, items: found.posts.map(postItem) },
      { name: t.app.media, items: found.files.map(fileItem) },
    ];
    return groups.filter((group) => group.items.length > 0);
  }, [typed, channels, isPractice, showShortcuts, found, snippets, insert]);
}

function snippetsFitting(
  snippets: readonly Snippet[],
  insert: (snippet: Snippet) => void,
  typed: string,
): readonly PaletteItem[] {
  const items = snippets.map((one) => snippetItem(one, insert));
  return fitting(items, typed).slice(0, MOST_ACTIONS);
}

function snippetItem(snippet: Snippet, insert: (snippet: Snippet) => void): PaletteItem {
  return {
    id: `snippet-${snippet.id}`,
    words: snippet.name,
    also: snippet.text,
    icon: IconBlockquote,
    run: () => {
      // The palette gives the focus back first.
      setTimeout(() => insert(snippet));
    },
  };
}

function channelItem(channel: Channel): PaletteItem {
  return {
    id: `channel-${channel.id}`,
    words: channelName(channel),
    also: `${channel.displayName} ${networkName(channel.platform)}`,
    beside: networkName(channel.platform),
    icon: IconUser,
    run: () => go({ screen: 'channels' }),
  };
}

function postItem({ view: { post, publications }, excerpt }: PostHit): PaletteItem {
  const found = excerpt.map((part) => part.text).join('');
  const progress = progressOf(
    post,
    publications.map((one) => one.state),
  );
  return {
    id: `post-${post.id}`,
    words: found || excerptOf(post.segments, 100) || t.drafts.noWords,
    beside: post.archivedAt === undefined ? PROGRESS_LOOKS[progress].words : t.composer.isArchived,
    icon: IconFileText,
    run: () => openPost(post.id),
  };
}

function fileItem({ id, name, mimeType }: ShelfEntry): PaletteItem {
  return {
    id: `file-${id}`,
    words: name,
    beside: t.media.kindsOfOne[mediaKind(mimeType)],
    icon: IconPhoto,
    run: async () => {
      await go({ screen: 'media' });
      await filterShelf({ ...EVERY_FILE, search: name });
    },
  };
}

interface Found {
  readonly posts: readonly PostHit[];
  readonly files: readonly ShelfEntry[];
}

const NOTHING_FOUND: Found = { posts: [], files: [] };
const EVERY_POST: PostFilter = { shelves: ['desk', 'archive'], stages: [], progress: [], channels: [], labels: [] };

/** Posts and files with the words that are typed, asked for at every pause; what was found stays until there is something newer. */
function useFound(typed: string): Found {
  const [hits, setHits] = useState<Found>(NOTHING_FOUND);
  const find = useCallback(async (text: string, isGone: () => boolean) => {
    if (text === '') return isGone() ? undefined : setHits(NOTHING_FOUND);
    const [posts, files] = await Promise.all([
      call('posts.search', { text, filter: EVERY_POST, limit: MOST_POSTS, offset: 0 }),
      call('media.shelf', { filter: { ...EVERY_FILE, search: text }, from: 0, count: MOST_FILES }),
    ]);
    if (!isGone()) setHits({ posts: posts.hits, files: files.entries });
  }, []);
  useEffect(() => {
    const asked = { isGone: false };
    const timer = setTimeout(() => void find(typed.trim(), () => asked.isGone).catch(showFailure), PAUSE_MS);
    return () => {
      asked.isGone = true;
      clearTimeout(timer);
    };
  }, [typed, find]);
  return hits;
}

/**
 * Spotlight moves through its list by attributes that only eyes see. A list box says the same to screen readers: which
 * options there are, and which one Enter takes.
 */
function useListRoles(list: string, count: number): void {
  const { opened, query } = useSpotlight(store);
  // What was found later than the words were typed: the first one is the one that Enter takes.
  useEffect(() => {
    if (opened && count > 0) selectFirst(list);
  }, [opened, count, query, list]);
  useEffect(() => {
    const field = document.querySelector<HTMLElement>(`[data-palette-field="${CSS.escape(list)}"]`);
    const box = document.querySelector<HTMLElement>(`[data-palette-list="${CSS.escape(list)}"]`);
    if (field === null || box === null) return;
    field.closest('[role="dialog"]')?.setAttribute('aria-label', t.palette.title);
    box.setAttribute('role', 'listbox');
    box.setAttribute('aria-label', t.palette.title);
    field.setAttribute('aria-controls', box.id);
    const options = [...box.querySelectorAll<HTMLElement>('[data-action]')];
    for (const [index, option] of options.entries()) {
      option.id = `${box.id}-${index}`;
      option.setAttribute('role', 'option');
      option.setAttribute('aria-selected', String(Object.hasOwn(option.dataset, 'selected')));
    }
    const chosen = options.find((option) => Object.hasOwn(option.dataset, 'selected'));
    if (chosen === undefined) field.removeAttribute('aria-activedescendant');
    else field.setAttribute('aria-activedescendant', chosen.id);
  });
}

function selectFirst(list: string): void {
  const options = document.querySelectorAll(`[data-palette-list="${CSS.escape(list)}"] [data-action]`);
  for (const [index, option] of options.entries()) option.toggleAttribute('data-selected', index === 0);
  store.updateState((state) => ({ ...state, selected: 0 }));
}
