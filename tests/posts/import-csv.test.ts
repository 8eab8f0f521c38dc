import { randomUUID } from 'node:crypto';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ChannelId, CommandId } from '#shared/ids.ts';
import { speak } from '#shared/text/spoken.ts';
import { draftPosts, plannedPosts } from '#electron/posts/posts.read.ts';
import { labelNamesOf } from '#electron/posts/imports.read.ts';
import { at, WORKSPACE, type World } from '#tests/kit/world.ts';
import { newCsvWorld, saidOf } from '#tests/posts/csv-world.ts';

// A file of rows becomes posts. It is 24 November 2026, eight in the morning, in UTC.

const HARVEST = join(import.meta.dirname, '../kit/pictures/harvest.jpg');

const PUBLER = `Date - Intl. format or prompt,Text,Link(s) - Separated by comma,Media URL(s) - Separated by comma,Title,Label(s) - Separated by comma,Alt text(s) - Separated by ||,Comment(s) - Separated by ||
2026-11-25 09:00,Rye is in,https://mill.example/rye,,,"Harvest, Rye",,Ask us anything
2026-11-26 10:30,"Open day
on Thursday",,harvest.jpg,,,"A field, golden",
,Some time soon,,,,,,
`;
const HOOTSUITE = `11/25/2026 09:00,"Rye, as always",https://mill.example/rye
12/01/2026 10:30,Advent bread
`;

const planned = (world: World) => plannedPosts(world.library.read, WORKSPACE, 0, 8.64e15);
const textsOf = (posts: ReturnType<typeof planned>): string[] => posts.map(({ segments }) => segments[0]?.text ?? '');

test('a file of Publer becomes planned posts and drafts, with pictures, labels, descriptions and first comments', async () => {
  const { world, folder, open, preview, bringIn } = newCsvWorld();
  copyFileSync(HARVEST, join(folder, 'harvest.jpg'));
  writeFileSync(join(folder, 'publer.csv'), PUBLER);
  const opened = await open(join(folder, 'publer.csv'));
  const rows = await preview(opened);
  expect(rows.map(({ row, becomes }) => [row, becomes])).toEqual([
    [2, 'planned'],
    [3, 'planned'],
    [4, 'draft'],
  ]);
  expect(rows.flatMap((row) => row.problems)).toEqual([]);

  expect(await bringIn(opened)).toMatchObject({ planned: 2, drafts: 1 });
  const [rye, openDay] = planned(world);
  expect(rye).toMatchObject({
    segments: [{ text: 'Rye is in\nhttps://mill.example/rye' }],
    plan: { planned: { wall: '2026-11-25T09:00', zone: 'UTC' }, dueAt: at('09:00', '2026-11-25') },
    firstComment: 'Ask us anything',
    channels: [world.channel],
  });
  expect(rye && labelNamesOf(world.library.read, rye.id)).toEqual(['Harvest', 'Rye']);
  expect(openDay?.segments).toMatchObject([{ text: 'Open day\non Thursday', media: [{ alt: 'A field, golden' }] }]);
  expect(rye && world.publications(rye.id)).toMatchObject([{ state: 'scheduled', dueAt: at('09:00', '2026-11-25') }]);
});

test('a file of Hootsuite has no names; the order of its dates is seen, or asked for', async () => {
  const { world, dropped, preview, bringIn } = newCsvWorld();
  const opened = await dropped(HOOTSUITE);
  expect(opened).toMatchObject({
    order: 'month-first',
    reading: { hasHeader: false, columns: ['date', 'text', 'link'], order: 'month-first' },
  });
  await bringIn(opened);
  expect(planned(world).map(({ plan }) => plan)).toMatchObject([
    { planned: { wall: '2026-11-25T09:00' } },
    { planned: { wall: '2026-12-01T10:30' } },
  ]);

  const unclear = await dropped('12/01/2026 10:30,Advent bread\n');
  expect(unclear.order).toBe('either');
  const [dayFirst] = await preview(unclear, { order: 'day-first' });
  const [monthFirst] = await preview(unclear, { order: 'month-first' });
  expect(saidOf(dayFirst)).toContain('2026-01-12 10:30 has already passed.');
  expect(monthFirst?.planned?.wall).toBe('2026-12-01T10:30');
});

test('where a file does not tell, days are first read as the country of the person writes them', async () => {
  onTestFinished(() => speak('en', []));
  const { dropped } = newCsvWorld();
  const orderFor = async (country: string): Promise<string> => {
    speak('en', [country]);
    return (await dropped('12/01/2026 10:30,Advent bread\n')).reading.order;
  };
  expect([await orderFor('en-US'), await orderFor('en-GB')]).toEqual(['month-first', 'day-first']);
  speak('en', ['en-US']);
  expect((await dropped('24/12/2026 10:30,Christmas bread\n')).reading.order).toBe('day-first');
});

