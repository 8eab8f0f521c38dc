import { expect, test } from 'vitest';
import type { ChannelId, PlatformId, PostId, PublicationId, WorkspaceId } from '#shared/ids.ts';
import type { PersonalSettings } from '#shared/ipc/personal-settings.ts';
import type { Publication } from '#shared/publishing/publication.ts';
import { personalIn } from '#electron/settings/personal.ts';
import { notificationFor } from '#electron/shell/notification-for.ts';

const USUAL = personalIn({ get: () => undefined, set: () => undefined }).read();
const COMMON = {
  id: 'p' as PublicationId,
  workspace: 'w' as WorkspaceId,
  post: 'post' as PostId,
  channel: 'c' as ChannelId,
  platform: 'mastodon' as PlatformId,
  dueAt: 0,
  attempt: 1,
  changedAt: 0,
};
const WHY = { code: 'publish.unconfirmed', about: { platform: 'Mastodon' } } as const;
const RECEIPT = {
  remoteId: '1',
  permalink: 'https://social.example/1',
  publishedAt: 0,
  confirmedBy: 'answer' as const,
  parts: [],
};
const PUBLISHED: Publication = { ...COMMON, state: 'published', receipt: RECEIPT };
const FAILED: Publication = { ...COMMON, state: 'failed', why: WHY };
const UNCONFIRMED: Publication = { ...COMMON, state: 'unconfirmed', why: WHY };

function said(publication: Publication, personal: Partial<PersonalSettings> = {}) {
  return notificationFor(publication, {
    channel: undefined,
    excerpt: 'The rye is in',
    personal: { ...USUAL, ...personal },
  });
}

test('as usual nobody is told that a post went out, and everybody that one did not', () => {
  expect(said(PUBLISHED)).toBeUndefined();
  expect(said(FAILED)?.title).toBe('Not posted to a channel');
  expect(said(UNCONFIRMED)?.title).toBe('Please check a channel');
});

test('each of them can be turned on and off for itself', () => {
  expect(said(PUBLISHED, { notifySuccess: true })?.body).toBe('The rye is in');
  expect(said(FAILED, { notifyFailure: false })).toBeUndefined();
  expect(said(UNCONFIRMED, { notifyFailure: false })).toBeDefined();
  expect(said(UNCONFIRMED, { notifyUnconfirmed: false })).toBeUndefined();
});

test('what is out leads to its post, what waits leads to where it is decided', () => {
  expect(said(PUBLISHED, { notifySuccess: true })?.leadsTo).toEqual({ fact: 'show-post', post: 'post' });
  expect(said(UNCONFIRMED)?.leadsTo).toEqual({ fact: 'show-publication', publication: 'p' });
});
