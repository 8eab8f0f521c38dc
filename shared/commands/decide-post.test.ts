import { describe, expect, test } from 'vitest';
import { decidePost, type DecideContext } from '#shared/commands/decide-post.ts';
import type { PostCommand } from '#shared/commands/post-commands.ts';
import type { ChannelId, MediaId, PostId, WorkspaceId } from '#shared/ids.ts';
import type { Problem } from '#shared/posts/draft-problems.ts';
import type { Post, Segment, SegmentId } from '#shared/posts/post.ts';
import type { PublicationState } from '#shared/publishing/publication.ts';

const NOW = Date.parse('2026-11-24T08:00:00Z');
const POST = 'aaaaaaaa-0000-4000-8000-000000000001' as PostId;
const ADA = 'cccccccc-0000-4000-8000-000000000001' as ChannelId;
const BOB = 'cccccccc-0000-4000-8000-000000000002' as ChannelId;
const FIRST = 'dddddddd-0000-4000-8000-000000000001' as SegmentId;
const SECOND = 'dddddddd-0000-4000-8000-000000000002' as SegmentId;
const ME_OPEN = 'eeeeeeee-0000-4000-8000-000000000002';
const planned = { wall: '2026-11-24T10:00', zone: 'Europe/Berlin' };

const part = (id: SegmentId, text: string): Segment => ({ id, text, media: [] });

/** A draft for Ada that says “Big news on Monday”. */
const draft: Post = {
  id: POST,
  workspace: 'bbbbbbbb-0000-4000-8000-000000000001' as WorkspaceId,
  version: 3,
  segments: [part(FIRST, 'Big news on Monday')],
  channels: [ADA],
  variants: {},
  firstComment: '',
  options: {},
  plan: { kind: 'none' },
  overdue: { then: 'ask' },
  conflicts: [],
  stage: 'draft',
  createdAt: NOW - 1_000,
  updatedAt: NOW - 1_000,
};
const plannedPost: Post = { ...draft, plan: { kind: 'at', planned, dueAt: Date.parse('2026-11-24T09:00:00Z') } };

function decide(state: Post | undefined, command: PostCommand, context: Partial<DecideContext> = {}) {
  return decidePost(state, command, {
    now: NOW,
    freshId: 'eeeeeeee-0000-4000-8000-000000000001',
    publications: [],
    channelName: (channel) => ({ [ADA]: '@ada', [BOB]: '@bob' })[channel as string],
    problems: () => [],
    version: () => undefined,
    original: undefined,
    ...context,
  });
}

/** The post after a command that must be accepted. */
function after(state: Post | undefined, command: PostCommand, context: Partial<DecideContext> = {}): Post {
  const decided = decide(state, command, context);
  if (!decided.ok) throw new Error(`refused: ${decided.refusal.code}`);
  return decided.state;
}

function refusal(
  state: Post | undefined,
  command: PostCommand,
  context: Partial<DecideContext> = {},
): string | undefined {
  const decided = decide(state, command, context);
  return decided.ok ? undefined : decided.refusal.code;
}

const standing = (...states: PublicationState[]): Partial<DecideContext> => ({
  publications: states.map((state, index) => ({ channel: index === 0 ? ADA : BOB, state })),
});
const edit = (from: string, to: string): PostCommand => ({
  kind: 'post.edit-text',
  post: POST,
  place: 'shared',
  segment: FIRST,
  from,
  to,
});

describe('creating', () => {
  const create: PostCommand = {
    kind: 'post.create',
    post: POST,
    workspace: draft.workspace,
    segments: draft.segments,
    channels: [ADA, ADA],
  };

  test('a new post is a draft of version 1 with each channel once', () => {
    expect(after(undefined, create)).toMatchObject({ version: 1, plan: { kind: 'none' }, channels: [ADA] });
  });

  test('twice is refused', () => {
    expect(refusal(draft, create)).toBe('post.exists');
  });

  test('nothing can be done to a post that does not exist', () => {
    expect(refusal(undefined, { kind: 'post.unplan', post: POST })).toBe('post.not-found');
  });
});

