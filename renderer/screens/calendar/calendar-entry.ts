import { DateTime } from 'luxon';
import type { PostView } from '#shared/ipc/posts.calls.ts';
import { excerptOf } from '#shared/posts/post.ts';
import { progressOf, type PostProgress } from '#shared/posts/post-progress.ts';
import { isOpen } from '#shared/publishing/publication.ts';
import type { Span } from '../../state/posts.store.ts';
import { knownZone } from '../../text/known-zone.ts';

/** What the calendar draws of one post. */
export interface CalendarEntry {
  readonly view: PostView;
  readonly start: Date;
  readonly end: Date;
  readonly excerpt: string;
  readonly images: number;
  readonly progress: PostProgress;
  readonly isMovable: boolean;
}

/** How tall a post is in the week, ms. A post has no length; this much can be read and held. */
const SHOWN_MS = 45 * 60_000;
const EXCERPT_LENGTH = 120;

const made = new WeakMap<PostView, { readonly zone: string; readonly entry: CalendarEntry }>();

/** The entries due in the span, by time. An unchanged post is an unchanged entry. */
export function entriesIn(byId: ReadonlyMap<string, PostView>, span: Span, zone: string): readonly CalendarEntry[] {
  const entries: CalendarEntry[] = [];
  for (const view of byId.values()) {
    const { plan, deletedAt, archivedAt } = view.post;
    if (plan.kind === 'none' || deletedAt !== undefined || archivedAt !== undefined) continue;
    if (plan.dueAt >= span.from && plan.dueAt < span.to) entries.push(entryOf(view, plan.dueAt, zone));
  }
  return entries.toSorted((a, b) => a.start.getTime() - b.start.getTime());
}

function entryOf(view: PostView, dueAt: number, zone: string): CalendarEntry {
  const known = made.get(view);
  if (known?.zone === zone) return known.entry;
  const { post, publications } = view;
  const entry: CalendarEntry = {
    view,
    start: new Date(dueAt),
    end: endOf(dueAt, zone),
    excerpt: excerptOf(post.segments, EXCERPT_LENGTH),
    images: post.segments.reduce((sum, part) => sum + part.media.length, 0),
    progress: progressOf(
      post,
      publications.map((one) => one.state),
    ),
    isMovable: post.plan.kind === 'at' && publications.every((one) => isOpen(one.state) || one.state === 'canceled'),
  };
  made.set(view, { zone, entry });
  return entry;
}

/** Never past midnight: a post belongs to one day. */
function endOf(dueAt: number, zone: string): Date {
  const midnight = DateTime.fromMillis(dueAt, { zone: knownZone(zone) })
    .endOf('day')
    .toMillis();
  return new Date(Math.min(dueAt + SHOWN_MS, midnight));
}
