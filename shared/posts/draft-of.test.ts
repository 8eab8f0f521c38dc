import { expect, test } from 'vitest';
import { NO_DEFAULTS } from '#shared/channels/channel-defaults.ts';
import type { ChannelId, PlatformId, PostId, WorkspaceId } from '#shared/ids.ts';
import { draftOf } from '#shared/posts/draft-of.ts';
import type { Post, SegmentId } from '#shared/posts/post.ts';

const MILL = '00000001-0000-4000-8000-000000000001' as ChannelId;

test('a warning that was saved in the middle of typing goes out without the space behind its last word', () => {
  const channel = { id: MILL, platform: 'example' as PlatformId, handle: '@mill', defaults: NO_DEFAULTS };
  const post: Post = {
    id: '00000002-0000-4000-8000-000000000001' as PostId,
    workspace: '00000003-0000-4000-8000-000000000001' as WorkspaceId,
    version: 3,
    segments: [{ id: '00000004-0000-4000-8000-000000000001' as SegmentId, text: 'Rye', media: [] }],
    channels: [MILL],
    variants: {},
    firstComment: '',
    options: { [MILL]: { contentWarning: 'Flour, and ', visibility: 'unlisted' } },
    plan: { kind: 'none' },
    overdue: { then: 'ask' },
    conflicts: [],
    stage: 'draft',
    createdAt: 1,
    updatedAt: 2,
  };
  const draft = draftOf(post, { channel, zone: 'Europe/Berlin' }, () => undefined);
  expect(draft.options).toEqual({ contentWarning: 'Flour, and', visibility: 'unlisted' });
});
