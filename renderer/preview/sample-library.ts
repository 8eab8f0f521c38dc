import type { LanguageChoice } from '#shared/text/language.ts';
import { DateTime } from 'luxon';
import { NO_DEFAULTS } from '#shared/channels/channel-defaults.ts';
import type { Channel } from '#shared/channels/channel.ts';
import type { Slot } from '#shared/channels/slot.ts';
import type { FailureValue } from '#shared/failures.ts';
import type {
  ChannelId,
  LabelId,
  MediaId,
  PlatformId,
  PostId,
  PublicationId,
  SnippetId,
  WorkspaceId,
} from '#shared/ids.ts';
import type { Label } from '#shared/posts/label.ts';
import type { Snippet } from '#shared/posts/snippet.ts';
import type { SavedFilter } from '#shared/posts/post-search.ts';
import type { LedgerEntry } from '#shared/ipc/publishing.calls.ts';
import type { PersonalSettings, WorkspaceSettings } from '#shared/ipc/settings.calls.ts';
import type { VaultState } from '#shared/ipc/secrets.calls.ts';
import type { Media } from '#shared/media/media.ts';
import { CATALOG } from '#shared/platforms/catalog.ts';
import type { Post, Segment, SegmentId } from '#shared/posts/post.ts';
import type { Publication } from '#shared/publishing/publication.ts';
import { toPlannedTime } from '#shared/time-zones.ts';
import { TEXTS } from './sample-texts.ts';

// A library to look at: a coffee roaster with six channels and two months of posts, some of them in trouble.

export type SampleName = 'busy' | 'empty' | 'large';

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
  readonly media: Map<MediaId, Media>;
  readonly labels: Map<LabelId, Label>;
  readonly snippets: Map<SnippetId, Snippet>;
  readonly labelsOfPosts: Map<PostId, LabelId[]>;
  filters: SavedFilter[];
  /** What was dropped or pasted into the preview. */
  readonly bytes: Map<string, Uint8Array>;
}

const WORKSPACE = 'c0ffee00-0000-4000-8000-000000000001' as WorkspaceId;
const ZONE = 'Europe/Berlin';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

interface Wanted {
  readonly vault: string;
  readonly theme: string;
  readonly language: LanguageChoice;
}

