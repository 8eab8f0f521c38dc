import type { Snippet } from '#shared/posts/snippet.ts';
import type { z } from 'zod';
import { reportOf } from '#shared/analytics/report.ts';
import { NO_DEFAULTS } from '#shared/channels/channel-defaults.ts';
import { channelName, type Channel } from '#shared/channels/channel.ts';
import type { ChannelCommand } from '#shared/commands/channel-commands.ts';
import { decideChannel } from '#shared/commands/decide-channel.ts';
import { decideLabel } from '#shared/commands/decide-label.ts';
import { decideSnippet } from '#shared/commands/decide-snippet.ts';
import type { LabelCommand } from '#shared/commands/label-commands.ts';
import { decidePost } from '#shared/commands/decide-post.ts';
import { decidePublication } from '#shared/commands/decide-publication.ts';
import { decideSlots } from '#shared/commands/decide-slots.ts';
import type { PostCommand } from '#shared/commands/post-commands.ts';
import type { PublicationCommand } from '#shared/commands/publication-commands.ts';
import { asFailureValue, Failure } from '#shared/failures.ts';
import type { ChannelId, MediaId, PostId, PublicationId } from '#shared/ids.ts';
import type { ActivityEntry } from '#shared/ipc/activity.calls.ts';
import type { Bridge } from '#shared/ipc/bridge.ts';
import { calls, type CallInput, type CallName, type CallOutput } from '#shared/ipc/contract.ts';
import { fact, type Fact } from '#shared/ipc/facts.ts';
import type { PostView } from '#shared/ipc/posts.calls.ts';
import type { QueueEntry } from '#shared/ipc/publishing.calls.ts';
import { mediaKind } from '#shared/media/media.ts';
import type { ShelfEntry, ShelfFilter } from '#shared/media/shelf.ts';
import { ENTRY_TEXT_MAX, type CalendarEntry } from '#shared/calendar/calendar-entry.ts';
import { CATALOG, platformOf } from '#shared/platforms/catalog.ts';
import { draftOf } from '#shared/posts/draft-of.ts';
import { progressOf } from '#shared/posts/post-progress.ts';
import { excerptOf, segmentsFor, type Post } from '#shared/posts/post.ts';
import { cancelPublications, planPublications } from '#shared/publishing/plan-publications.ts';
import { nextFreeTimes } from '#shared/publishing/posting-slots.ts';
import { isOpen, type Publication, type PublicationState } from '#shared/publishing/publication.ts';
import type { Problem } from '#shared/posts/draft-problems.ts';
import { languageFor } from '#shared/text/language.ts';
import { measuredIn } from './measured-posts.ts';
import type { Library } from './sample-library.ts';

// The main process, played: the same calls, the same decisions, the same facts; rows in memory, nothing sent.

type Answers = { [N in CallName]: (input: CallInput<N>) => CallOutput<N> | Promise<CallOutput<N>> };

export function fakeBridge(library: Library): Bridge {
  const listeners = new Set<(known: unknown) => void>();
  const tell = (known: Fact): void => {
    const crossed: unknown = structuredClone(fact.parse(known));
    setTimeout(() => listeners.forEach((listener) => listener(crossed)), 2);
  };
  const answers = answersFrom(library, tell);
  return {
    onFact: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    call: async (name, input) => {
      await new Promise((resolve) => setTimeout(resolve, 3));
      try {
        if (!Object.hasOwn(calls, name)) throw new Failure('call.unknown', { call: name });
        const known = name as CallName;
        const ask: { input: z.ZodType; output: z.ZodType } = calls[known];
        const work = answers[known] as (input: unknown) => unknown;
        const value = await work(ask.input.parse(structuredClone(input)));
        return { ok: true, value: structuredClone(ask.output.parse(value)) };
      } catch (thrown) {
        return { ok: false, ...asFailureValue(thrown) };
      }
    },
  };
}

