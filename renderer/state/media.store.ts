import { create } from 'zustand';
import type { MediaId } from '#shared/ids.ts';
import type { Media } from '#shared/media/media.ts';
import type { MediaUse } from '#shared/posts/post.ts';
import { call } from '../ipc.ts';

interface MediaState {
  readonly byId: ReadonlyMap<MediaId, Media>;
}

export const useMedia = create<MediaState>(() => ({ byId: new Map() }));

const asked = new Set<MediaId>();

/** Reads those that are not known yet. */
export async function needMedia(ids: readonly MediaId[]): Promise<void> {
  const { byId } = useMedia.getState();
  const missing = ids.filter((id) => !byId.has(id) && !asked.has(id));
  if (missing.length === 0) return;
  for (const id of missing) asked.add(id);
  try {
    await readMedia(missing);
  } finally {
    for (const id of missing) asked.delete(id);
  }
}

/** Files as a post takes them up: each with the description that is kept with it. */
export async function usesOf(ids: readonly MediaId[]): Promise<MediaUse[]> {
  await needMedia(ids);
  const { byId } = useMedia.getState();
  return ids.map((id) => ({ media: id, alt: byId.get(id)?.alt ?? '' }));
}

export async function readMedia(ids: readonly MediaId[]): Promise<void> {
  const read = await call('media.byIds', { ids: ids.slice(0, 1000) });
  useMedia.setState((state) => ({ byId: new Map([...state.byId, ...read.map((one) => [one.id, one] as const)]) }));
}
