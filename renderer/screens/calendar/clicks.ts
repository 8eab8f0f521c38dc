import type { MouseEvent } from 'react';
import { Failure } from '#shared/failures.ts';
import type { PostId } from '#shared/ids.ts';
import { toPlannedTime, type PlannedTime } from '#shared/time-zones.ts';
import { showFailure } from '../../failures/show-notice.tsx';
import { useCalendar } from '../../state/calendar.store.ts';
import { entryOf } from '../../state/plan-entries.store.ts';
import { openPost, startPost } from '../../state/route.store.ts';
import type { ShownDay } from './days.ts';
import { startOnDay } from './drop-time.ts';
import { instantOf } from './entry-look.ts';
import type { GridProps } from './grid-props.ts';
import type { MoreOf } from './more-list.tsx';
import type { LookAt } from './quick-look.tsx';

/** Minutes that a click among the hours is taken back to. */
const ROW = 30;

interface Shows {
  readonly lookAt: (at: LookAt) => void;
  readonly showMore: (more: MoreOf) => void;
}

interface Clicks {
  readonly click: (event: MouseEvent) => void;
  readonly doubleClick: (event: MouseEvent) => void;
  readonly openEntry: (id: PostId, beside: DOMRect) => void;
}

/** What a click on the calendar does, by what it was on. One hears for all, so that hundreds of entries need not. */
export function useClicks(grid: GridProps, { lookAt, showMore }: Shows): Clicks {
  const { zone } = grid.look;
  const click = (event: MouseEvent): void => {
    const on = (name: string): HTMLElement | null => (event.target as Element).closest(`[data-${name}]`);
    const entry = on('entry');
    if (entry) return lookAt({ id: entry.dataset['entry'] as PostId, beside: entry.getBoundingClientRect() });
    const more = on('more');
    if (more) return showMore(moreOf(more, grid));
    const only = dayNamed(grid, on('only')?.dataset['only']);
    if (only) return useCalendar.setState({ view: 'day', date: only.start });
    const add = dayNamed(grid, on('add')?.dataset['add']);
    if (add) return start(startOnDay(add.start, zone, Date.now()));
    const free = on('free');
    if (free) return start(placeAt(free, grid));
    const empty = on('day');
    const day = dayNamed(grid, empty?.dataset['day']);
    const isList = (event.currentTarget as HTMLElement).dataset['view'] === 'agenda';
    if (empty && day && !isList) start(timeOf(empty, day, event.clientY, zone));
  };
  return {
    click,
    doubleClick: (event) => {
      const id = (event.target as Element).closest<HTMLElement>('[data-entry]')?.dataset['entry'];
      if (id !== undefined) openPost(id as PostId);
    },
    openEntry: (id, beside) => lookAt({ id, beside }),
  };
}

function dayNamed({ days }: GridProps, key: string | undefined): ShownDay | undefined {
  return key === undefined ? undefined : days.find((day) => day.key === key);
}

function moreOf(button: HTMLElement, grid: GridProps): MoreOf {
  const key = button.dataset['more'] ?? '';
  const index = grid.days.findIndex((day) => day.key === key);
  const named = button.dataset['of'];
  const of = named?.split(' ').flatMap((id) => entryOf(id as PostId) ?? []);
  return {
    day: grid.days[index]?.start ?? 0,
    ids: (of ?? grid.byDay[index] ?? []).map(({ id }) => id),
    beside: button.getBoundingClientRect(),
  };
}

function placeAt(button: HTMLElement, { free }: GridProps): PlannedTime | undefined {
  const at = Number(button.dataset['at']);
  return free.get(button.dataset['free'] ?? '')?.find((place) => place.at === at)?.planned;
}

/** An empty place of a day: its hour where hours are shown, or the time posts usually begin with. */
function timeOf(place: HTMLElement, day: ShownDay, y: number, zone: string): PlannedTime | undefined {
  if (place.dataset['column'] === undefined) return startOnDay(day.start, zone, Date.now());
  const { top, height } = place.getBoundingClientRect();
  const minute = Math.floor((((y - top) / height) * 1440) / ROW) * ROW;
  const at = instantOf(day.start, Math.max(0, minute), zone);
  return at > Date.now() ? toPlannedTime(at, zone) : undefined;
}

function start(at: PlannedTime | undefined): void {
  if (at === undefined) showFailure(new Failure('time.in-the-past'));
  else startPost(at);
}