function answersFrom(library: Library, tell: (known: Fact) => void): Answers {
  const { channels, media } = library;
  const changed = (topic: Extract<Fact, { fact: 'changed' }>['topic'], ids: readonly string[] = []): void =>
    tell({ fact: 'changed', topic, ids: [...ids] });

  return {
    'posts.change': ({ command }) => {
      const post = changePost(library, command);
      changed('posts', [post.id]);
      changed(
        'publications',
        publicationsOf(library, post.id).map((one) => one.id),
      );
      return { version: post.version };
    },
    'posts.planned': ({ from, to }) =>
      views(
        library,
        (post) => isOnDesk(post) && post.plan.kind !== 'none' && post.plan.dueAt >= from && post.plan.dueAt < to,
      ),
    'calendar.entries': ({ from, to }) =>
      views(library, isPlanned)
        .map(entryFrom)
        .filter(({ dueAt }) => dueAt >= from && dueAt < to)
        .toSorted((a, b) => a.dueAt - b.dueAt),
    'calendar.entriesOf': ({ ids }) =>
      views(library, (post) => isPlanned(post) && ids.includes(post.id)).map(entryFrom),
    'calendar.days': () => [],
    'calendar.daySources': () => [],
    'calendar.importDays': () => ({}),
    'calendar.removeDays': () => undefined,
    'posts.unfit': ({ channel, from }) =>
      views(library, ({ plan, channels: to }) => plan.kind !== 'none' && plan.dueAt >= from && to.includes(channel))
        .filter(({ post }) => problemsOf(library, post, channel).some((one) => one.severity === 'stops'))
        .map(({ post }) => post.id),
    'posts.drafts': ({ limit }) =>
      views(library, (post) => isOnDesk(post) && post.plan.kind === 'none').slice(0, limit),
    'posts.archived': ({ limit }) =>
      views(library, (post) => post.deletedAt === undefined && post.archivedAt !== undefined).slice(0, limit),
    'posts.templates': ({ limit }) =>
      views(library, (post) => post.deletedAt === undefined && post.template !== undefined).slice(0, limit),
    'posts.search': ({ text, limit, offset }) => {
      const found = views(library, (post) => isOnDesk(post) && JSON.stringify(post.segments).includes(text));
      const hits = found.slice(offset, offset + limit).map((view) => ({ view, excerpt: [] }));
      return { hits, hasMore: found.length > offset + limit };
    },
    'posts.mentions': () => ['ada.example.social', 'carpenters@oak.example'],
    'posts.deleted': ({ limit }) => views(library, (post) => post.deletedAt !== undefined).slice(0, limit),
    'posts.byIds': ({ ids }) => ids.flatMap((id) => viewOf(library, id) ?? []),
    'posts.versions': ({ post }) => (library.versions.get(post) ?? []).toReversed(),

    'snippets.change': ({ command }) => {
      const decided = decideSnippet(library.snippets.get(command.snippet), command, {
        now: Date.now(),
        named: (name) => snippetsOf(library).find((one) => one.name.toLowerCase() === name.toLowerCase()),
      });
      if (!decided.ok) throw new Failure(decided.refusal.code, decided.refusal.about);
      library.snippets.set(command.snippet, decided.state);
      changed('snippets', [command.snippet]);
      return { snippet: command.snippet };
    },
    'snippets.list': () => snippetsOf(library),

    'labels.change': ({ command }) => {
      changeLabel(library, command);
      changed('labels', [command.label]);
      changed('posts', [...library.posts.keys()]);
      return { label: command.label };
    },
    'labels.list': () =>
      [...library.labels.values()]
        .filter((one) => one.deletedAt === undefined)
        .map((one) => ({
          ...one,
          posts: [...library.labelsOfPosts.values()].filter((some) => some.includes(one.id)).length,
        })),

    'publishing.change': ({ command }) => {
      const publication = changePublication(library, command);
      changed('publications', [publication.id]);
      if (publication.state === 'scheduled') setTimeout(() => play(library, publication.id, changed), 1500);
    },
    'publishing.changeAll': ({ commands }) => {
      for (const { command } of commands) {
        if ('post' in command) changed('posts', [changePost(library, command).id]);
        else changed('publications', [changePublication(library, command).id]);
      }
      changed('publications');
    },
    'publishing.queue': ({ part, limit }) => queue(library, part).slice(0, limit),
    'publishing.activity': () =>
      [...channels.keys()].map((channel) => {
        const all = [...library.publications.values()].filter((one) => one.channel === channel);
        const out = all.filter((one) => one.state === 'published').map((one) => one.dueAt);
        return { channel, ...(out.length > 0 && { lastOutAt: Math.max(...out) }) };
      }),
    'publishing.ledger': ({ publication }) => library.ledger.get(publication) ?? [],
    'publishing.openPermalink': () => undefined,
    'publishing.takeDown': ({ publication }) => {
      const one = library.publications.get(publication);
      if (one?.state !== 'published') throw new Failure('publication.not-found');
      library.publications.set(one.id, { ...one, receipt: { ...one.receipt, removedAt: Date.now() } });
      changed('publications', [one.id]);
    },
    'publishing.correct': () => undefined,
    'publishing.sentTexts': ({ publication }) => {
      const one = library.publications.get(publication);
      const post = one && library.posts.get(one.post);
      return one && post ? segmentsFor(post, one.channel).map((part) => part.text) : [];
    },
    'publishing.metrics': () => ({ impressions: 4820, likes: 96, comments: 11, shares: 23 }),

    'channels.list': () => [...channels.values()],
    'channels.change': ({ command }) => {
      const channel = changeChannel(library, command);
      changed('channels', [channel.id]);
    },
    'channels.openProfile': () => undefined,
    'channels.findAccounts': ({ typed }) =>
      [...channels.values()]
        .filter(({ handle }) => handle.replace('@', '').startsWith(typed))
        .map(({ handle, displayName }) => ({ handle: handle.replace('@', ''), displayName })),
    'channels.health': ({ channel }) => ({
      missingPermissions: [],
      expiresAt: channels.get(channel)?.expiresAt,
      posts: { used: 4, limit: 100, periodMs: 86_400_000 },
    }),
    'channels.choose': ({ remoteIds }) => {
      const platform = CATALOG[0]?.id;
      if (platform === undefined) throw new Failure('sign-in.expired');
      return remoteIds.map((id) => {
        const channel = newChannel(library, platform, { handle: id });
        channels.set(channel.id, channel);
        changed('channels', [channel.id]);
        return channel.id;
      });
    },
    'channels.connect': ({ platform, way, answers, reconnect }) => {
      const how = platformOf(platform)?.ways.find((one) => one.id === way)?.how;
      if (Object.values(answers).includes('wrong')) throw new Failure('sign-in.wrong-password', { platform });
      const known = reconnect === undefined ? undefined : channels.get(reconnect);
      const channel: Channel = known ? { ...known, state: 'connected' } : newChannel(library, platform, answers);
      channels.set(channel.id, channel);
      if (how === 'password') {
        changed('channels', [channel.id]);
        return { then: 'connected', channel: channel.id };
      }
      setTimeout(() => {
        changed('channels', [channel.id]);
        tell({ fact: 'sign-in', outcome: { channel: channel.id } });
      }, 6000);
      return { then: 'browser' };
    },

    'slots.list': () => [...library.slots],
    'slots.change': ({ command }) => {
      const others = library.slots.filter((slot) => slot.channel !== command.channel);
      const week = library.slots.filter((slot) => slot.channel === command.channel);
      const decided = decideSlots(week, command, channels.get(command.channel));
      if (!decided.ok) throw new Failure(decided.refusal.code, decided.refusal.about);
      library.slots = [...others, ...decided.state];
      changed('slots', [command.channel]);
    },
    'slots.next': ({ channels: wanted, after, count, except }) => {
      const taken = [...library.publications.values()].filter(
        (one) => one.post !== except && one.state !== 'canceled' && one.state !== 'failed',
      );
      const slots = library.slots.filter((slot) => wanted.includes(slot.channel));
      return nextFreeTimes(slots, taken, after, count).map((time) => ({ ...time, channels: [...time.channels] }));
    },

    'media.stopImport': () => undefined,
    'media.choose': () => ({ media: [...media.values()].slice(0, 1), failures: [] }),
    'media.importBytes': async ({ name, bytes }) => {
      const digest = await crypto.subtle.digest('SHA-256', bytes);
      const id = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('') as MediaId;
      const bitmap = await createImageBitmap(new Blob([bytes as BlobPart])).catch((_expected: unknown) => undefined); // Not a picture: said below.
      if (bitmap === undefined) return { media: [], failures: [{ code: 'media.unknown-type', about: { file: name } }] };
      library.bytes.set(id, bytes);
      const one = {
        id,
        name,
        mimeType: 'image/png',
        bytes: bytes.byteLength,
        width: bitmap.width,
        height: bitmap.height,
        importedAt: Date.now(),
      };
      media.set(id, one);
      changed('media', [id]);
      return { media: [one], failures: [] };
    },
    'media.fit': ({ media: id, change: { mimeType, width, height } }) => {
      const whole = media.get(id);
      if (whole === undefined) throw new Failure('media.not-found');
      const fitted = { ...whole, id: id.replace(/^./, 'f') as MediaId, mimeType, width, height };
      media.set(fitted.id, fitted);
      return fitted;
    },
    'media.stopFit': () => undefined,
    'media.fitFilm': ({ fit, media: id, change: { mimeType, width, height } }) => {
      const film = media.get(id);
      if (film === undefined) throw new Failure('media.not-found');
      tell({ fact: 'fitting', fit, part: 0.5 });
      const made = { ...film, id: id.replace(/^./, 'e') as MediaId, mimeType, width, height };
      media.set(made.id, made);
      return { made };
    },
    'media.film': ({ media: id }) => {
      const film = media.get(id);
      if (film?.durationMs === undefined) throw new Failure('media.not-found');
      return { width: film.width, height: film.height, durationMs: film.durationMs, frameMs: 40 };
    },
    'media.cover': ({ media: id }) => {
      const film = media.get(id);
      if (film === undefined) throw new Failure('media.not-found');
      const cover = { ...film, id: id.replace(/^./, 'c') as MediaId, mimeType: 'image/jpeg' };
      media.set(cover.id, cover);
      return cover;
    },
    'media.removeUnused': ({ ids }) => {
      for (const id of ids) media.delete(id);
      changed('media', ids);
      return ids;
    },
    'media.shelf': ({ filter, from, count }) => {
      const fitting = onShelf(library, filter);
      return { entries: fitting.slice(from, from + count), total: fitting.length };
    },
    'media.shelfIds': ({ filter }) => onShelf(library, filter).map((one) => one.id),
    'media.overview': () => {
      const all = [...media.values()];
      const bytes = all.reduce((sum, one) => sum + one.bytes, 0);
      return { all: { files: all.length, bytes }, unused: { files: 0, bytes: 0 }, folders: [], labels: [] };
    },
    'media.uses': () => [],
    'media.change': ({ ids, change }) => {
      for (const id of ids) {
        const one = media.get(id);
        if (one !== undefined && change.kind === 'rename') media.set(id, { ...one, name: change.name });
        if (one !== undefined && change.kind === 'describe') media.set(id, { ...one, alt: change.alt });
      }
      changed('media', ids);
    },
    'media.byIds': ({ ids }) => ids.flatMap((id) => media.get(id) ?? []),

    'analytics.newest': ({ publications }) =>
      measuredIn(library).posts.flatMap(({ publication, reading }) =>
        publications.includes(publication) && reading ? [{ publication, metrics: reading.metrics }] : [],
      ),
    'analytics.report': (query) => reportOf(measuredIn(library), query),
    'analytics.exportCsv': () => ({}),
    'analytics.exportPdf': () => ({}),
    'media.bucket': () => ({}),
    'media.setBucket': () => undefined,
    'media.forgetBucket': () => undefined,

    'settings.read': () => ({
      isPractice: false,
      workspace: library.workspace,
      personal: library.personal,
      spoken: languageFor(library.personal.language, navigator.languages),
      filters: library.filters,
      app: { version: '0.1.0', electron: 'preview', libraryPath: '/home/mira/.config/Postwright/library.db' },
    }),
    'practice.begin': () => undefined,
    'practice.open': () => undefined,
    'practice.showReal': () => undefined,
    'practice.state': () => ({ networks: [], ordered: [], isOffline: false }),
    'practice.arrived': () => [],
    'practice.order': () => undefined,
    'practice.calm': () => undefined,
    'practice.setOffline': () => undefined,
    'settings.setWorkspace': (change) => {
      library.workspace = { ...library.workspace, ...defined(change) };
      changed('settings');
    },
    'settings.setFilters': (filters) => {
      library.filters = filters;
      changed('settings');
    },
    'settings.setPersonal': (change) => {
      library.personal = { ...library.personal, ...defined(change) };
      changed('settings');
    },

    'program.start': () => ({ how: 'autostart', isOn: false }),
    'program.setStart': () => undefined,
    'program.spelling': () => ({ fetches: true, available: ['de', 'en-GB', 'en-US', 'es'], inUse: ['en-GB'] }),
    'program.showFolder': () => undefined,
    'proxy.read': () => ({ proxy: { mode: 'system' }, hasPassword: false }),
    'proxy.set': () => undefined,
    'proxy.test': () => ({ asked: 'https://example.com/', by: '', outcome: { status: 200, ms: 84 } }),
    'backup.read': () => ({
      plan: { isOn: true, keep: 7, withFiles: false, folder: '/home/frieda/postwright/backups', isUsualFolder: true },
      daily: [{ at: Date.now() - 3_600_000, bytes: 4_200_000 }],
    }),
    'backup.setPlan': () => undefined,
    'backup.chooseFolder': () => undefined,
    'backup.write': () => ({}),
    'backup.choose': () => ({}),
    'backup.restore': () => {
      throw new Failure('backup.not-chosen');
    },
    'storage.read': () => ({
      folder: '/home/frieda/postwright',
      library: 4_200_000,
      media: 812_000_000,
      small: 9_300_000,
      backups: 29_400_000,
      logs: 1_100_000,
      free: 80_000_000_000,
    }),
    'storage.clearSmall': () => ({ freed: 0 }),
    'storage.compact': () => ({ freed: 0 }),

    // Files are the business of the real main process.
    'csv.choose': () => ({}),
    'csv.open': ({ name }) => {
      throw new Failure('csv.empty', { file: name });
    },
    'csv.preview': () => [],
    'csv.import': () => {
      throw new Failure('csv.not-open');
    },
    'csv.undo': () => ({ deleted: 0, kept: 0 }),
    'csv.export': () => ({}),
    'activity.page': ({ limit }) => ({ entries: changesIn(library).slice(0, limit) }),

    'secrets.state': () => ({ state: library.vault }),
    'secrets.usePassphrase': ({ passphrase }) => {
      if (library.vault === 'locked' && passphrase !== 'correct horse') throw new Failure('vault.wrong-passphrase');
      library.vault = 'passphrase';
      changed('secrets');
      return { state: library.vault };
    },
    'secrets.useMemory': () => {
      library.vault = 'memory';
      changed('secrets');
      return { state: library.vault };
    },
  };
}

