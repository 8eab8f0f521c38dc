import type { Handlers } from '#shared/ipc/contract.ts';
import { decideLabel } from '#shared/commands/decide-label.ts';
import { decideSnippet } from '#shared/commands/decide-snippet.ts';
import type { LabelCommand } from '#shared/commands/label-commands.ts';
import { Failure } from '#shared/failures.ts';
import type { Snippet } from '#shared/posts/snippet.ts';
import type { Library } from '../sample/library.ts';
import { changePost, problemsOf } from './change-post.ts';
import { entryFrom, isOnDesk, isPlanned, passes, publicationsOf, viewOf, views } from './post-views.ts';
import type { Changed } from './tell.ts';

type Answers = Handlers<'posts.'> & Handlers<'calendar.'> & Handlers<'labels.'> & Handlers<'snippets.'>;

/** Posts, where the calendar shows them, and the words they are sorted by or made of. */
export function postAnswers(library: Library, changed: Changed): Answers {
  return { ...ofPosts(library, changed), ...ofCalendar(library), ...ofLabels(library, changed) };
}

function ofPosts(library: Library, changed: Changed): Handlers<'posts.'> {
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
      views(library, (post) => isPlanned(post) && post.plan.kind !== 'none').filter(
        ({ post: { plan } }) => plan.kind !== 'none' && plan.dueAt >= from && plan.dueAt < to,
      ),
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
    'posts.search': ({ text, filter, limit, offset }) => {
      const wanted = text.toLowerCase();
      const found = views(library, (post) => JSON.stringify(post.segments).toLowerCase().includes(wanted)).filter(
        (view) => passes(view, filter),
      );
      const hits = found.slice(offset, offset + limit).map((view) => ({ view, excerpt: [] }));
      return { hits, hasMore: found.length > offset + limit };
    },
    'posts.mentions': () => ['ada.example.social', 'carpenters@oak.example'],
    'posts.deleted': ({ limit }) => views(library, (post) => post.deletedAt !== undefined).slice(0, limit),
    'posts.byIds': ({ ids }) => ids.flatMap((id) => viewOf(library, id) ?? []),
    'posts.versions': ({ post }) => (library.versions.get(post) ?? []).toReversed(),
  };
}

function ofCalendar(library: Library): Handlers<'calendar.'> {
  return {
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
  };
}

function ofLabels(library: Library, changed: Changed): Handlers<'labels.'> & Handlers<'snippets.'> {
  return {
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
  };
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