test('every row says what is wrong with it, in its column, and is left out or kept as a draft', async () => {
  const { world, dropped, preview, bringIn } = newCsvWorld();
  const opened = await dropped(
    [
      'Date,Text,Channels,Media',
      '2026-11-23 09:00,Too late,,',
      'next Friday at 2 PM,When?,,',
      '2026-11-25,No time,,',
      '2026-11-25 09:00,Nobody,@stranger,',
      `2026-11-25 09:00,${'a'.repeat(301)},ada,`,
      '2026-11-25 09:00,No picture,,/nowhere/mill.jpg',
      '2026-11-25 09:00,Beside,,mill.jpg',
      '2026-11-25 09:00,On the web,,https://mill.example/mill.jpg',
      '2026-11-25 09:00,,,',
      '2026-11-25 09:00,Good,Bluesky @ada,',
    ].join('\n'),
  );
  const rows = await preview(opened);
  expect(rows.map((row) => [row.problems[0]?.field, saidOf(row)[0]])).toEqual([
    ['date', '2026-11-23 09:00 has already passed.'],
    ['date', '“next Friday at 2 PM” is not a date and time.'],
    ['date', '“2026-11-25” has no time of day.'],
    ['channels', 'No connected channel is called “@stranger”.'],
    ['text', '@ada: 1 characters too many (301 of 300).'],
    ['media', '/nowhere/mill.jpg was not found.'],
    ['media', 'mill.jpg can only be found when you choose the CSV with “Choose a file”.'],
    ['media', 'https://mill.example/mill.jpg is on the web. Allow fetching to bring it in.'],
    ['text', 'This row has no text and no file.'],
    [undefined, undefined],
  ]);
  expect(rows.map(({ becomes }) => becomes)).toEqual([...Array.from({ length: 9 }, () => 'left-out'), 'planned']);
  const asDrafts = await preview(opened, { unplannable: 'as-draft' });
  expect(asDrafts.map(({ becomes }) => becomes).slice(0, 7)).toEqual([
    ...Array.from({ length: 5 }, () => 'draft'),
    'left-out',
    'left-out',
  ]);

  await bringIn(opened);
  expect(textsOf(planned(world))).toEqual(['Good']);
});

test('a time that the clocks skip is named, with the one it goes out at', async () => {
  const { world, dropped, preview } = newCsvWorld();
  world.library.write((tx) => tx.prepare(`UPDATE workspaces SET zone = 'Europe/Berlin'`).run());
  const [row] = await preview(await dropped('Date,Text\n2027-03-28 02:30,Early bread\n'));
  expect(row?.becomes).toBe('planned');
  expect(saidOf(row)).toEqual([
    'The clocks go forward that night: 2027-03-28 02:30 does not exist, so this goes out at 2027-03-28 03:30.',
  ]);
});

test('a column with an unknown name is read as what the person says it is', async () => {
  const { world, dropped, bringIn } = newCsvWorld();
  const opened = await dropped('Wann,Was,Date\n2026-11-25 09:00,Rye is in,\n');
  expect(opened.reading.columns).toEqual(['ignore', 'ignore', 'date']);
  await bringIn(opened, { columns: ['date', 'text', 'ignore'] });
  expect(textsOf(planned(world))).toEqual(['Rye is in']);
});

test('one row that cannot come in keeps all of them out', async () => {
  const { world, dropped, preview, bringIn, web } = newCsvWorld();
  const opened = await dropped(
    'Date,Text,Media\n2026-11-25 09:00,First,\n2026-11-25 10:00,Second,https://mill.example/gone.jpg\n',
  );
  web.read = () => Promise.resolve(undefined);
  await expect(bringIn(opened, { fetchPictures: true })).rejects.toThrow(
    'Row 3 cannot come in: https://mill.example/gone.jpg could not be read: nothing public answers there',
  );
  expect(planned(world)).toEqual([]);
  const [, second] = await preview(opened, { fetchPictures: true });
  expect(second?.becomes).toBe('left-out');

  const late = await dropped('Date,Text\n2026-11-24 08:30,On time\n2026-11-24 09:30,Later\n');
  const rows = await preview(late);
  expect(rows.map(({ becomes }) => becomes)).toEqual(['planned', 'planned']);
  world.setChannelState('disconnected');
  await expect(bringIn(late, { columns: ['date', 'text'] })).rejects.toMatchObject({ code: 'csv.nothing-chosen' });
  expect(planned(world)).toEqual([]);
});

