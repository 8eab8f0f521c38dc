import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { measuredPosts } from '#electron/analytics/analytics.read.ts';
import { nextAsked, unwatchedAmong, unwatchedSince } from '#electron/analytics/watches.read.ts';
import type { Library, ReadDb, WriteTx } from '#electron/db/handles.ts';
import { slotsOf, slotsOfChannel } from '#electron/channels/slots.read.ts';
import { openLibrary } from '#electron/db/open.ts';
import { calendarEntries, calendarEntriesOf } from '#electron/posts/calendar.read.ts';
import { labelsOf, labelsOfPost } from '#electron/posts/labels.read.ts';
import {
  archivedPosts,
  deletedPosts,
  draftPosts,
  longDeleted,
  plannedPosts,
  postById,
  postsPlannedByWallTime,
  templatePosts,
  versionsOf,
} from '#electron/posts/posts.read.ts';
import { isUsed } from '#electron/media/media-uses.read.ts';
import { overviewOf, shelfPart, usesOf } from '#electron/media/shelf.read.ts';
import { searchPosts } from '#electron/posts/search.read.ts';
import { importOfFile, importOfRow, labelNamesOf } from '#electron/posts/imports.read.ts';
import { activityPage } from '#electron/publishing/activity.read.ts';
import { releaseWaiting, settleMissed } from '#electron/publishing/missed.ts';
import { ledgerOf } from '#electron/publishing/ledger.read.ts';
import {
  channelActivity,
  channelsHoldingBack,
  dueUntil,
  nextRunAt,
  publicationsOfPost,
  queuePart,
  takenTimes,
  unneededMedia,
} from '#electron/publishing/publications.read.ts';
import { claimDue } from '#electron/publishing/queue/claim-due.ts';
import { takeBackInterrupted } from '#electron/publishing/queue/take-back-interrupted.ts';
import type { ChannelId, MediaId, PostId, PublicationId, WorkspaceId } from '#shared/ids.ts';
import type { ShelfFilter } from '#shared/media/shelf.ts';
import { postFilter } from '#shared/posts/post-search.ts';
import { handClock } from '#tests/kit/hand-clock.ts';

// A year of a busy team: 10,000 posts, most of them out, on ten channels. What the calendar, the lists and the scheduler
// ask must find its rows through an index. The statements are those that the code really prepares.

const POSTS = 10_000;
const HOUR_MS = 3_600_000;
const NOW = Date.UTC(2026, 10, 24, 8);
const WORKSPACE = idOf(1, 0) as WorkspaceId;
const MEDIA = 'ab'.repeat(32) as MediaId;
const SHELF: ShelfFilter = { use: 'all', search: '', sort: 'newest', without: [] };

/** Everything that a filter can ask for. */
const ALL = postFilter.parse({
  shelves: ['desk', 'archive'],
  stages: ['draft'],
  progress: ['needs-you', 'published'],
  channels: [idOf(4, 1)],
  labels: [idOf(5, 1)],
  from: 0,
});

interface Asked {
  readonly sql: string;
  readonly given: readonly unknown[];
}

const asked: Asked[] = [];
let folder: string;
let library: Library;
let raw: Database;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'postwright-plans-'));
  const path = join(folder, 'library.sqlite');
  library = openLibrary({ path, clock: handClock(NOW), onListenerError: () => undefined });
  library.write(fill);
  raw = new Sqlite(path);
});

