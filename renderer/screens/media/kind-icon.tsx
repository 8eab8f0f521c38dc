import { IconFileText, IconMovie, IconMusic, IconPhoto } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { MediaKind } from '#shared/media/media.ts';

const ICONS = { image: IconPhoto, video: IconMovie, audio: IconMusic, document: IconFileText } as const;

export function KindIcon({ kind, size }: { readonly kind: MediaKind; readonly size: number }): ReactNode {
  const Shown = ICONS[kind];
  return <Shown size={size} stroke={1.5} aria-hidden />;
}