describe('editing text', () => {
  test('replaces the text it started from and makes a new version', () => {
    expect(after(draft, edit('Big news on Monday', 'Big news today'))).toMatchObject({
      version: 4,
      segments: [{ text: 'Big news today' }],
    });
  });

  test('merges with an edit that came between', () => {
    const changed = after(draft, edit('Big news on Monday', 'Great news on Monday'));
    expect(after(changed, edit('Big news on Monday', 'Big news on Tuesday')).segments[0]?.text).toBe(
      'Great news on Tuesday',
    );
  });

  test('keeps both texts where the same words were changed', () => {
    const changed = after(draft, edit('Big news on Monday', 'Great news on Monday'));
    const conflicted = after(changed, edit('Big news on Monday', 'Huge news on Monday'));
    expect(conflicted.segments[0]?.text).toBe('Great news on Monday');
    expect(conflicted.conflicts).toMatchObject([{ mine: 'Great news on Monday', theirs: 'Huge news on Monday' }]);
    expect(refusal(conflicted, { kind: 'post.plan', post: POST, planned })).toBe('post.open-conflict');
    const conflict = conflicted.conflicts[0]?.id ?? '';
    const settled = after(conflicted, {
      kind: 'post.settle-conflict',
      post: POST,
      conflict,
      text: 'Huge news on Monday',
    });
    expect(settled).toMatchObject({ conflicts: [], segments: [{ text: 'Huge news on Monday' }] });
  });

  test.each([
    ['publishing', 'post.already-sending'],
    ['processing', 'post.already-sending'],
    ['published', 'post.already-published'],
    ['scheduled', undefined],
    ['failed', undefined],
    ['held', undefined],
  ] as const)('while its publication is %s: %s', (state, code) => {
    expect(refusal(plannedPost, edit('Big news on Monday', 'x'), standing(state))).toBe(code);
  });

  test('is possible while one channel has it and another is still open', () => {
    expect(refusal(plannedPost, edit('Big news on Monday', 'x'), standing('published', 'failed'))).toBeUndefined();
  });

  test('of a part that is gone is refused', () => {
    const command: PostCommand = {
      kind: 'post.edit-text',
      post: POST,
      place: 'shared',
      segment: SECOND,
      from: '',
      to: 'x',
    };
    expect(refusal(draft, command)).toBe('post.no-such-segment');
  });
});

describe('a description', () => {
  const [RYE, SPELT] = ['a', 'b'].map((letter) => letter.repeat(64) as MediaId) as [MediaId, MediaId];
  const pictured: Post = {
    ...draft,
    segments: [{ ...part(FIRST, 'Harvest'), media: [RYE, SPELT].map((media) => ({ media, alt: 'A field at dawn' })) }],
  };
  const describing = (media: MediaId, from: string, to: string): PostCommand => ({
    kind: 'post.describe-media',
    post: POST,
    place: 'shared',
    segment: FIRST,
    media,
    from,
    to,
  });
  const altsOf = ({ segments }: Post): string[] => segments.flatMap((one) => one.media.map((use) => use.alt));

  test('is changed for one file; the others of the part, and what was taken out meanwhile, stay as they are', () => {
    const described = after(pictured, describing(SPELT, 'A field at dawn', 'A field of spelt at dawn'));
    expect(altsOf(described)).toEqual(['A field at dawn', 'A field of spelt at dawn']);
    const fewer = after(described, {
      kind: 'post.attach-media',
      post: POST,
      place: 'shared',
      segment: FIRST,
      media: [{ media: SPELT, alt: 'A field of spelt at dawn' }],
    });
    expect(refusal(fewer, describing(RYE, '', 'Rye'))).toBe('post.no-such-file');
    expect(altsOf(after(fewer, describing(SPELT, 'A field of spelt at dawn', 'Spelt')))).toEqual(['Spelt']);
  });

  test('that two people change in different places is merged; of the same words the last one is heard', () => {
    const one = after(pictured, describing(RYE, 'A field at dawn', 'A wide field at dawn'));
    expect(altsOf(after(one, describing(RYE, 'A field at dawn', 'A field at dusk')))[0]).toBe('A wide field at dusk');
    expect(altsOf(after(one, describing(RYE, 'A field at dawn', 'A small field at dawn')))[0]).toBe(
      'A small field at dawn',
    );
  });

  test('of a post that is going out is refused like every word of it', () => {
    expect(refusal(pictured, describing(RYE, '', 'Rye'), standing('publishing'))).toBe('post.already-sending');
  });
});

