import { create } from 'zustand';
import type { QueueEntry } from '#shared/ipc/publishing.calls.ts';
import { call } from '../ipc.ts';

export const QUEUE_PARTS = ['attention', 'upcoming', 'history'] as const;
export type QueuePart = (typeof QUEUE_PARTS)[number];

interface QueueState {
  readonly parts: Readonly<Record<QueuePart, Part>>;
}

interface Part {
  readonly entries: readonly QueueEntry[];
  readonly limit: number;
  readonly isRead: boolean;
}

const PAGE = 50;
const MOST = 1000;
const unread: Part = { entries: [], limit: PAGE, isRead: false };

export const useQueue = create<QueueState>(() => ({ parts: { attention: unread, upcoming: unread, history: unread } }));

export async function readQueue(part: QueuePart): Promise<readonly QueueEntry[]> {
  const { limit } = useQueue.getState().parts[part];
  const entries = await call('publishing.queue', { part, limit });
  setPart(part, { entries, limit, isRead: true });
  return entries;
}

export async function readMore(part: QueuePart): Promise<void> {
  const before = useQueue.getState().parts[part];
  setPart(part, { ...before, limit: Math.min(before.limit + 2 * PAGE, MOST) });
  await readQueue(part);
}

/** There may be more rows than are shown. */
export function mayHaveMore(part: Part): boolean {
  return part.entries.length >= part.limit && part.limit < MOST;
}

function setPart(part: QueuePart, value: Part): void {
  useQueue.setState((state) => ({ parts: { ...state.parts, [part]: value } }));
}
