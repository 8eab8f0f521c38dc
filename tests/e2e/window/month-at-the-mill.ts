import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DateTime } from 'luxon';
import type { MediaId, PostId } from '#shared/ids.ts';
import { setClock as setAppClock, setWindowClock } from '#tests/e2e/window/mill-clock.ts';
import { HARVEST, OPEN_DAY, change, type MillHouse } from '#tests/e2e/window/mill-house.ts';
import { importPicture, publishNow, untilAll, writePost } from '#tests/kit/connected-app.ts';

// A month of a mill that bakes, teaches and sells, half of it behind us. The month is always the same one, so that
// the pictures of the window change only when the window does.

export const ZONE = 'Europe/Berlin';
const NOW = at('2026-11-12T09:41:00');

type Where = 'both' | 'bluesky' | 'mastodon';
type Line = readonly [wall: string, text: string, where?: Where, picture?: 'harvest' | 'open-day'];

const GONE_OUT: readonly Line[] = [
  ['2026-11-02T08:00', 'The first frost is on the wheel this morning. Coffee’s on.'],
  ['2026-11-03T12:00', 'New on the shelf: emmer flour, stone-ground on Monday.', 'both', 'harvest'],
  ['2026-11-05T08:30', 'Bread on Thursdays: 60 loaves of rye, from eight until they are gone.'],
  ['2026-11-06T17:00', 'Weekend reading: how our miller dresses the stones. https://mill.example/stones', 'bluesky'],
  ['2026-11-08T10:00', 'Thank you for a full house at the apple press! 410 litres.', 'both', 'open-day'],
  ['2026-11-10T09:00', 'Two places left in Saturday’s sourdough class. https://mill.example/classes'],
  ['2026-11-11T18:00', 'St Martin’s lanterns pass the mill tonight at six. Bring a cup for the punch.', 'mastodon'],
];

const REFUSED: Line = ['2026-11-12T08:30', 'Emmer, spelt and rye: this week’s milling list', 'mastodon'];
const OVERDUE: Line = ['2026-11-12T07:15', 'Bread on Thursdays: today with walnut. From eight!', 'bluesky'];

const PLANNED: readonly Line[] = [
  ['2026-11-12T12:00', 'Lunch at the mill: pumpkin soup and yesterday’s rye.', 'both', 'harvest'],
  ['2026-11-12T17:30', 'The wheel stands still tomorrow for repairs. The shop stays open.'],
  ['2026-11-13T09:00', 'How do you dry a water wheel in November? Slowly. A thread.', 'mastodon'],
  ['2026-11-14T07:30', 'Sourdough class today. Good luck to fourteen new starters!', 'both', 'open-day'],
  ['2026-11-14T16:00', 'Look at these crumbs. Well done, everybody.', 'bluesky', 'harvest'],
  ['2026-11-16T08:00', 'Monday is milling day. What shall we grind for you?'],
  ['2026-11-17T12:00', 'Behind the door: the 1898 sifter, still at work.', 'mastodon', 'open-day'],
  ['2026-11-18T09:00', 'Christmas boxes are open for orders. https://mill.example/boxes'],
  ['2026-11-19T08:30', 'Bread on Thursdays: rye, and a few spelt rolls.'],
  ['2026-11-19T12:00', 'Recipe: crackers from what is left of the starter.', 'bluesky'],
  ['2026-11-19T18:00', 'Tonight: story hour by the stove, for small millers.', 'mastodon'],
  ['2026-11-20T10:00', 'Friday question: butter first, or salt first?', 'bluesky'],
  ['2026-11-21T11:00', 'The advent market begins in a week. We are baking stars.', 'both', 'harvest'],
  ['2026-11-23T09:00', 'A day in the life of a miller, part one of three.'],
  ['2026-11-24T09:00', 'A day in the life of a miller, part two.'],
  ['2026-11-25T09:00', 'A day in the life of a miller, part three.'],
  ['2026-11-26T08:30', 'Bread on Thursdays: the last rye before advent.'],
  ['2026-11-27T15:00', 'Lanterns are up. Come by after dark.', 'mastodon', 'open-day'],
  ['2026-11-28T10:00', 'Advent market at the mill, today and tomorrow. Entry is free.', 'both', 'open-day'],
  ['2026-11-28T10:30', 'Parking is by the church; the lane is for walking.', 'mastodon'],
  ['2026-11-28T13:00', 'Waffles! Queue to the left of the wheel.', 'bluesky', 'harvest'],
  ['2026-11-28T16:30', 'The choir sings at five.', 'both'],
  ['2026-11-29T10:00', 'First Sunday of advent. The stove is warm.', 'both'],
  ['2026-12-01T08:00', 'Door one: a bag of emmer. Tell us what you would bake.', 'both', 'harvest'],
  ['2026-12-03T08:30', 'Bread on Thursdays: stollen week.', 'both'],
];