describe('threads and variants', () => {
  test('a part is added after another, and taken out again', () => {
    const longer = after(draft, {
      kind: 'post.add-segment',
      post: POST,
      place: 'shared',
      after: FIRST,
      segment: part(SECOND, 'more'),
    });
    expect(longer.segments.map((one) => one.id)).toEqual([FIRST, SECOND]);
    const shorter = after(longer, { kind: 'post.remove-segment', post: POST, place: 'shared', segment: FIRST });
    expect(shorter.segments.map((one) => one.id)).toEqual([SECOND]);
    expect(refusal(shorter, { kind: 'post.remove-segment', post: POST, place: 'shared', segment: SECOND })).toBe(
      'post.no-such-segment',
    );
  });

  test('a variant is edited on its own and given up again', () => {
    const varied = after(draft, {
      kind: 'post.set-variant',
      post: POST,
      channel: ADA,
      segments: [part(SECOND, 'for Ada')],
    });
    const edited = after(varied, {
      kind: 'post.edit-text',
      post: POST,
      place: ADA,
      segment: SECOND,
      from: 'for Ada',
      to: 'only for Ada',
    });
    expect(edited.variants[ADA]?.[0]?.text).toBe('only for Ada');
    expect(edited.segments[0]?.text).toBe('Big news on Monday');
    expect(after(edited, { kind: 'post.set-variant', post: POST, channel: ADA }).variants).toEqual({});
  });

  test('a channel that is taken off loses its variant', () => {
    const varied = after(draft, {
      kind: 'post.set-variant',
      post: POST,
      channel: ADA,
      segments: [part(SECOND, 'for Ada')],
    });
    expect(after(varied, { kind: 'post.set-channels', post: POST, channels: [BOB] })).toMatchObject({
      channels: [BOB],
      variants: {},
    });
  });
});

describe('planning', () => {
  test('keeps what the person meant and the instant it means', () => {
    expect(after(draft, { kind: 'post.plan', post: POST, planned }).plan).toEqual({
      kind: 'at',
      planned,
      dueAt: Date.parse('2026-11-24T09:00:00Z'),
    });
  });

  test.each([
    ['in the past', { wall: '2026-11-24T08:59', zone: 'Europe/Berlin' }, 'time.in-the-past'],
    ['in a zone that does not exist', { wall: '2026-11-24T10:00', zone: 'Europe/Atlantis' }, 'time.unknown-zone'],
    ['on a day that does not exist', { wall: '2027-02-30T10:00', zone: 'UTC' }, 'time.no-such-date'],
  ])('%s is refused', (_what, when, code) => {
    expect(refusal(draft, { kind: 'post.plan', post: POST, planned: when })).toBe(code);
  });

  test('without a channel, or with one that is gone, is refused', () => {
    expect(refusal({ ...draft, channels: [] }, { kind: 'post.plan', post: POST, planned })).toBe('post.no-channels');
    expect(refusal(draft, { kind: 'post.plan', post: POST, planned }, { channelName: () => undefined })).toBe(
      'post.unknown-channel',
    );
  });

  test('what the network would refuse is refused with the reason; a warning is not in the way', () => {
    const long: Problem = { code: 'text.too-long', severity: 'stops', about: { over: 3, used: 303, limit: 300 } };
    const decided = decide(draft, { kind: 'post.plan', post: POST, planned }, { problems: () => [long] });
    expect(decided).toMatchObject({
      ok: false,
      refusal: { code: 'post.rule-broken', about: { problem: '3 characters too many (303 of 300).' } },
    });
    const warning: Problem = { ...long, severity: 'warns' };
    expect(refusal(draft, { kind: 'post.plan', post: POST, planned }, { problems: () => [warning] })).toBeUndefined();
  });

  test('again, once it is out everywhere, is refused', () => {
    expect(refusal(plannedPost, { kind: 'post.publish-now', post: POST }, standing('published'))).toBe(
      'post.already-published',
    );
    expect(refusal(plannedPost, { kind: 'post.reschedule', post: POST, planned }, standing('publishing'))).toBe(
      'post.already-sending',
    );
  });

  test('can be taken back until something is sent', () => {
    expect(after(plannedPost, { kind: 'post.unplan', post: POST }, standing('scheduled')).plan).toEqual({
      kind: 'none',
    });
    expect(refusal(plannedPost, { kind: 'post.unplan', post: POST }, standing('published', 'scheduled'))).toBe(
      'post.already-published',
    );
    expect(
      refusal(plannedPost, { kind: 'post.cancel', post: POST }, standing('published', 'scheduled')),
    ).toBeUndefined();
    expect(refusal(plannedPost, { kind: 'post.cancel', post: POST }, standing('published'))).toBe(
      'post.already-published',
    );
  });

  test('a draft cannot be rescheduled or unplanned', () => {
    expect(refusal(draft, { kind: 'post.reschedule', post: POST, planned })).toBe('post.not-planned');
    expect(refusal(draft, { kind: 'post.unplan', post: POST })).toBe('post.not-planned');
  });

  test('a planned post keeps at least one channel', () => {
    expect(refusal(plannedPost, { kind: 'post.set-channels', post: POST, channels: [] })).toBe('post.no-channels');
  });

  test('a channel that already has it stays on the post', () => {
    expect(
      refusal(plannedPost, { kind: 'post.set-channels', post: POST, channels: [BOB] }, standing('published')),
    ).toBe('post.already-published');
  });
});