test('pictures on the web come in only when the person says so, and only over https', async () => {
  const { world, dropped, preview, bringIn, web } = newCsvWorld();
  const asked: string[] = [];
  web.read = (url) => {
    asked.push(url);
    return Promise.resolve({ url, answer: { status: 200, headers: {}, body: '', bytes: readFileSync(HARVEST) } });
  };
  const opened = await dropped(
    'Date,Text,Media\n2026-11-25 09:00,Rye,https://mill.example/rye.jpg\n2026-11-25 10:00,Old,http://mill.example/old.jpg\n',
  );
  expect((await preview(opened)).map(({ becomes }) => becomes)).toEqual(['left-out', 'left-out']);
  const allowed = await preview(opened, { fetchPictures: true });
  expect(allowed.map(({ becomes }) => becomes)).toEqual(['planned', 'left-out']);
  expect(saidOf(allowed[1])).toEqual(['http://mill.example/old.jpg is not fetched: only https addresses are.']);
  expect(asked).toEqual([]);
  await bringIn(opened, { fetchPictures: true });
  expect(asked).toEqual(['https://mill.example/rye.jpg']);
  expect(planned(world)[0]?.segments[0]?.media).toHaveLength(1);
});

test('the same file, or the same rows in another one, are noticed; the person may want them twice', async () => {
  const { world, dropped, preview, bringIn } = newCsvWorld();
  const text = 'Date,Text\n2026-11-25 09:00,Rye is in\n';
  await bringIn(await dropped(text));
  const again = await dropped(text);
  expect(again.importedAt).toBe(world.clock.now());
  expect(saidOf((await preview(again))[0])).toEqual(['This row was imported before.']);
  await expect(bringIn(again)).rejects.toMatchObject({
    code: 'csv.imported-before',
    about: { rows: 1, file: 'mill.csv' },
  });
  await expect(bringIn(await dropped(`${text}2026-11-26 09:00,Wheat\n`, 'more.csv'))).rejects.toMatchObject({
    code: 'csv.imported-before',
  });
  expect(planned(world)).toHaveLength(1);
  await bringIn(again, { again: true });
  expect(planned(world)).toHaveLength(2);
});

test('a double click imports once', async () => {
  const { world, csv, dropped } = newCsvWorld();
  const opened = await dropped('Date,Text\n2026-11-25 09:00,Rye is in\n');
  const wanted = {
    id: randomUUID() as CommandId,
    file: opened.file,
    reading: { ...opened.reading, channels: [world.channel] },
    leftOut: [],
    again: true,
  };
  const answers = await Promise.all([csv['csv.import'](wanted), csv['csv.import'](wanted)]);
  expect(answers[0]).toEqual(answers[1]);
  expect(planned(world)).toHaveLength(1);
});

test('an import is undone by one command; what has gone out stays', async () => {
  const { world, csv, dropped, bringIn } = newCsvWorld();
  const opened = await dropped('Date,Text\n2026-11-24 08:30,Rye is in\n2026-11-25 09:00,Wheat\n,Some time\n');
  const { import: imported } = await bringIn(opened);
  await world.clock.to(at('08:30'));
  expect(world.platform.received.map(({ text }) => text)).toEqual(['Rye is in']);
  const id = randomUUID() as CommandId;
  expect(csv['csv.undo']({ id, import: imported })).toEqual({ deleted: 2, kept: 1 });
  expect(textsOf(planned(world))).toEqual(['Rye is in']);
  expect(draftPosts(world.library.read, WORKSPACE, 10)).toEqual([]);
  expect(() => csv['csv.undo']({ id: randomUUID() as CommandId, import: imported })).toThrow(
    expect.objectContaining({ code: 'csv.no-such-import' }),
  );
  // The file is new again.
  expect(
    (await dropped('Date,Text\n2026-11-24 08:30,Rye is in\n2026-11-25 09:00,Wheat\n,Some time\n')).importedAt,
  ).toBe(undefined);
});

test('rows that the person leaves out stay out', async () => {
  const { world, dropped, bringIn } = newCsvWorld();
  const opened = await dropped('Date,Text\n2026-11-25 09:00,Rye\n2026-11-25 10:00,Wheat\n');
  await bringIn(opened, { leftOut: [2] });
  expect(textsOf(planned(world))).toEqual(['Wheat']);
});

test('350 rows for three channels are looked through in well under a second, and come in', async () => {
  const { world, dropped, preview, bringIn } = newCsvWorld();
  const channels = [world.channel, world.addChannel('bob'), world.addChannel('eve')] as ChannelId[];
  const rows = Array.from(
    { length: 350 },
    (_row, n) => `2027-01-${String((n % 28) + 1).padStart(2, '0')} 09:00,Post ${n}`,
  );
  const opened = await dropped(`Date,Text\n${rows.join('\n')}\n`);
  // The time of the processor, not of the wall: other tests run beside this one.
  const start = process.cpuUsage();
  expect(await preview(opened, { channels })).toHaveLength(350);
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1000).toBeLessThan(1000);
  expect(await bringIn(opened, { channels })).toMatchObject({ planned: 350 });
});
