import type { QueueEntry } from '#shared/ipc/publishing.calls.ts';
import { MEDIA_KINDS } from '#shared/media/media.ts';
import { t } from '../../text/t.ts';

/** ` · 3 parts · 2 images · 1 film`, or nothing for a plain post. */
export function partsAndFiles({ segments, files }: Pick<QueueEntry, 'segments' | 'files'>): string {
  const counted = MEDIA_KINDS.map((kind) => [kind, files.filter((file) => file === kind).length] as const);
  const parts = [
    ...(segments > 1 ? [t.queue.parts(segments)] : []),
    ...counted.flatMap(([kind, count]) => (count > 0 ? [t.queue.files[kind](count)] : [])),
  ];
  return parts.map((words) => ` · ${words}`).join('');
}
