import type { ChannelId, MediaId, PostId } from '#shared/ids.ts';
import styles from './drag.module.css';

// Dragging with the mouse. While something is held nothing of React is drawn: what moves is one element beside the
// others, moved by its transform, so that a calendar of any size is dragged over at the speed of the screen.

/** What is dragged. */
export type Cargo =
  | { readonly kind: 'entry'; readonly id: PostId }
  | { readonly kind: 'draft'; readonly id: PostId; readonly channels: readonly ChannelId[] }
  | { readonly kind: 'media'; readonly id: MediaId };

/** Where it would land: on a day, or on a minute of a day. */
export interface Spot {
  /** `2026-11-24` */
  readonly day: string;
  /** Minutes from midnight on the clock of the calendar; absent where only days are shown. */
  readonly minute?: number;
}

export interface Held {
  readonly cargo: Cargo;
  /** What is written on it. */
  readonly words: string;
  /** Only a copy of it can be dropped. */
  readonly isFixed: boolean;
}

/** What is said under what is dragged. */
export interface Hint {
  readonly words: string;
  /** It cannot be dropped here. */
  readonly isRefused: boolean;
}

export interface Dragging {
  /** What is taken hold of at this element; `undefined` for nothing. */
  pick(at: Element): Held | undefined;
  hint(held: Held, spot: Spot | undefined, isCopy: boolean): Hint;
  drop(held: Held, spot: Spot, isCopy: boolean): void;
}

/** Less is a click with an unsteady hand, pixels. */
const STARTS_AT = 4;
/** The primary button among `buttons` of an event of the mouse. */
const PRIMARY = 1;
/** Minutes that a drop among the hours is rounded to. */
const SNAP = 15;
/** How near to the edge of the hours they begin to move, pixels, and by how much a frame. */
const EDGE = 36;
const EDGE_STEP = 9;

/** Watches for drags that begin inside `root`. The answer stops it. */
export function watchDrags(root: HTMLElement, dragging: Dragging): () => void {
  let stop: (() => void) | undefined;
  const press = (event: PointerEvent): void => {
    if (event.button !== 0 || event.pointerType === 'touch' || !(event.target instanceof Element)) return;
    const held = dragging.pick(event.target);
    const source = event.target.closest<HTMLElement>('[data-entry], [data-draft], [data-media]');
    if (held === undefined || source === null) return;
    stop?.();
    stop = hold(source, held, event, dragging);
  };
  // The browser's own dragging of pictures and links would end ours.
  const refuse = (event: Event): void => event.preventDefault();
  root.addEventListener('pointerdown', press);
  root.addEventListener('dragstart', refuse);
  return () => {
    stop?.();
    root.removeEventListener('pointerdown', press);
    root.removeEventListener('dragstart', refuse);
  };
}

/** From the press on: waits whether it becomes a drag, and follows it until it is dropped or given up. */
function hold(source: HTMLElement, held: Held, pressed: PointerEvent, dragging: Dragging): () => void {
  const start = { x: pressed.clientX, y: pressed.clientY };
  // An entry among the hours is dropped by its upper edge, wherever it was taken hold of.
  const above = held.cargo.kind === 'entry' && source.closest('[data-column]') ? start.y - topOf(source) : 0;
  const heard = new AbortController();
  const at = { ...start, isCopy: pressed.altKey };
  let ghost: Ghost | undefined;
  let frame = 0;
  /** Where the last move was that said the button is up, if it was the last of all. */
  let up: Point | undefined;

  const show = (): void => {
    const spot = spotAt(at, above);
    ghost?.show(at, spot, dragging.hint(held, spot?.spot, at.isCopy || held.isFixed), at.isCopy || held.isFixed);
  };
  const follow = (): void => {
    frame = requestAnimationFrame(follow);
    if (scrolledAtEdge(at)) show();
  };
  const begin = (): void => {
    ghost = ghostOf(held.words);
    source.dataset['dragged'] = 'true';
    follow();
  };
  const end = (): void => {
    heard.abort();
    cancelAnimationFrame(frame);
    ghost?.remove();
    delete source.dataset['dragged'];
  };
  const listen = { signal: heard.signal, capture: true };

  window.addEventListener(
    'pointermove',
    ({ clientX, clientY, altKey, buttons }) => {
      // Let go of where nobody told us, if it is said at two places: at one, a window that opens elsewhere may say it of a pointer at
      // rest while another one drags. Losing the focus is no reason to end either: a notice of another program takes it, too.
      if ((buttons & PRIMARY) === 0) {
        if (up !== undefined && (up.x !== clientX || up.y !== clientY)) return end();
        up = { x: clientX, y: clientY };
        return;
      }
      up = undefined;
      Object.assign(at, { x: clientX, y: clientY, isCopy: altKey });
      if (ghost === undefined && Math.hypot(at.x - start.x, at.y - start.y) < STARTS_AT) return;
      if (ghost === undefined) begin();
      show();
    },
    listen,
  );
  window.addEventListener(
    'pointerup',
    () => {
      const spot = ghost === undefined ? undefined : spotAt(at, above);
      if (ghost !== undefined) withoutClick();
      end();
      if (spot !== undefined) dragging.drop(held, spot.spot, at.isCopy || held.isFixed);
    },
    listen,
  );
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Alt') {
      event.preventDefault();
      at.isCopy = event.type === 'keydown';
      if (ghost !== undefined) show();
    }
    if (event.key === 'Escape' && ghost !== undefined) {
      event.stopPropagation();
      withoutClick();
      end();
    }
  };
  window.addEventListener('keydown', press, listen);
  window.addEventListener('keyup', press, listen);
  window.addEventListener('pointercancel', end, listen);
  return end;
}