// --- media -----------------------------------------------------------------------------------------------

function onShelf({ media }: Library, filter: ShelfFilter): ShelfEntry[] {
  return [...media.values()]
    .filter((one) => one.name.includes(filter.search) && !filter.without.includes(one.id))
    .filter((one) => filter.kind === undefined || mediaKind(one.mimeType) === filter.kind)
    .map((one) => ({ ...one, labels: [], posts: 0 }));
}

function changesIn(library: Library): ActivityEntry[] {
  const all = [...library.versions.values()].flat().map(({ post, version, at, command }): ActivityEntry => ({
    kind: 'post',
    at,
    key: `${post.id}/${version}`,
    post: post.id,
    command,
    excerpt: excerptOf(post.segments, 140),
  }));
  return all.toSorted((a, b) => b.at - a.at);
}

// --- posts -----------------------------------------------------------------------------------------------

function changePost(library: Library, command: PostCommand): Post {
  const before = library.posts.get(command.post);
  const standing = publicationsOf(library, command.post);
  const now = Date.now();
  const decided = decidePost(before, command, {
    now,
    freshId: crypto.randomUUID(),
    overdue: library.workspace.overdue,
    publications: standing,
    channelName: (id) => nameOf(library, id),
    problems: (post, channel) => problemsOf(library, post, channel),
    original: command.kind === 'post.copy' ? library.posts.get(command.of) : undefined,
    version: (version) => library.versions.get(command.post)?.find((one) => one.version === version)?.post,
  });
  if (!decided.ok) throw new Failure(decided.refusal.code, decided.refusal.about);
  const post = decided.state;
  library.posts.set(post.id, post);
  library.versions.set(post.id, [
    ...(library.versions.get(post.id) ?? []),
    { version: post.version, at: now, command: command.kind, post },
  ]);
  const changes =
    command.kind === 'post.cancel'
      ? cancelPublications(standing)
      : planPublications(post, standing, () => setsTime(command.kind));
  for (const change of changes) {
    if (change.change === 'add') {
      addPublication(library, post, change.channel, change.dueAt);
      continue;
    }
    const one = library.publications.get(change.publication);
    if (one === undefined) continue;
    const state =
      change.change === 'cancel'
        ? { state: 'canceled' as const }
        : { state: 'scheduled' as const, dueAt: change.dueAt, runAt: change.dueAt };
    const { why: _why, ...rest } = { why: undefined, ...one };
    library.publications.set(one.id, { ...rest, ...state, changedAt: now });
  }
  return post;
}

