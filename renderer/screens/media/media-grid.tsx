import { IconCheck } from '@tabler/icons-react';
import {
  memo,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react';
import type { MediaId } from '#shared/ids.ts';
import { mediaKind } from '#shared/media/media.ts';
import { shownAddress } from '#shared/media/picture-addresses.ts';
import type { ShelfEntry } from '#shared/media/shelf.ts';
import { durationText, sizeText } from '#shared/posts/draft-problems.ts';
import { keyAlong } from '../../ui/sideways.ts';
import { showFailure } from '../../failures/show-notice.tsx';
import { entryAt, needPages, SHELF_PAGE, useShelf } from '../../state/shelf.store.ts';
import { t } from '../../text/t.ts';
import { chooseAlso, chooseOnly, chooseTo, moveTo, NOTHING, type Choice } from './choice.ts';
import { layoutOf, placeOf, reachedBy, scrolledTo, TILE_HEIGHT, type Layout, type View } from './grid-layout.ts';
import { KindIcon } from './kind-icon.tsx';
import styles from './media-grid.module.css';

interface Props {
  readonly choice: Choice;
  readonly onChoose: (choice: Choice) => void;
  readonly onChooseAll: () => void;
  readonly onOpen: (index: number) => void;
  readonly onRemove: () => void;
}

/** Every file that fits, as tiles; only those in view are drawn. */
export function MediaGrid(props: Props): ReactNode {
  const { choice, onChoose } = props;
  const total = useShelf((state) => state.total);
  const pages = useShelf((state) => state.pages);
  const box = useRef<HTMLDivElement>(null);
  const view = useView(box);
  const layout = layoutOf(total, view);
  const idAt = (index: number): MediaId | undefined => entryAt(pages, index)?.id;
  usePagesInView(layout);

  const scrollTo = (index: number): void =>
    void (box.current && (box.current.scrollTop = scrolledTo(index, layout, view)));
  const press = (event: KeyboardEvent): void => {
    const reached = reachedBy(keyAlong(event.key), choice.at, total, layout, view.height);
    if (reached === undefined) return pressOther(event, props, idAt);
    event.preventDefault();
    scrollTo(reached);
    if (event.shiftKey) onChoose(chooseTo(choice, reached, idAt));
    else onChoose(event.ctrlKey || event.metaKey ? moveTo(choice, reached) : chooseOnly(reached, idAt));
  };
  const click = (event: MouseEvent, index: number): void => {
    const isMore = event.ctrlKey || event.metaKey || (event.target as Element).closest('[data-check]') !== null;
    if (event.shiftKey) onChoose(chooseTo(choice, index, idAt));
    else onChoose(isMore ? chooseAlso(choice, index, idAt) : chooseOnly(index, idAt));
  };

  const drawn = Array.from({ length: layout.to - layout.from }, (_none, step) => layout.from + step);
  return (
    <div
      ref={box}
      className={styles.box}
      role="listbox"
      aria-label={t.media.grid}
      aria-multiselectable
      aria-activedescendant={total > 0 ? tileId(choice.at) : undefined}
      tabIndex={0}
      onKeyDown={press}
    >
      <div className={styles.all} role="presentation" style={{ height: layout.height }}>
        {drawn.map((index) => (
          <Tile
            key={index}
            index={index}
            total={total}
            layout={layout}
            entry={entryAt(pages, index)}
            isChosen={choice.ids.has(idAt(index) ?? ('' as MediaId))}
            isAt={choice.at === index}
            onClick={click}
            onOpen={props.onOpen}
          />
        ))}
      </div>
    </div>
  );
}

function pressOther(event: KeyboardEvent, props: Props, idAt: (index: number) => MediaId | undefined): void {
  const { choice, onChoose, onChooseAll, onOpen, onRemove } = props;
  const acts: Readonly<Record<string, () => void>> = {
    ' ': () => onChoose(chooseAlso(choice, choice.at, idAt)),
    Enter: () => onOpen(choice.at),
    Delete: onRemove,
    Backspace: onRemove,
    Escape: () => onChoose({ ...NOTHING, at: choice.at, anchor: choice.at }),
    ...((event.ctrlKey || event.metaKey) && { a: onChooseAll }),
  };
  const act = acts[event.key];
  if (act === undefined) return;
  event.preventDefault();
  act();
}

interface TileProps {
  readonly index: number;
  readonly total: number;
  readonly layout: Layout;
  readonly entry: ShelfEntry | undefined;
  readonly isChosen: boolean;
  readonly isAt: boolean;
  readonly onClick: (event: MouseEvent, index: number) => void;
  readonly onOpen: (index: number) => void;
}

function Tile({ index, total, layout, entry, isChosen, isAt, onClick, onOpen }: TileProps): ReactNode {
  const { left, top } = placeOf(index, layout);
  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus, jsx-a11y/click-events-have-key-events -- because the listbox has the focus and hears the keys
    <div
      id={tileId(index)}
      className={styles.tile}
      role="option"
      aria-selected={isChosen}
      aria-posinset={index + 1}
      aria-setsize={total}
      aria-label={entry === undefined ? t.media.reading : undefined}
      data-at={isAt}
      style={{ insetInlineStart: left, top, width: layout.tileWidth, height: TILE_HEIGHT }}
      onClick={(event) => onClick(event, index)}
      onDoubleClick={() => onOpen(index)}
    >
      {entry !== undefined && <Shown entry={entry} />}
      <span className={styles.check} data-check>
        <IconCheck size={14} stroke={3} aria-hidden />
      </span>
    </div>
  );
}

