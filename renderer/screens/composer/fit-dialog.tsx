import { Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Media } from '#shared/media/media.ts';
import { shownAddress } from '#shared/media/picture-addresses.ts';
import { sizeText } from '#shared/posts/draft-problems.ts';
import { call } from '../../ipc.ts';
import { t } from '../../text/t.ts';
import { FitFrame } from './fit-frame.tsx';
import { changesBetween, sidesOf, type Fit } from './fit-picture.ts';
import type { Writing } from './writing.ts';

export interface Fitting {
  readonly fit: Fit;
  readonly made: Promise<Media>;
}

interface Props {
  readonly writing: Writing;
  readonly fitting: Fitting;
  readonly onClose: () => void;
}

/** Begins to make the picture, to be shown in the dialog. */
export function startFitting(fit: Fit): Fitting {
  return { fit, made: call('media.fit', { media: fit.media, change: fit.change }) };
}

/** Shows a picture as it is and as it would be. */
export function FitDialog({ writing, fitting: { fit, made }, onClose }: Props): ReactNode {
  return (
    <FitFrame
      writing={writing}
      fit={fit}
      made={made}
      onClose={onClose}
      working={<Loader aria-label={t.composer.fitWorking} />}
      addressOf={(media) => shownAddress(media.id, media, 'preview')}
      factsOf={(media) => `${sidesOf(media)}, ${sizeText(media.bytes)}`}
      changesBetween={(before, after) => changesBetween(before, after, fit.change)}
      text={t.composer.fitText}
    />
  );
}