function isOnDesk(post: Post): boolean {
  return post.deletedAt === undefined && post.archivedAt === undefined && post.template === undefined;
}

function snippetsOf(library: Library): Snippet[] {
  return [...library.snippets.values()].filter((one) => one.deletedAt === undefined);
}

function changeLabel(library: Library, command: LabelCommand): void {
  const decided = decideLabel(library.labels.get(command.label), command, {
    now: Date.now(),
    named: (name) => [...library.labels.values()].find((one) => one.name.toLowerCase() === name.toLowerCase()),
    into: command.kind === 'label.merge' ? library.labels.get(command.into) : undefined,
  });
  if (!decided.ok) throw new Failure(decided.refusal.code, decided.refusal.about);
  library.labels.set(command.label, decided.state);
  if (command.kind !== 'label.put' && command.kind !== 'label.take-off') return;
  for (const post of command.posts) {
    const without = (library.labelsOfPosts.get(post) ?? []).filter((one) => one !== command.label);
    library.labelsOfPosts.set(post, command.kind === 'label.put' ? [...without, command.label] : without);
  }
}

function setsTime(kind: PostCommand['kind']): boolean {
  return kind === 'post.plan' || kind === 'post.reschedule' || kind === 'post.publish-now';
}

function addPublication(library: Library, post: Post, channel: ChannelId, dueAt: number): void {
  const platform = library.channels.get(channel)?.platform;
  if (platform === undefined) return;
  const id = crypto.randomUUID() as PublicationId;
  const { workspace } = post;
  library.publications.set(id, {
    id,
    workspace,
    post: post.id,
    channel,
    platform,
    dueAt,
    attempt: 0,
    changedAt: Date.now(),
    state: 'scheduled',
    runAt: dueAt,
  });
  library.ledger.set(id, [{ seq: 0, at: Date.now(), event: 'planned', details: { dueAt } }]);
}