afterAll(async () => {
  raw.close();
  await library.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('with 10,000 posts, an index finds', () => {
  test.each<[string, (db: ReadDb) => unknown]>([
    ['a month of the calendar', (db) => plannedPosts(db, WORKSPACE, NOW - 360 * HOUR_MS, NOW + 360 * HOUR_MS)],
    [
      'the entries of a month of the calendar',
      (db) => calendarEntries(db, WORKSPACE, NOW - 360 * HOUR_MS, NOW + 360 * HOUR_MS),
    ],
    ['entries that changed', (db) => calendarEntriesOf(db, [idOf(2, 1) as PostId])],
    ['the drafts', (db) => draftPosts(db, WORKSPACE, 100)],
    ['the bin', (db) => deletedPosts(db, WORKSPACE, 100)],
    ['the archive', (db) => archivedPosts(db, WORKSPACE, 100)],
    ['the templates', (db) => templatePosts(db, WORKSPACE, 100)],
    ['what leaves the bin', (db) => longDeleted(db, NOW, 100)],
    ['the labels', (db) => labelsOf(db, WORKSPACE)],
    ['the labels of a post', (db) => labelsOfPost(db, idOf(2, 1) as PostId)],
    ['what is searched for', (db) => searchPosts(db, WORKSPACE, { text: 'mill', filter: ALL, limit: 30, offset: 0 })],
    ['one post', (db) => postById(db, idOf(2, 1) as PostId)],
    ['the versions of a post', (db) => versionsOf(db, idOf(2, 1) as PostId)],
    ['what follows the zone rules', (db) => postsPlannedByWallTime(db, NOW)],
    ['the publications of a post', (db) => publicationsOfPost(db, idOf(2, 1) as PostId)],
    ['what needs attention', (db) => queuePart(db, WORKSPACE, 'attention', 100)],
    ['what comes next', (db) => queuePart(db, WORKSPACE, 'upcoming', 100)],
    ['the history', (db) => queuePart(db, WORKSPACE, 'history', 100)],
    ['the history of a publication', (db) => ledgerOf(db, idOf(3, 1) as PublicationId)],
    ['what happened lately', (db) => activityPage(db, WORKSPACE, { filter: {}, limit: 50 })],
    [
      'what happened before that',
      (db) => activityPage(db, WORKSPACE, { filter: {}, behind: { at: NOW, kind: 'sending', key: '5' }, limit: 50 }),
    ],
    [
      'what happened to one post',
      (db) => activityPage(db, WORKSPACE, { filter: { post: idOf(2, 1) as PostId }, limit: 50 }),
    ],
    [
      'what happened on one channel in a day',
      (db) =>
        activityPage(db, WORKSPACE, {
          filter: { channel: channelOf(1), from: NOW - 24 * HOUR_MS, to: NOW },
          limit: 50,
        }),
    ],
    [
      'whether a file or a row was imported before',
      (db) => [importOfFile(db, WORKSPACE, 'f'), importOfRow(db, WORKSPACE, 'r')],
    ],
    ['the names of the labels of a post', (db) => labelNamesOf(db, idOf(2, 1) as PostId)],
    ['when to look again', (db) => nextRunAt(db)],
    ['what is due before quitting', (db) => dueUntil(db, NOW + HOUR_MS)],
    ['which files nothing else needs', (db) => unneededMedia(db, idOf(3, 1) as PublicationId)],
    ['what is planned for a channel', (db) => takenTimes(db, channelOf(1), NOW)],
    ['the posting times of a channel', (db) => slotsOfChannel(db, channelOf(1))],
    ['how the channels are doing', (db) => channelActivity(db, WORKSPACE)],
    ['all posting times', (db) => slotsOf(db, WORKSPACE)],
    ['which channels hold something back', (db) => channelsHoldingBack(db)],
    ['a part of the shelf', (db) => shelfPart(db, SHELF, 0, 100)],
    [
      'the largest files that nothing uses',
      (db) => shelfPart(db, { ...SHELF, use: 'unused', sort: 'largest' }, 0, 100),
    ],
    ['the files of a folder', (db) => shelfPart(db, { ...SHELF, folder: 'Harvest', sort: 'name' }, 0, 100)],
    ['files by their words', (db) => shelfPart(db, { ...SHELF, search: 'dusk', label: 'Summer' }, 0, 100)],
    ['what needs a file', (db) => usesOf(db, [MEDIA])],
    ['whether anything needs a file', (db) => isUsed(db, MEDIA)],
    ['how much space the files take', (db) => overviewOf(db)],
    ['how a month of posts did', (db) => measuredPosts(db, WORKSPACE, NOW - 720 * HOUR_MS, NOW)],
    ['what to ask next about numbers', (db) => nextAsked(db, NOW)],
    ['what went out and is not watched yet', (db) => unwatchedSince(db, NOW - 720 * HOUR_MS)],
    ['the same of what changed', (db) => unwatchedAmong(db, [idOf(3, 1)])],
  ])('%s', (_what, ask) => {
    const heard = listening(library.read);
    ask(heard);
    expect(asked.length).toBeGreaterThan(0);
    expect(scans()).toEqual([]);
  });

  test.each<[string, (heard: Library) => unknown]>([
    ['what to send now', (heard) => heard.write((tx) => claimDue(tx, 'lease', NOW + HOUR_MS))],
    ['what was interrupted', (heard) => heard.write((tx) => takeBackInterrupted(tx))],
    ['what was missed', (heard) => settleMissed(heard, NOW)],
    ['what waited for its channel', (heard) => releaseWaiting(heard)],
  ])('%s', (_what, work) => {
    work(overhearing(library));
    expect(asked.length).toBeGreaterThan(0);
    expect(scans()).toEqual([]);
  });

  test('nothing when there is no index, which is seen', () => {
    listening(library.read).prepare(`SELECT 1 FROM posts WHERE post_json LIKE ?`).all('%x%');
    expect(scans()).toEqual([expect.stringContaining('SCAN posts')]);
  });
});

/** The plans that go through all posts or publications, each with its statement, of what was asked since the last time. */
function scans(): string[] {
  return asked.splice(0).flatMap(({ sql, given }) => {
    const plan = raw.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...given);
    const bad = plan
      .map((row) => row.detail)
      .filter(
        (detail) =>
          /^SCAN (posts|publications|p|b|l|v|r|e|u|ledger|steps|post_versions|media_uses|metric_readings|slots|s|imported_rows|channel_events)\b/.test(
            detail,
          ) && !isPartial(detail),
      );
    return bad.map((detail) => `${detail} in: ${sql.replaceAll(/\s+/g, ' ')}`);
  });
}

/** An index that holds only the few rows that wait, are on their way or are held may be read whole. */
function isPartial(detail: string): boolean {
  return /USING (COVERING )?INDEX publications_(to_run|one_in_flight|held)\b/.test(detail);
}

function overhearing(quiet: Library): Library {
  return { ...quiet, read: listening(quiet.read), write: (work) => quiet.write((tx) => work(listening(tx))) };
}

/** The same handle, but every statement that runs is written down with what it was given. */
function listening<T extends ReadDb>(db: T): T {
  asked.length = 0;
  const prepare = (sql: string): unknown => {
    const statement = db.prepare(sql);
    const run =
      (verb: 'get' | 'all' | 'iterate' | 'run') =>
      (...given: unknown[]): unknown => {
        if (!sql.startsWith('INSERT')) asked.push({ sql, given });
        return statement[verb](...given);
      };
    return { get: run('get'), all: run('all'), iterate: run('iterate'), run: run('run') };
  };
  return new Proxy(db, {
    get: (target, name, self) => (name === 'prepare' ? prepare : Reflect.get(target, name, self)),
  });
}

/** A UUID for the n-th row of a kind. */
function idOf(kind: number, n: number): string {
  return `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(n).padStart(12, '0')}`;
}

function fill(tx: WriteTx): void {
  tx.prepare(
    `INSERT INTO workspaces (id, name, zone, overdue_json, created_at) VALUES (?, 'Team', 'UTC', '{"then":"hold","withinMin":0}', 1)`,
  ).run(WORKSPACE);
  for (let n = 0; n < 10; n += 1) addChannel(tx, n);
  for (let n = 0; n < POSTS; n += 1) addPost(tx, n);
}

function addChannel(tx: WriteTx, n: number): void {
  const state = n === 9 ? 'paused' : 'connected';
  tx.prepare(
    `INSERT INTO channels (id, workspace_id, platform, remote_id, handle, display_name, server, profile_url, limits_json, state, connected_at)
     VALUES (?, ?, 'scripted', ?, 'ada', 'Ada', 'https://a.example', 'https://a.example/ada', '{}', ?, 1)`,
  ).run(channelOf(n), WORKSPACE, String(n), state);
}

/** One hour apart, three quarters of them in the past; every twentieth is a draft, every thirtieth in the bin. */
function addPost(tx: WriteTx, n: number): void {
  const id = idOf(2, n);
  const dueAt = n % 20 === 0 ? null : NOW + (n - POSTS * 0.75) * HOUR_MS;
  tx.prepare(
    `INSERT INTO posts (id, workspace_id, version, post_json, plan_kind, due_at, deleted_at, created_at, updated_at) VALUES (?, ?, 1, '{}', ?, ?, ?, ?, ?)`,
  ).run(id, WORKSPACE, dueAt === null ? 'none' : 'at', dueAt, n % 30 === 0 ? NOW : null, n, n);
  tx.prepare(
    `INSERT INTO post_versions (post_id, version, at, command_id, command_kind, post_json) VALUES (?, 1, ?, 'c', 'post.create', '{}')`,
  ).run(id, n);
  if (dueAt !== null && n % 30 !== 0) addPublication(tx, n, id, dueAt);
}

function addPublication(tx: WriteTx, n: number, post: string, dueAt: number): void {
  const id = idOf(3, n);
  const isOut = dueAt <= NOW - HOUR_MS;
  const state = !isOut ? 'scheduled' : n % 50 === 7 ? 'held' : 'published';
  const none = { runAt: null, receipt: null, why: null };
  const waiting = {
    scheduled: { ...none, runAt: dueAt },
    held: { ...none, why: '{"code":"channel.paused","about":{}}' },
    published: { ...none, receipt: '{}' },
  };
  tx.prepare(
    `INSERT INTO publications (id, workspace_id, post_id, channel_id, platform, state, due_at, run_at, receipt_json, why_json, changed_at)
     VALUES (:id, :WORKSPACE, :post, :channel, 'scripted', :state, :dueAt, :runAt, :receipt, :why, :dueAt)`,
  ).run({ id, WORKSPACE, post, channel: channelOf(n % 10), state, dueAt, ...waiting[state] });
  tx.prepare(`INSERT INTO ledger (publication_id, at, event, details_json) VALUES (?, ?, 'planned', '{}')`).run(
    id,
    dueAt,
  );
  if (isOut)
    tx.prepare(
      `INSERT INTO steps (publication_id, name, kind, started_at, finished_at, result_json) VALUES (?, 'create', 'once', 1, 2, '{}')`,
    ).run(id);
}

function channelOf(n: number): ChannelId {
  return idOf(4, n) as ChannelId;
}
