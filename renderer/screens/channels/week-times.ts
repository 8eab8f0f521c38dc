import { slotId, type SlotId, type SlotTime } from '#shared/channels/slot.ts';
import { DAY_MINUTES, minutesOf, wallTimeOf } from '../../text/time-of-day.ts';

// Where in the week a posting time is, in the measures of the grid: seven days, and minutes of a day.

export const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
/** A slot that is dragged or moved by a key stands on quarters of an hour. */
const STEP = 15;

/** The time a place of the grid means; `x` and `y` count from 0 to 1 over the whole week and the whole day. */
export function timeAt(x: number, y: number, step = STEP): SlotTime {
  const weekday = Math.min(7, Math.max(1, Math.floor(x * 7) + 1));
  const steps = Math.min(DAY_MINUTES / step - 1, Math.max(0, Math.round((y * DAY_MINUTES) / step)));
  return { weekday, wallTime: wallTimeOf(steps * step) };
}

/** The half hour that was clicked. */
export function clickedTime(x: number, y: number): SlotTime {
  const half = Math.floor((y * DAY_MINUTES) / 30) * 30;
  return timeAt(x, half / DAY_MINUTES, 30);
}

const STEPS: Readonly<Record<string, readonly [days: number, minutes: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

/** Where an arrow moves a slot: past those that are in the way, and not out of the week. `undefined` when it stays. */
export function movedByArrow(time: SlotTime, key: string, others: readonly SlotTime[]): SlotTime | undefined {
  const step = STEPS[key];
  if (step === undefined) return undefined;
  const [days, minutes] = step;
  for (let times = 1; times <= DAY_MINUTES / STEP; times += 1) {
    const weekday = time.weekday + days * times;
    const at = minutesOf(time.wallTime) + minutes * times;
    if (weekday < 1 || weekday > 7 || at < 0 || at >= DAY_MINUTES) return undefined;
    const moved = { weekday, wallTime: wallTimeOf(at) };
    if (!others.some((other) => isSameTime(other, moved))) return moved;
  }
  return undefined;
}

export function isSameTime(a: SlotTime, b: SlotTime): boolean {
  return a.weekday === b.weekday && a.wallTime === b.wallTime;
}

/** Weeks that many people begin with. */
export const PRESETS = {
  weekdays: everyDay([1, 2, 3, 4, 5], ['09:00', '12:00', '17:00']),
  daily: everyDay(DAYS, ['10:00']),
  ends: everyDay([1, 2, 3, 4, 5], ['08:00', '18:00']),
} as const;

function everyDay(days: readonly number[], times: readonly string[]): readonly SlotTime[] {
  return days.flatMap((weekday) => times.map((wallTime) => ({ weekday, wallTime })));
}

/** The times as new slots. */
export function asSlots(times: readonly SlotTime[]): { id: SlotId; weekday: number; wallTime: string }[] {
  return times.map(({ weekday, wallTime }) => ({ id: freshSlot(), weekday, wallTime }));
}

export function freshSlot(): SlotId {
  return slotId.parse(crypto.randomUUID());
}