const Shown = memo(function Shown({ entry }: { readonly entry: ShelfEntry }): ReactNode {
  const kind = mediaKind(entry.mimeType);
  return (
    <>
      <span className={styles.picture}>
        {kind === 'image' ? (
          <img src={shownAddress(entry.id, entry, 'thumb')} alt="" loading="lazy" decoding="async" draggable={false} />
        ) : (
          <KindIcon kind={kind} size={40} />
        )}
        {entry.durationMs !== undefined && (
          <span className={styles.length} aria-hidden>
            {durationText(entry.durationMs)}
          </span>
        )}
      </span>
      <span className={styles.name} dir="auto">
        {entry.name}
      </span>
      <span className={styles.soft}>
        {sizeText(entry.bytes)}
        {entry.posts > 0 && ` · ${t.media.inPosts(entry.posts)}`}
      </span>
      <span className="screen-reader-only">{unseenOf(entry).join(', ')}</span>
    </>
  );
});

/** What the tile shows by a mark, by a place, or not at all. */
function unseenOf(entry: ShelfEntry): readonly string[] {
  return [
    t.media.kindsOfOne[mediaKind(entry.mimeType)],
    ...(entry.durationMs === undefined ? [] : [durationText(entry.durationMs)]),
    ...(entry.posts === 0 ? [t.media.notInPosts] : []),
    ...entry.labels,
  ];
}

function tileId(index: number): string {
  return `file-${index}`;
}

/** Reads what is in view and not there yet. */
function usePagesInView({ from, to }: Layout): void {
  const filter = useShelf((state) => state.filter);
  const [first, last] = [Math.floor(from / SHELF_PAGE), Math.floor(Math.max(from, to - 1) / SHELF_PAGE)];
  useEffect(() => {
    needPages(Array.from({ length: last - first + 1 }, (_none, step) => first + step)).catch(showFailure);
  }, [first, last, filter]);
}

/** The part of the box that is seen. */
function useView(box: React.RefObject<HTMLDivElement | null>): View {
  const [view, setView] = useState<View>({ width: 0, height: 0, scrolled: 0 });
  useLayoutEffect(() => {
    const node = box.current;
    if (node === null) return undefined;
    const look = (): void => {
      const style = getComputedStyle(node);
      const padding = Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.paddingRight);
      setView({ width: node.clientWidth - padding, height: node.clientHeight, scrolled: node.scrollTop });
    };
    look();
    const watch = new ResizeObserver(look);
    watch.observe(node);
    node.addEventListener('scroll', look, { passive: true });
    return () => {
      watch.disconnect();
      node.removeEventListener('scroll', look);
    };
  }, [box]);
  return view;
}
