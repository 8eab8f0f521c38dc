import { modals } from '@mantine/modals';
import { mediaKind } from '#shared/media/media.ts';
import { segmentsFor, type MediaUse, type Post, type Segment, type TextPlace } from '#shared/posts/post.ts';
import { useMedia } from '../../state/media.store.ts';
import { workspaceNow } from '../../state/settings.store.ts';
import { t } from '../../text/t.ts';
import { goToDescription } from './mends.ts';
import { shownPost } from './use-writing.ts';
import { channelOf } from '../../state/channels.store.ts';
import type { Writing } from './writing.ts';

interface Asking {
  readonly writing: Writing;
  readonly onShow: (place: TextPlace) => void;
  /** What the button says that goes on without. */
  readonly anyway: string;
  readonly goOn: () => void;
}

/** Goes on; where pictures have no description and the workspace wants to be reminded, it is asked first. Nothing is ever stopped. */
export function remindOfAlts({ writing, onShow, anyway, goOn }: Asking): void {
  // Descriptions that are on their way count.
  void writing.flush().then(() => {
    const post = shownPost(writing);
    const missing = workspaceNow().remindAlt ? withoutAlt(post) : [];
    const [first] = missing;
    if (first === undefined) return goOn();
    modals.openConfirmModal({
      title: t.composer.altQuestion(missing.length),
      children: t.composer.altQuestionText,
      labels: { confirm: t.composer.altAddNow, cancel: anyway },
      onConfirm: () => {
        const channels = first.place === 'shared' ? [] : [channelOf(first.place) ?? []].flat();
        // After the dialog has given the focus back.
        setTimeout(() => goToDescription({ post, channels, onShow, segment: first.part.id, media: first.use.media }));
      },
      onCancel: goOn,
    });
  });
}

interface Missing {
  readonly place: TextPlace;
  readonly part: Segment;
  readonly use: MediaUse;
}

/** Each picture once, although several channels get it. */
function withoutAlt(post: Post): readonly Missing[] {
  const { byId } = useMedia.getState();
  const all = post.channels.flatMap((channel): Missing[] => {
    const place = Object.hasOwn(post.variants, channel) ? channel : 'shared';
    return segmentsFor(post, channel).flatMap((part) => part.media.map((use) => ({ place, part, use })));
  });
  const found = new Map<string, Missing>();
  for (const one of all) {
    const key = `${one.place} ${one.part.id} ${one.use.media}`;
    const isPicture = mediaKind(byId.get(one.use.media)?.mimeType ?? '') === 'image';
    if (isPicture && one.use.alt.trim() === '') found.set(key, one);
  }
  return [...found.values()];
}