function problemsOf(library: Library, post: Post, channel: ChannelId): readonly Problem[] {
  const known = library.channels.get(channel);
  if (known === undefined) return [];
  const draft = draftOf(post, { channel: known, zone: library.workspace.zone }, (use) => {
    const file = library.media.get(use.media);
    return file && { ...file, media: use.media, alt: use.alt };
  });
  return platformOf(known.platform)?.rules.check(draft, known.limits) ?? [];
}

function isPlanned(post: Post): boolean {
  return isOnDesk(post) && post.plan.kind !== 'none';
}

function entryFrom({ post, publications, labels }: PostView): CalendarEntry {
  const states = publications.map(({ state }) => state);
  return {
    id: post.id,
    version: post.version,
    dueAt: post.plan.kind === 'none' ? 0 : post.plan.dueAt,
    ...(post.plan.kind === 'at' && { planned: post.plan.planned }),
    text: excerptOf(post.segments, ENTRY_TEXT_MAX),
    media: post.segments.reduce((sum, part) => sum + part.media.length, 0),
    channels: post.channels,
    labels,
    publications: publications.map(({ id, channel, state }) => ({ id, channel, state })),
    progress: progressOf(post, states),
    isMovable: post.plan.kind === 'at' && states.every((state) => isOpen(state) || state === 'canceled'),
  };
}

