import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { csvOf } from '#shared/analytics/csv.ts';
import { instantsOf } from '#shared/analytics/date-range.ts';
import { notProvided } from '#shared/analytics/metric-words.ts';
import { reportCsv } from '#shared/analytics/report-csv.ts';
import { reportPage, type PageNames } from '#shared/analytics/report-page.ts';
import { reportOf, type ReportSource } from '#shared/analytics/report.ts';
import { CATALOG } from '#shared/platforms/catalog.ts';
import { speak } from '#shared/text/spoken.ts';
import { whyNotWritten, writeWholeFile } from '#electron/analytics/write-whole-file.ts';
import { channelOf, measured } from '#tests/analytics/rows.ts';

// What leaves the app: a table for spreadsheets, and a report for a client.

const RANGE = { from: '2026-11-01', to: '2026-11-07' };
const { from } = instantsOf(RANGE, 'UTC');

function source(excerpt: string): ReportSource {
  return {
    zone: 'UTC',
    posts: [measured(1, from + 3_600_000, { likes: 10, impressions: 100 }), measured(2, from, undefined)],
    labelsOf: () => ['Bread'],
    excerptOf: () => excerpt,
    followersOf: () => undefined,
    channels: [channelOf(0)],
  };
}

describe('a table', () => {
  test('is read back as it was written, whatever is in its cells', () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('a,b', 'say "hi"', 'two\r\nlines', '=1+1', ' x '), fc.integer());
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }), (rows) => {
        const read = parsed(csvOf(rows).slice(1));
        expect(read).toEqual(rows.map((row) => row.map((value) => asText(value))));
      }),
    );
  });

  test.each(['=SUM(A1)', '+1', '-1', '@cmd', '\tx', '\rx'])('defuses %j, which a spreadsheet would run', (text) => {
    expect(parsed(csvOf([[text, 'b']]).slice(1))[0]?.[0]).toBe(`'${text}`);
  });

  test('leaves a negative number alone, and a number that was not told empty', () => {
    expect(csvOf([[-3, undefined, 0]])).toBe('\uFEFF-3,,0\r\n');
  });

  test('has a row for each post, oldest first, with what its network told', () => {
    const names = { channel: () => '@bakery', network: () => 'Scripted', permalink: () => 'https://a.example/1' };
    const [head = [], silent = [], told = []] = parsed(
      reportCsv(source('Fresh bread'), names, { range: RANGE }).slice(1),
    );
    const at = (name: string): number => head.indexOf(name);
    expect([silent[at('Likes')], silent[at('Interactions')]]).toEqual(['', '']);
    expect(told[at('Published')]).toBe('2026-11-01 01:00');
    expect([told[at('Likes')], told[at('Impressions')], told[at('Shares')]]).toEqual(['10', '100', '']);
    expect([told[at('Interactions')], told[at('Engagement rate')]]).toEqual(['10', '0.1']);
  });
});

describe('a report for a client', () => {
  const names: PageNames = {
    workspace: 'Mill & Sons',
    zone: 'UTC',
    madeAt: from,
    channel: () => ({ name: '@bakery (Scripted)', color: '#123456' }),
    notProvided: ['Scripted does not tell reach.'],
  };
  const page = (excerpt: string): string =>
    reportPage(reportOf(source(excerpt), { range: RANGE, drawn: 'interactions' }), { drawn: 'interactions' }, names);

  test('says whose it is, of when, how it went, and what is not told', () => {
    const html = page('Fresh bread');
    for (const words of [
      'Mill &amp; Sons',
      '1\u2009–\u20097 Nov 2026',
      'Fresh bread',
      'Scripted does not tell reach.',
      '10%',
    ])
      expect(html).toContain(words);
  });

  test('writes its days as the country of the person does who makes it', () => {
    onTestFinished(() => speak('en', []));
    speak('en', ['en-US']);
    expect(page('Fresh bread')).toContain('Nov 1\u2009–\u20097, 2026, compared with Oct 25\u2009–\u200931, 2026');
  });

  test('shows what people wrote as words, never as a page', () => {
    const html = page(`<img src=x onerror="alert(1)"><script>alert('x')</script>`);
    expect(html).not.toMatch(/<img|<script/);
    expect(html).toContain('&lt;script&gt;alert(&#39;x&#39;)');
  });
});

test.each(CATALOG)('$name says in a sentence what it does not tell', (platform) => {
  const sentence = notProvided(platform);
  expect(sentence).toMatch(new RegExp(`^${platform.name} .+\\.$`));
  for (const name of platform.takes.metrics) expect(sentence).not.toMatch(new RegExp(`not tell .*\\b${name}\\b`));
});

describe('a file', () => {
  function folder(): string {
    const made = mkdtempSync(join(tmpdir(), 'postwright-export-'));
    onTestFinished(() => rmSync(made, { recursive: true, force: true }));
    return made;
  }

  test('is written whole, in place of the older one, and nothing else is left', async () => {
    const at = folder();
    writeFileSync(join(at, 'posts.csv'), 'older');
    await writeWholeFile(join(at, 'posts.csv'), 'newer');
    expect(readFileSync(join(at, 'posts.csv'), 'utf8')).toBe('newer');
    expect(readdirSync(at)).toEqual(['posts.csv']);
  });

  test('that cannot be written is refused by name, and the older one stays', async () => {
    const at = folder();
    await expect(writeWholeFile(join(at, 'nowhere', 'posts.csv'), 'x')).rejects.toMatchObject({
      code: 'export.not-written',
      about: { file: 'posts.csv', reason: 'ENOENT' },
    });
    // A folder of that name is in the way of the last step.
    const taken = join(at, 'taken');
    await writeWholeFile(join(at, 'x'), 'x');
    rmSync(join(at, 'x'));
    const blocked = mkdtempSync(`${taken}-`);
    writeFileSync(join(blocked, 'in-it'), '');
    await expect(writeWholeFile(blocked, 'x')).rejects.toMatchObject({ code: 'export.not-written' });
    expect(existsSync(join(blocked, 'in-it'))).toBe(true);
    expect(readdirSync(at).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test.each([
    ['ENOSPC', 'export.disk-full'],
    ['EDQUOT', 'export.disk-full'],
    ['EACCES', 'export.not-allowed'],
    ['EBUSY', 'export.not-allowed'],
    ['EIO', 'export.not-written'],
  ])('that meets %s is told as %s', (code, failure) => {
    const error = Object.assign(new Error('write'), { code });
    expect(whyNotWritten('posts.csv', error)).toMatchObject({ code: failure, about: { file: 'posts.csv' } });
  });
});

function asText(value: string | number): string {
  if (typeof value === 'number') return String(value);
  return /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
}

/** RFC 4180, read by its grammar. */
function parsed(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [all, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    if (all === '') continue;
    row.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
