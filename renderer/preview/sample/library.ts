import type { LanguageChoice } from '#shared/text/language.ts';
import type { Channel } from '#shared/channels/channel.ts';
import type { Slot } from '#shared/channels/slot.ts';
import type { ChannelId, LabelId, MediaId, PostId, PublicationId, SnippetId, WorkspaceId } from '#shared/ids.ts';
import type { LedgerEntry } from '#shared/ipc/publishing.calls.ts';
import type { PersonalSettings } from '#shared/ipc/personal-settings.ts';
import type { WorkspaceSettings } from '#shared/ipc/settings.calls.ts';
import type { VaultState } from '#shared/ipc/secrets.calls.ts';
import type { ShelfEntry } from '#shared/media/shelf.ts';
import type { Label } from '#shared/posts/label.ts';
import type { Post } from '#shared/posts/post.ts';
import type { SavedFilter } from '#shared/posts/post-search.ts';
import type { Snippet } from '#shared/posts/snippet.ts';
import type { Publication } from '#shared/publishing/publication.ts';

/** What the preview has instead of a database: everything that calls read and change, in memory. */
export interface Library {
  workspace: WorkspaceSettings;
  personal: PersonalSettings;
  vault: VaultState;
  readonly channels: Map<ChannelId, Channel>;
  slots: readonly Slot[];
  readonly posts: Map<PostId, Post>;
  readonly versions: Map<PostId, { version: number; at: number; command: string; post: Post }[]>;
  readonly publications: Map<PublicationId, Publication>;
  readonly ledger: Map<PublicationId, LedgerEntry[]>;
  readonly media: Map<MediaId, Omit<ShelfEntry, 'posts'>>;
  readonly labels: Map<LabelId, Label>;
  readonly snippets: Map<SnippetId, Snippet>;
  readonly labelsOfPosts: Map<PostId, LabelId[]>;
  filters: SavedFilter[];
  /** What was dropped or pasted into the preview. */
  readonly bytes: Map<string, Uint8Array>;
}

export const WORKSPACE = 'c0ffee00-0000-4000-8000-000000000001' as WorkspaceId;
export const ZONE = 'Europe/Berlin';
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** What the address of the preview asks for. */
export interface Wanted {
  readonly vault: string;
  readonly theme: string;
  readonly language: LanguageChoice;
}

/** A library as it is on the first day. */
export function emptyLibrary(wanted: Wanted): Library {
  return {
    workspace: {
      id: WORKSPACE,
      name: 'Nordlicht Coffee',
      zone: ZONE,
      remindAlt: true,
      overdue: { then: 'send', withinMin: 60 },
    },
    personal: {
      language: wanted.language,
      theme: wanted.theme as PersonalSettings['theme'],
      weekStart: 1,
      notifySuccess: true,
      notifyFailure: true,
      notifyUnconfirmed: true,
      notifySignIn: true,
      keys: {},
      zoom: 1,
      spellCheck: false,
      spellLanguages: [],
      broker: '',
    },
    vault: wanted.vault as VaultState,
    channels: new Map(),
    labels: new Map(),
    snippets: new Map(),
    labelsOfPosts: new Map(),
    filters: [],
    slots: [],
    posts: new Map(),
    versions: new Map(),
    publications: new Map(),
    ledger: new Map(),
    media: new Map(),
    bytes: new Map(),
  };
}

/** An id that is the same every time. */
export function uuid(index: number): string {
  return `00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`;
}

/** A number from 0 to 1 that only depends on these. */
export function chance(...of: readonly number[]): number {
  let state = 7;
  for (const one of [...of, 11, 13]) state = (state * 69_069 + one * 7919 + 12_345) % 2_147_483_647;
  return state / 2_147_483_647;
}