function topOf(element: Element): number {
  return element.getBoundingClientRect().top;
}

/** The click that a browser makes of letting go after a drag is none. */
function withoutClick(): void {
  const heard = new AbortController();
  const swallow = (event: Event): void => {
    event.stopPropagation();
    event.preventDefault();
    heard.abort();
  };
  window.addEventListener('click', swallow, { capture: true, signal: heard.signal });
  window.addEventListener('pointerdown', () => heard.abort(), { capture: true, signal: heard.signal });
  setTimeout(() => heard.abort(), 0);
}

interface Point {
  readonly x: number;
  readonly y: number;
}

interface FoundSpot {
  readonly spot: Spot;
  /** Where it is in the window. */
  readonly box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
}

function spotAt({ x, y }: Point, above: number): FoundSpot | undefined {
  const found = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-day]');
  const day = found?.dataset['day'];
  if (found == null || day === undefined) return undefined;
  const { left, top, width, height } = found.getBoundingClientRect();
  if (found.dataset['column'] === undefined) return { spot: { day }, box: { left, top, width, height } };
  const wanted = ((y - above - top) / height) * 1440;
  const minute = Math.min(1440 - SNAP, Math.max(0, Math.round(wanted / SNAP) * SNAP));
  const line = { left, top: top + (minute / 1440) * height, width, height: 2 };
  return { spot: { day, minute }, box: line };
}

/** Moves what scrolls under the pointer, near its upper or lower edge. */
function scrolledAtEdge({ x, y }: Point): boolean {
  const scroller = document.elementFromPoint(x, y)?.closest('[data-scrolls]');
  if (scroller == null) return false;
  const { top, bottom } = scroller.getBoundingClientRect();
  const before = scroller.scrollTop;
  if (y < top + EDGE) scroller.scrollTop -= EDGE_STEP;
  if (y > bottom - EDGE) scroller.scrollTop += EDGE_STEP;
  return scroller.scrollTop !== before;
}

interface Ghost {
  show(at: Point, spot: FoundSpot | undefined, hint: Hint, isCopy: boolean): void;
  remove(): void;
}

/** What is seen of a drag: a card under the pointer, a frame around the day or a line at the time. */
function ghostOf(words: string): Ghost {
  const card = made('div', styles.card);
  const said = made('span', styles.words);
  const where = made('span', styles.hint);
  const frame = made('div', styles.frame);
  said.textContent = words;
  said.dir = 'auto';
  card.append(said, where);
  document.body.append(frame, card);
  document.documentElement.dataset['dragging'] = 'move';
  return {
    show: ({ x, y }, spot, hint, isCopy) => {
      card.style.transform = `translate3d(${x + 12}px, ${y + 10}px, 0)`;
      if (where.textContent !== hint.words) where.textContent = hint.words;
      const state = hint.isRefused ? 'refused' : isCopy ? 'copy' : 'move';
      card.dataset['state'] = state;
      frame.dataset['state'] = state;
      document.documentElement.dataset['dragging'] = state;
      frame.hidden = spot === undefined;
      if (spot === undefined) return;
      const { left, top, width, height } = spot.box;
      frame.style.transform = `translate3d(${left}px, ${top}px, 0)`;
      frame.style.width = `${width}px`;
      frame.style.height = `${height}px`;
    },
    remove: () => {
      card.remove();
      frame.remove();
      delete document.documentElement.dataset['dragging'];
    },
  };
}

function made(tag: 'div' | 'span', className: string | undefined): HTMLElement {
  const element = document.createElement(tag);
  element.className = className ?? '';
  element.ariaHidden = 'true';
  return element;
}