describe('bin and undo', () => {
  test('a deleted post can only be restored, and comes back as a draft', () => {
    const binned = after(plannedPost, { kind: 'post.delete', post: POST });
    expect(refusal(binned, edit('Big news on Monday', 'x'))).toBe('post.deleted');
    expect(after(binned, { kind: 'post.restore', post: POST })).toMatchObject({
      plan: { kind: 'none' },
      version: plannedPost.version + 2,
    });
    expect(refusal(plannedPost, { kind: 'post.restore', post: POST })).toBe('post.not-deleted');
  });

  test('what is going out cannot be deleted', () => {
    expect(refusal(plannedPost, { kind: 'post.delete', post: POST }, standing('publishing'))).toBe(
      'post.already-sending',
    );
  });

  test('undo brings back words, channels and plan of an earlier version as a new version', () => {
    const later: Post = { ...draft, version: 9, segments: [part(FIRST, 'other')], channels: [BOB] };
    const context = { version: (version: number) => (version === 3 ? plannedPost : undefined) };
    const reverted = after(later, { kind: 'post.revert', post: POST, version: 3 }, context);
    expect(reverted).toMatchObject({
      version: 10,
      segments: plannedPost.segments,
      channels: [ADA],
      plan: plannedPost.plan,
    });
    expect(refusal(later, { kind: 'post.revert', post: POST, version: 77 }, context)).toBe('post.no-such-version');
  });

  test('undo does not plan a time that has passed, and never repeats a “now”', () => {
    const context = { now: NOW + 86_400_000, version: () => plannedPost };
    expect(after(draft, { kind: 'post.revert', post: POST, version: 3 }, context).plan).toEqual({ kind: 'none' });
    const now: Post = { ...draft, plan: { kind: 'now', dueAt: NOW } };
    expect(after(draft, { kind: 'post.revert', post: POST, version: 3 }, { version: () => now }).plan).toEqual({
      kind: 'none',
    });
  });

  test('undo of a plan takes the plan back', () => {
    expect(
      after(
        plannedPost,
        { kind: 'post.revert', post: POST, version: 3 },
        { ...standing('scheduled'), version: () => draft },
      ).plan,
    ).toEqual({ kind: 'none' });
  });
});

