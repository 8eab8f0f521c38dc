// The plan of a busy year, the same every time: what is planned when. Known to the library that Postwright opens and to the
// page that shows react-big-calendar alone, so that both show the same.

export const POSTS = 10_000;

export interface PlannedPost {
  readonly text: string;
  readonly at: number;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const DAYS = 354;
const FIRST_HOUR = 7;

const SAYINGS = [
  'The first loaves of the new harvest are out of the oven, and the shop is open until six.',
  'Open day on Saturday: come and see the wheel turn. Bring the children, and boots.',
  'Rye, spelt or emmer? Tell us what we should mill next.',
  'The stones were dressed by hand this week, as every autumn. https://mill.example/stones',
  'New on the shelf: buckwheat flour, stone-ground, from the valley.',
  'Two places left in Saturday’s sourdough class. https://mill.example/classes',
  'Recipe: crackers from what is left of the starter.',
];

/** `count` posts over a year around `now`, about 28 a day between 7 and 21 o'clock; none of them due within two hours. */
export function busyYear(now: number, count = POSTS): PlannedPost[] {
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  const perDay = count / DAYS;
  return Array.from({ length: count }, (_none, n) => {
    const day = Math.floor(n / perDay);
    const part = (n - day * perDay) / perDay;
    const minute = FIRST_HOUR * 60 + Math.floor((part * 14 * 60) / 5) * 5;
    const wanted = today + (day - DAYS / 2) * DAY_MS + minute * MINUTE_MS;
    const isSoon = wanted > now - 2 * MINUTE_MS && wanted < now + 120 * MINUTE_MS;
    return { text: `${SAYINGS[n % SAYINGS.length]} (${n})`, at: isSoon ? wanted - 240 * MINUTE_MS : wanted };
  });
}