const DRAFTS: readonly Line[] = [
  ['2026-11-10T15:20', 'Opening hours between the years: closed 24–26 December, open 27–30.'],
  ['2026-11-11T11:05', 'An interview with Frieda, who has baked here since 1974', 'bluesky', 'open-day'],
  ['2026-11-12T09:31', 'Idea: a poll about next year’s grain. Emmer? Einkorn? Champagne rye?', 'mastodon'],
];

/** The post that is open in the picture of the composer. */
export const OPEN_POST = 'The advent market';

/** Writes, plans and publishes a month of posts, at its own pace: the clock is set from one post to the next. */
export async function liveThroughTheMonth(mill: MillHouse): Promise<void> {
  await mill.app.call('settings.setWorkspace', { zone: ZONE, overdue: { then: 'ask' } });
  const pictures = {
    harvest: await importPicture(mill.app, 'harvest.jpg', readFileSync(HARVEST)),
    'open-day': await importPicture(mill.app, 'open-day.png', readFileSync(OPEN_DAY)),
  };
  const write = (line: Line): Promise<PostId> => written(mill, line, pictures);
  for (const line of GONE_OUT) {
    await setClock(mill, at(line[0]));
    const post = await write(line);
    await publishNow(mill.app, post);
    await untilAll(mill.app, post, ['published']);
  }
  for (const line of DRAFTS.slice(0, 2)) {
    await setClock(mill, at(line[0]));
    await write(line);
  }
  await setClock(mill, at('2026-11-11T20:00'));
  const overdue = await write(OVERDUE);
  await planAt(mill, overdue, OVERDUE[0]);
  for (const line of PLANNED) await planAt(mill, await write(line), line[0]);
  await setClock(mill, at(REFUSED[0]));
  await beRefused(mill, await write(REFUSED));
  await untilAll(mill.app, overdue, ['held']);
  for (const line of DRAFTS.slice(2)) await write(line);
  await setClock(mill, NOW);
  callThemAsPeopleDo(mill);
}

/** The accounts are of servers on this computer; the pictures show them as they would be called elsewhere. */
function callThemAsPeopleDo(mill: MillHouse): void {
  const library = new DatabaseSync(join(mill.app.userData, 'library.sqlite'));
  const call = library.prepare(
    "UPDATE channels SET display_name = 'The Mill House', handle = ?, server = ? WHERE id = ?",
  );
  call.run('millhouse.example', 'https://bsky.social', mill.channels.bluesky);
  call.run('@millhouse@mastodon.example', 'https://mastodon.example', mill.channels.mastodon);
  library.prepare("UPDATE channels SET server = 'https://www.linkedin.com' WHERE platform = 'linkedin'").run();
  library.close();
}

/** Sets the clock of the app and of the networks; it goes on from there. */
async function setClock(mill: MillHouse, now: DateTime): Promise<void> {
  mill.clock.aheadMs = now.toMillis() - Date.now();
  await setAppClock(mill.app, mill.clock.aheadMs);
}

/** The window shows the same time as the app. For the window that is opened next. */
export async function showMonthInWindow(mill: MillHouse): Promise<void> {
  await setWindowClock(mill.app, NOW.toMillis() - Date.now());
}

async function written(
  mill: MillHouse,
  [, text, where = 'both', picture]: Line,
  pictures: Readonly<Record<'harvest' | 'open-day', MediaId>>,
): Promise<PostId> {
  const channels = where === 'both' ? Object.values(mill.channels) : [mill.channels[where]];
  const alt = picture === 'harvest' ? 'Wheat at dusk, with the words “Harvest week”' : 'The mill at night, lit in red';
  return writePost(mill.app, {
    texts: text.endsWith('A thread.') ? [text, 'First the buckets, one by one.', 'Then the axle.'] : [text],
    channels,
    ...(picture !== undefined && { picture: { id: pictures[picture], alt } }),
  });
}

async function planAt(mill: MillHouse, post: PostId, wall: string): Promise<void> {
  await change(mill.app, { kind: 'post.plan', post, planned: { wall, zone: ZONE } });
}

async function beRefused(mill: MillHouse, post: PostId): Promise<void> {
  const error = 'Validation failed: Text is too similar to an earlier post';
  mill.mastodon.faults.order('POST', '/api/v1/statuses', { kind: 'status', status: 422, body: { error } });
  await publishNow(mill.app, post);
  await untilAll(mill.app, post, ['failed']);
}

function at(wall: string): DateTime {
  return DateTime.fromISO(wall, { zone: 'Europe/Berlin' });
}
