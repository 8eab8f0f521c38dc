import { create } from 'zustand';
import type { PublicationId } from '#shared/ids.ts';
import type { QueueEntry } from '#shared/ipc/publishing.calls.ts';
import type { Metrics } from '#shared/publishing/metrics.ts';
import { call } from '../ipc.ts';

export const QUEUE_PARTS = ['attention', 'upcoming', 'history'] as const;
export type QueuePart = (typeof QUEUE_PARTS)[number];

interface QueueState {
  readonly parts: Readonly<Record<QueuePart, Part>>;
  /** What networks told last about what is in the history. */
  readonly figures: ReadonlyMap<PublicationId, Metrics>;
}

interface Part {
  readonly entries: readonly QueueEntry[];
  readonly limit: number;
  readonly isRead: boolean;
}

const PAGE = 50;
const MOST = 1000;
const unread: Part = { entries: [], limit: PAGE, isRead: false };

export const useQueue = create<QueueState>(() => ({
  parts: { attention: unread, upcoming: unread, history: unread },
  figures: new Map(),
}));

export async function readQueue(part: QueuePart): Promise<readonly QueueEntry[]> {
  const { limit } = useQueue.getState().parts[part];
  const entries = await call('publishing.queue', { part, limit });
  setPart(part, { entries, limit, isRead: true });
  if (part === 'history') await readFigures(entries);
  return entries;
}

export async function readMore(part: QueuePart): Promise<void> {
  const before = useQueue.getState().parts[part];
  setPart(part, { ...before, limit: Math.min(before.limit + 2 * PAGE, MOST) });
  await readQueue(part);
}

async function readFigures(entries: readonly QueueEntry[]): Promise<void> {
  const publications = entries.map(({ publication }) => publication.id);
  const newest = await call('analytics.newest', { publications });
  useQueue.setState({ figures: new Map(newest.map(({ publication, metrics }) => [publication, metrics])) });
}

/** There may be more rows than are shown. */
export function mayHaveMore(part: Part): boolean {
  return part.entries.length >= part.limit && part.limit < MOST;
}

function setPart(part: QueuePart, value: Part): void {
  useQueue.setState((state) => ({ parts: { ...state.parts, [part]: value } }));
}