function views(library: Library, wanted: (post: Post) => boolean): PostView[] {
  const found = [...library.posts.values()].filter(wanted);
  return found.toSorted((a, b) => b.updatedAt - a.updatedAt).flatMap((post) => viewOf(library, post.id) ?? []);
}

function viewOf(library: Library, id: PostId): PostView | undefined {
  const post = library.posts.get(id);
  return post && { post, publications: publicationsOf(library, id), labels: library.labelsOfPosts.get(id) ?? [] };
}

/** The index of publications by post, made anew when their number changes. */
const indexes = new WeakMap<Library, { size: number; byPost: Map<PostId, PublicationId[]> }>();

function publicationsOf(library: Library, post: PostId): Publication[] {
  let index = indexes.get(library);
  if (index?.size !== library.publications.size) {
    const ids = Map.groupBy(library.publications.values(), (one) => one.post);
    index = {
      size: library.publications.size,
      byPost: new Map([...ids].map(([key, some]) => [key, some.map((one) => one.id)])),
    };
    indexes.set(library, index);
  }
  return (index.byPost.get(post) ?? []).flatMap((id) => library.publications.get(id) ?? []);
}

// --- publications ----------------------------------------------------------------------------------------

function changePublication(library: Library, command: PublicationCommand): Publication {
  const state = library.publications.get(command.publication);
  const channel = state && library.channels.get(state.channel);
  const post = state && library.posts.get(state.post);
  const decided = decidePublication(state, command, {
    now: Date.now(),
    channel: { name: channel === undefined ? '' : channelName(channel), state: channel?.state ?? 'disconnected' },
    isPostDeleted: post?.deletedAt !== undefined,
    problems: post && state ? problemsOf(library, post, state.channel) : [],
  });
  if (!decided.ok) throw new Failure(decided.refusal.code, decided.refusal.about);
  library.publications.set(decided.state.id, decided.state);
  return decided.state;
}