describe('what goes with the words', () => {
  const poll = { answers: ['Rye', 'Wheat'], minutes: 1440 };

  test('a poll is put under a part, changed and taken away; the words stay', () => {
    const asked = after(draft, { kind: 'post.set-poll', post: POST, place: 'shared', segment: FIRST, poll });
    expect(asked.segments).toEqual([{ ...part(FIRST, 'Big news on Monday'), poll }]);
    const taken = after(asked, { kind: 'post.set-poll', post: POST, place: 'shared', segment: FIRST });
    expect(taken.segments).toEqual(draft.segments);
  });

  test('the card of a link is left out, or made of another address', () => {
    const set = (link?: string) =>
      after(draft, { kind: 'post.set-link', post: POST, place: 'shared', segment: FIRST, ...(link && { link }) });
    expect(set('none').segments[0]?.link).toBe('none');
    expect(set('https://mill.example').segments[0]?.link).toBe('https://mill.example');
    expect(set().segments).toEqual(draft.segments);
  });

  test('two edits of the first comment are merged; of the same words the later one stands', () => {
    const commented: Post = { ...draft, firstComment: 'More in our shop' };
    const edited = (from: string, to: string) =>
      after(commented, { kind: 'post.set-first-comment', post: POST, from, to }).firstComment;
    expect(edited('More in shop', 'Even more in shop')).toContain('Even more');
    expect(edited('Something else', 'Come by')).toBe('Come by');
  });

  test('choices belong to a channel of the post, and what stands as usual is not kept', () => {
    const choose = (channel: ChannelId, options: Record<string, string>): PostCommand => ({
      kind: 'post.set-options',
      post: POST,
      channel,
      options,
    });
    const chosen = after(draft, choose(ADA, { visibility: 'unlisted', note: '' }));
    expect(chosen.options).toEqual({ [ADA]: { visibility: 'unlisted' } });
    expect(after(chosen, choose(ADA, { visibility: '' })).options).toEqual({});
    expect(refusal(draft, choose(BOB, { a: 'b' }))).toBe('post.unknown-channel');
    expect(after(chosen, { kind: 'post.set-channels', post: POST, channels: [BOB] }).options).toEqual({});
  });

  test('while it goes out nothing of it changes', () => {
    const commands: PostCommand[] = [
      { kind: 'post.set-poll', post: POST, place: 'shared', segment: FIRST, poll },
      { kind: 'post.set-link', post: POST, place: 'shared', segment: FIRST, link: 'none' },
      { kind: 'post.set-first-comment', post: POST, from: '', to: 'x' },
      { kind: 'post.set-options', post: POST, channel: ADA, options: {} },
    ];
    for (const command of commands) {
      expect(refusal(plannedPost, command, standing('publishing'))).toBe('post.already-sending');
    }
  });

  test('undo brings the comment, the choices and the poll back', () => {
    const rich: Post = {
      ...draft,
      segments: [{ ...part(FIRST, 'Which?'), poll }],
      firstComment: 'Tell us why',
      options: { [ADA]: { visibility: 'unlisted' } },
    };
    const reverted = after(draft, { kind: 'post.revert', post: POST, version: 2 }, { version: () => rich });
    expect(reverted).toMatchObject({ segments: rich.segments, firstComment: 'Tell us why', options: rich.options });
  });
});

describe('the parts are arranged anew', () => {
  const two: Post = { ...draft, segments: [part(FIRST, 'One'), part(SECOND, 'Two')] };
  const arrange = (from: Segment[], segments: Segment[]): PostCommand => ({
    kind: 'post.arrange',
    post: POST,
    place: 'shared',
    from,
    segments,
  });

  test('split, joined or moved at once', () => {
    const moved = after(two, arrange(two.segments, two.segments.toReversed()));
    expect(moved.segments.map(({ text }) => text)).toEqual(['Two', 'One']);
    expect(after(moved, arrange(moved.segments, [part(SECOND, 'Two One')])).segments).toHaveLength(1);
  });

  test('not when somebody changed one of them meanwhile: nothing they wrote is lost', () => {
    expect(refusal(two, arrange([part(FIRST, 'One'), part(SECOND, 'Tw')], [part(FIRST, 'One Tw')]))).toBe(
      'post.changed-meanwhile',
    );
    expect(refusal(two, arrange([part(FIRST, 'One')], [part(FIRST, 'One!')]))).toBe('post.changed-meanwhile');
  });

  test('a part with two open texts is not joined away', () => {
    const conflict = { id: ME_OPEN, place: 'shared' as const, segment: SECOND, from: 'T', mine: 'Two', theirs: 'Too' };
    const open: Post = { ...two, conflicts: [conflict] };
    expect(refusal(open, arrange(open.segments, [part(FIRST, 'One Two')]))).toBe('post.open-conflict');
    expect(after(open, arrange(open.segments, open.segments.toReversed())).conflicts).toEqual([conflict]);
  });

  test('not once it goes out', () => {
    expect(refusal(two, arrange(two.segments, two.segments.toReversed()), standing('publishing'))).toBe(
      'post.already-sending',
    );
  });
});
