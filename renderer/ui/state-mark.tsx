import {
  IconAlertTriangle,
  IconBan,
  IconCheck,
  IconCircleHalf2,
  IconClock,
  IconClockShare,
  IconHandStop,
  IconHelpCircle,
  IconLoader,
  IconPencil,
  IconSend,
  IconTrash,
  type Icon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { PostProgress } from '#shared/posts/post-progress.ts';
import type { PublicationState } from '#shared/publishing/publication.ts';
import { t } from '../text/t.ts';
import styles from './state-mark.module.css';

export type Tone = 'idle' | 'accent' | 'busy' | 'good' | 'warn' | 'bad';

interface Look {
  readonly tone: Tone;
  readonly icon: Icon;
  readonly words: string;
}

export const PROGRESS_LOOKS: Readonly<Record<PostProgress, Look>> = {
  deleted: { tone: 'idle', icon: IconTrash, words: t.progress.deleted },
  draft: { tone: 'idle', icon: IconPencil, words: t.progress.draft },
  planned: { tone: 'accent', icon: IconClock, words: t.progress.planned },
  sending: { tone: 'busy', icon: IconSend, words: t.progress.sending },
  'needs-you': { tone: 'bad', icon: IconAlertTriangle, words: t.progress['needs-you'] },
  published: { tone: 'good', icon: IconCheck, words: t.progress.published },
  'partly-published': { tone: 'good', icon: IconCircleHalf2, words: t.progress['partly-published'] },
  canceled: { tone: 'idle', icon: IconBan, words: t.progress.canceled },
};

export const STATE_LOOKS: Readonly<Record<PublicationState, Look>> = {
  scheduled: { tone: 'accent', icon: IconClock, words: t.state.scheduled },
  held: { tone: 'warn', icon: IconHandStop, words: t.state.held },
  publishing: { tone: 'busy', icon: IconSend, words: t.state.publishing },
  processing: { tone: 'busy', icon: IconLoader, words: t.state.processing },
  'handed-over': { tone: 'good', icon: IconClockShare, words: t.state['handed-over'] },
  unconfirmed: { tone: 'warn', icon: IconHelpCircle, words: t.state.unconfirmed },
  published: { tone: 'good', icon: IconCheck, words: t.state.published },
  failed: { tone: 'bad', icon: IconAlertTriangle, words: t.state.failed },
  canceled: { tone: 'idle', icon: IconBan, words: t.state.canceled },
};

/** A state as colour, icon and word; never by colour alone. */
export function StateMark({ look }: { readonly look: Look }): ReactNode {
  const Shown = look.icon;
  return (
    <span className={styles.mark} data-tone={look.tone}>
      <Shown size={14} stroke={2} aria-hidden />
      {look.words}
    </span>
  );
}
