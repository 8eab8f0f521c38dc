import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { ChannelId, CommandId, PostId } from '#shared/ids.ts';
import type { SegmentId } from '#shared/posts/post.ts';
import type { Library } from '#electron/db/handles.ts';
import { openLibrary } from '#electron/db/open.ts';
import { changePost } from '#electron/posts/change-post.ts';
import { postById } from '#electron/posts/posts.read.ts';
import { followZoneRules, rememberZoneRules } from '#electron/publishing/follow-zone-rules.ts';
import { publicationsOfPost } from '#electron/publishing/publications.read.ts';
import { matchPublications } from '#electron/publishing/schedule-post.ts';
import { ensureWorkspace } from '#electron/settings/settings.write.ts';
import { handClock } from '#tests/kit/hand-clock.ts';
import { addMeasuredChannel, idOf } from '#tests/kit/measured-library.ts';
import { SCRIPTED } from '#tests/kit/scripted-platform.ts';

// A country moves its clocks, and a new Postwright brings the new rules. What was planned for nine goes out at nine.

const NOW = Date.UTC(2026, 10, 24, 8);
const NINE = Date.UTC(2026, 11, 1, 9);
const HOUR_MS = 3_600_000;

it('a post planned for nine under older rules goes out at nine under the new ones', () => {
  const { library, post } = plannedForNine();
  asOlderRulesHadIt(library, post);
  expect(followZoneRules(library, NOW, 'rules of 2027')).toBe(1);
  expect(dueAt(library, post)).toBe(NINE);
  expect(publicationsOfPost(library.read, post)[0]).toMatchObject({ state: 'scheduled', dueAt: NINE, runAt: NINE });
});

it('started again under the same rules, the plan is not gone through again; under the next ones it is', () => {
  const { library, post } = plannedForNine();
  expect(followZoneRules(library, NOW, 'rules of 2027')).toBe(0);
  rememberZoneRules(library, 'rules of 2027');
  asOlderRulesHadIt(library, post);
  expect(followZoneRules(library, NOW, 'rules of 2027')).toBe(0);
  expect(followZoneRules(library, NOW, 'rules of 2028')).toBe(1);
  expect(dueAt(library, post)).toBe(NINE);
});

it('a start that ends before it has remembered the rules looks again', () => {
  const { library, post } = plannedForNine();
  followZoneRules(library, NOW, 'rules of 2027');
  asOlderRulesHadIt(library, post);
  expect(followZoneRules(library, NOW, 'rules of 2027')).toBe(1);
});

function plannedForNine(): { library: Library; post: PostId } {
  const folder = mkdtempSync(join(tmpdir(), 'postwright-zones-'));
  const onListenerError = (error: unknown): never => {
    throw error;
  };
  const library = openLibrary({ path: join(folder, 'library.sqlite'), clock: handClock(NOW), onListenerError });
  onTestFinished(async () => {
    await library.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const workspace = ensureWorkspace(library, 'UTC');
  const channel = idOf(4, 1) as ChannelId;
  library.write((tx) =>
    addMeasuredChannel(tx, workspace, { id: channel, platform: SCRIPTED, handle: '@mill', size: 1 }),
  );
  const post = randomUUID() as PostId;
  const send = (command: Parameters<typeof changePost>[3]): unknown =>
    changePost(library, { ofPost: publicationsOfPost, match: matchPublications }, randomUUID() as CommandId, command);
  const segments = [{ id: randomUUID() as SegmentId, text: 'Bread at nine', media: [] }];
  send({ kind: 'post.create', post, workspace, segments, channels: [channel] });
  send({ kind: 'post.plan', post, planned: { wall: '2026-12-01T09:00', zone: 'UTC' } });
  return { library, post };
}

/** The instant is an hour off, as rules computed it that are no longer those of the country. */
function asOlderRulesHadIt(library: Library, id: PostId): void {
  const at = NINE + HOUR_MS;
  library.write((tx) => {
    tx.prepare(`UPDATE posts SET due_at = ?, post_json = json_set(post_json, '$.plan.dueAt', ?) WHERE id = ?`).run(
      at,
      at,
      id,
    );
    tx.prepare('UPDATE publications SET due_at = ?, run_at = ? WHERE post_id = ?').run(at, at, id);
  });
}

function dueAt(library: Library, id: PostId): number | undefined {
  const plan = postById(library.read, id)?.plan;
  return plan?.kind === 'at' ? plan.dueAt : undefined;
}