export function sampleLibrary(name: SampleName, wanted: Wanted): Library {
  const library: Library = {
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
  if (name === 'empty') return library;
  addChannels(library);
  addMedia(library);
  addPosts(library, name === 'large' ? 10_000 : 96);
  addTroubles(library);
  addDrafts(library);
  return library;
}

function network(name: string): PlatformId {
  const known = CATALOG.find((platform) => platform.name === name);
  if (known === undefined) throw new Error(`no network is called ${name}`);
  return known.id;
}

function addChannels({ channels }: Library): void {
  const now = Date.now();
  const add = (
    platform: PlatformId,
    handle: string,
    displayName: string,
    server: string,
    more: Partial<Channel> = {},
  ): void => {
    const id = uuid(channels.size + 100) as ChannelId;
    channels.set(id, {
      id,
      workspace: WORKSPACE,
      platform,
      remoteId: handle,
      handle,
      displayName,
      server,
      profileUrl: `${server}/${handle}`,
      limits: {},
      state: 'connected',
      connectedAt: now - 40 * DAY,
      defaults: NO_DEFAULTS,
      ...more,
    });
  };
  add(network('Bluesky'), 'nordlicht.coffee', 'Nordlicht Coffee', 'https://bsky.social', { expiresAt: now + 12 * DAY });
  add(network('Mastodon'), '@nordlicht@hachyderm.example', 'Nordlicht Coffee', 'https://hachyderm.example');
  add(network('X'), 'nordlichtcoffee', 'Nordlicht Coffee', 'https://api.x.com', { expiresAt: now + 3 * HOUR });
  add(network('LinkedIn'), 'nordlicht-coffee', 'Nordlicht Coffee GmbH', 'https://api.linkedin.com', {
    expiresAt: now + 41 * DAY,
  });
  add(network('Instagram'), 'nordlicht.coffee', 'Nordlicht Coffee', 'https://graph.instagram.com', { state: 'paused' });
  add(network('Threads'), 'nordlicht.coffee', 'Nordlicht Coffee', 'https://graph.threads.net', {
    state: 'signed-out',
  });
  add(network('Mastodon'), '@old@retired.example', 'Old account', 'https://retired.example', { state: 'disconnected' });
}

const PICTURES = [
  'harvest-ethiopia.jpg',
  'espresso-bar.jpg',
  'packaging-green.png',
  'roaster-at-night.jpg',
  'cupping-table.jpg',
];

function addMedia({ media }: Library): void {
  PICTURES.forEach((name, index) => {
    const id = String(index + 1)
      .repeat(4)
      .padEnd(64, 'abcdef0123456789') as MediaId;
    const isPng = name.endsWith('.png');
    media.set(id, {
      id,
      name,
      mimeType: isPng ? 'image/png' : 'image/jpeg',
      bytes: 640_000 + index * 310_000,
      width: 2400,
      height: 1600,
      importedAt: Date.now() - index * DAY,
    });
  });
}

function addPosts(library: Library, count: number): void {
  const random = seeded(7);
  const today = DateTime.now().setZone(ZONE).startOf('day');
  const channels = [...library.channels.values()]
    .filter((channel) => channel.state === 'connected')
    .map((channel) => channel.id);
  const media = [...library.media.keys()];
  const spread = Math.max(50, count / 3);
  for (let index = 0; index < count; index++) {
    // Tuesdays are launch days and overflow, so that the “more” list can be seen.
    const offset = Math.round((random() - 0.4) * spread);
    const on = today.plus({ days: offset });
    const hour = 7 + Math.floor(random() * 13);
    const at = on.set({ hour, minute: [0, 15, 30, 45][Math.floor(random() * 4)] ?? 0 }).toMillis();
    const some = channels.filter(() => random() > 0.45);
    const to = some.length === 0 ? channels.slice(0, 1) : some;
    const text = TEXTS[index % TEXTS.length] ?? '';
    const pictures =
      random() > 0.6
        ? [{ media: media[index % media.length] as MediaId, alt: random() > 0.5 ? 'Beans drying in the sun' : '' }]
        : [];
    put(library, index, [part(index, text, pictures)], to, at);
  }
  // The busiest day there is.
  const launch = today.plus({ days: 9 });
  for (let index = 0; index < 7; index++) {
    put(
      library,
      20_000 + index,
      [part(20_000 + index, TEXTS[(index * 3) % TEXTS.length] ?? '', [])],
      channels.slice(0, 2),
      launch.set({ hour: 8 + index * 2 }).toMillis(),
    );
  }
  put(
    library,
    30_000,
    [
      'How we roast, in three parts.',
      'First the beans rest for a week. Fresh is not best: the gas has to leave.',
      'Then eleven minutes, and not one more.',
    ].map((text, index) => part(30_000 + index, text, [])),
    channels.slice(0, 2),
    today.plus({ days: 2 }).set({ hour: 17, minute: 30 }).toMillis(),
  );
}

function put(
  library: Library,
  index: number,
  segments: Segment[],
  channels: readonly ChannelId[],
  at: number,
  states?: (channel: ChannelId) => Partial<Publication>,
): Post {
  const now = Date.now();
  const id = uuid(100_000 + index) as PostId;
  const post: Post = {
    id,
    workspace: WORKSPACE,
    version: 3,
    segments,
    channels: [...channels],
    variants: {},
    firstComment: '',
    options: {},
    plan: { kind: 'at', planned: toPlannedTime(at, ZONE), dueAt: at },
    overdue: library.workspace.overdue,
    conflicts: [],
    stage: 'draft',
    createdAt: now - 9 * DAY,
    updatedAt: now - index * HOUR,
  };
  library.posts.set(id, post);
  channels.forEach((channel, place) => {
    const publication = publicationOf(library, post, channel, at, index * 10 + place, states?.(channel));
    library.publications.set(publication.id, publication);
    library.ledger.set(publication.id, story(publication));
  });
  library.versions.set(id, [
    {
      version: 1,
      at: now - 9 * DAY,
      command: 'post.create',
      post: {
        ...post,
        version: 1,
        plan: { kind: 'none' },
        segments: segments.map((one) => ({ ...one, text: `${one.text.slice(0, 24)}…` })),
      },
    },
    { version: 2, at: now - 8 * DAY, command: 'post.edit-text', post: { ...post, version: 2, plan: { kind: 'none' } } },
    { version: 3, at: now - 8 * DAY + 60_000, command: 'post.plan', post },
  ]);
  return post;
}

function publicationOf(
  library: Library,
  post: Post,
  channel: ChannelId,
  dueAt: number,
  index: number,
  state: Partial<Publication> = {},
): Publication {
  const now = Date.now();
  const base = {
    id: uuid(500_000 + index) as PublicationId,
    workspace: WORKSPACE,
    post: post.id,
    channel,
    platform: library.channels.get(channel)?.platform as PlatformId,
    dueAt,
    attempt: 0,
    changedAt: Math.min(dueAt, now) - DAY,
  };
  if (state.state !== undefined) return { ...base, ...state } as Publication;
  if (dueAt > now) return { ...base, state: 'scheduled', runAt: dueAt };
  const startedAt = dueAt + (index % 7) * 130;
  return {
    ...base,
    state: 'published',
    attempt: 1,
    startedAt,
    changedAt: startedAt + 900,
    receipt: receiptOf(startedAt + 820),
  };
}

function receiptOf(publishedAt: number): Extract<Publication, { state: 'published' }>['receipt'] {
  const permalink = 'https://bsky.example/profile/nordlicht.coffee/post/3lbq';
  return { remoteId: '3lbq', permalink, publishedAt, confirmedBy: 'answer', parts: [{ remoteId: '3lbq', permalink }] };
}

function addTroubles(library: Library): void {
  const now = Date.now();
  const [bluesky, mastodon, mira] = [...library.channels.keys()] as [ChannelId, ChannelId, ChannelId];
  const beans = [...library.channels.values()].find((channel) => channel.state === 'signed-out')?.id ?? bluesky;
  const trouble = (
    index: number,
    text: string,
    channel: ChannelId,
    agoMs: number,
    state: 'held' | 'failed' | 'unconfirmed',
    why: FailureValue,
  ): void => {
    put(library, 40_000 + index, [part(40_000 + index, text, [])], [channel], now - agoMs, () => ({
      state,
      why,
      attempt: 1,
      startedAt: now - agoMs + 300,
      changedAt: now - agoMs + 4000,
    }));
  };
  trouble(
    1,
    'Our roastery is open on the second Sunday of Advent. Mulled cold brew included.',
    mastodon,
    25 * 60_000,
    'unconfirmed',
    { code: 'publish.unconfirmed', about: { platform: 'Mastodon' } },
  );
  trouble(2, 'Bean of the week: Guji, washed, with a hint of bergamot.', beans, 3 * HOUR, 'held', {
    code: 'channel.token-expired',
    about: { channel: '@beans.nordlicht.coffee' },
  });
  trouble(3, 'We are hiring: a barista for the morning shift in Kiel.', mira, 6 * HOUR, 'held', {
    code: 'publish.overdue',
    about: { dueAt: now - 6 * HOUR },
  });
  trouble(4, 'The whole story of our Yirgacheffe, in one picture.', bluesky, 26 * HOUR, 'failed', {
    code: 'publish.refused',
    about: { platform: 'Bluesky', answer: 'Record/text must not be longer than 300 graphemes' },
  });
  put(
    library,
    40_010,
    [part(40_010, 'Going out right now: the Friday playlist for slow mornings.', [])],
    [bluesky],
    now - 2000,
    () => ({
      state: 'publishing',
      lease: 'this-run',
      leaseUntil: now + HOUR,
      attempt: 1,
      startedAt: now - 1500,
      changedAt: now - 1500,
    }),
  );
  put(
    library,
    40_011,
    [part(40_011, 'Soon: a minute from now this one leaves the house.', [])],
    [bluesky, mastodon],
    now + 75_000,
  );
  const conflicted = put(
    library,
    40_012,
    [part(40_012, 'Doors open at nine. Bring friends and a cup.', [])],
    [bluesky, mastodon],
    now + 3 * DAY,
  );
  const [first] = conflicted.segments;
  if (first === undefined) return;
  library.posts.set(conflicted.id, {
    ...conflicted,
    plan: { kind: 'none' },
    conflicts: [
      {
        id: uuid(900_001),
        place: 'shared',
        segment: first.id,
        from: 'Doors open at eight. Bring friends and a cup.',
        mine: first.text,
        theirs: 'Doors open at ten. Bring friends and a cup.',
      },
    ],
  });
  for (const [id, publication] of library.publications)
    if (publication.post === conflicted.id) library.publications.delete(id);
}

function addDrafts(library: Library): void {
  const now = Date.now();
  const [bluesky, mastodon] = [...library.channels.keys()] as [ChannelId, ChannelId];
  [
    'Idea: a glossary of roasting words, one a week',
    'Thank-you note for the harvest team',
    'Winter opening hours (wait for Jonas)',
    '',
  ].forEach((text, index) => {
    const id = uuid(700_000 + index) as PostId;
    const post: Post = {
      id,
      workspace: WORKSPACE,
      version: 2,
      segments: [part(700_000 + index, text, [])],
      channels: index % 2 === 0 ? [bluesky, mastodon] : [],
      variants: index === 0 ? { [mastodon]: [part(710_000, `${text}. With more room for the words here.`, [])] } : {},
      firstComment: '',
      options: {},
      plan: { kind: 'none' },
      overdue: library.workspace.overdue,
      conflicts: [],
      stage: 'draft',
      createdAt: now - 3 * DAY,
      updatedAt: now - (index + 1) * 5 * HOUR,
      ...(index === 3 && { deletedAt: now - DAY }),
    };
    library.posts.set(id, post);
    library.versions.set(id, [{ version: 2, at: post.updatedAt, command: 'post.edit-text', post }]);
  });
}

function story(publication: Publication): LedgerEntry[] {
  const { dueAt } = publication;
  const lines: [number, LedgerEntry['event'], LedgerEntry['details']][] = [[dueAt - 3 * DAY, 'planned', { dueAt }]];
  if (publication.startedAt !== undefined) {
    const { startedAt } = publication;
    lines.push([startedAt, 'claimed', { attempt: 1, lateMs: startedAt - dueAt }]);
    lines.push([startedAt + 20, 'step-started', { step: 'create' }]);
    lines.push([
      startedAt + 30,
      'request',
      { method: 'POST', url: 'https://bsky.example/xrpc/com.atproto.repo.createRecord', status: 200, ms: 412 },
    ]);
  }
  if (publication.state === 'published')
    lines.push(
      [publication.changedAt, 'step-finished', { step: 'create' }],
      [publication.changedAt + 4, 'published', { ...publication.receipt, lateMs: 310 }],
    );
  if ('why' in publication && publication.why !== undefined && publication.state !== 'scheduled')
    lines.push([publication.changedAt, publication.state, { ...publication.why }]);
  return lines.map(([at, event, details], seq) => ({ seq, at, event, details }));
}

function part(index: number, text: string, media: Segment['media']): Segment {
  return { id: uuid(300_000 + index) as SegmentId, text, media };
}

function uuid(index: number): string {
  return `00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`;
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