/** Plays that the network took it. */
function play(
  library: Library,
  id: PublicationId,
  changed: (topic: 'publications', ids: readonly string[]) => void,
): void {
  const one = library.publications.get(id);
  if (one === undefined || one.state !== 'scheduled') return;
  const now = Date.now();
  const { why: _why, runAt: _runAt, ...rest } = { why: undefined, ...one };
  const permalink = 'https://bsky.example/profile/nordlicht.coffee/post/3new';
  library.publications.set(id, {
    ...rest,
    state: 'published',
    startedAt: now,
    changedAt: now,
    receipt: { remoteId: '3new', permalink, publishedAt: now, confirmedBy: 'answer', parts: [] },
  });
  changed('publications', [id]);
}

const PARTS: Readonly<Record<'attention' | 'upcoming' | 'history', readonly PublicationState[]>> = {
  attention: ['held', 'failed', 'unconfirmed'],
  upcoming: ['scheduled', 'publishing', 'processing', 'handed-over'],
  history: ['published', 'canceled'],
};

function queue(library: Library, part: keyof typeof PARTS): QueueEntry[] {
  const sign = part === 'history' ? -1 : 1;
  const rows = [...library.publications.values()].filter((one) => PARTS[part].includes(one.state));
  return rows
    .toSorted((a, b) => sign * (a.dueAt - b.dueAt))
    .flatMap((publication) => {
      const post = library.posts.get(publication.post);
      if (post === undefined) return [];
      const parts = segmentsFor(post, publication.channel);
      const images = parts.reduce((sum, one) => sum + one.media.length, 0);
      return [
        { publication, excerpt: excerptOf(parts, 120), segments: parts.length, images, labels: [], isPartlyOut: false },
      ];
    });
}

// --- channels --------------------------------------------------------------------------------------------

function changeChannel(library: Library, command: ChannelCommand): Channel {
  const decided = decideChannel(library.channels.get(command.channel), command);
  if (!decided.ok) throw new Failure(decided.refusal.code, decided.refusal.about);
  library.channels.set(decided.state.id, decided.state);
  return decided.state;
}

function newChannel(
  library: Library,
  platform: Channel['platform'],
  answers: Readonly<Record<string, string>>,
): Channel {
  const handle = Object.values(answers)[0] ?? 'new.example';
  const id = crypto.randomUUID() as ChannelId;
  const { workspace } = library;
  return {
    id,
    workspace: workspace.id,
    platform,
    remoteId: handle,
    handle,
    displayName: handle,
    server: 'https://example.social',
    profileUrl: 'https://example.social',
    limits: {},
    state: 'connected',
    connectedAt: Date.now(),
    defaults: NO_DEFAULTS,
  };
}

function nameOf(library: Library, id: ChannelId): string | undefined {
  const channel = library.channels.get(id);
  return channel === undefined || channel.state === 'disconnected' ? undefined : channelName(channel);
}

function defined<T extends object>(change: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
