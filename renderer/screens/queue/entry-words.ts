import type { QueueEntry } from '#shared/ipc/publishing.calls.ts';
import { t } from '../../text/t.ts';

/** ` · 3 parts · 2 images`, or nothing for a plain post. */
export function partsAndImages({ segments, images }: QueueEntry): string {
  const parts = [...(segments > 1 ? [t.queue.parts(segments)] : []), ...(images > 0 ? [t.queue.images(images)] : [])];
  return parts.map((words) => ` · ${words}`).join('');
}
