import { ActionIcon, Button, Textarea, Tooltip } from '@mantine/core';
import { IconFileText, IconMovie, IconMusic, IconPhoto, IconX } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { ChannelId, MediaId } from '#shared/ids.ts';
import { mediaKind, type Media, type MediaKind } from '#shared/media/media.ts';
import { shownAddress } from '#shared/media/picture-addresses.ts';
import type { MediaUse, Segment, TextPlace } from '#shared/posts/post.ts';
import { useMedia } from '../../state/media.store.ts';
import { showUndo } from '../../failures/show-notice.tsx';
import { t } from '../../text/t.ts';
import { factsOf } from './file-facts.ts';
import { FilmStill } from '../../ui/film-still.tsx';
import { CropDialog } from './crop-dialog.tsx';
import { CoverDialog } from './cover-dialog.tsx';
import type { PostText } from './post-text.ts';
import { textShown, type Writing } from './writing.ts';
import styles from './picture-list.module.css';

interface Props {
  readonly writing: Writing;
  readonly place: TextPlace;
  readonly part: Segment;
  /** The channels that get this text. */
  readonly readers: readonly ChannelId[];
}

/** The pictures of one part, each with its description. */
export function PictureList({ writing, place, part, readers }: Props): ReactNode {
  const [covering, setCovering] = useState<MediaId>();
  const [cropping, setCropping] = useState<MediaId>();
  const cropped = part.media.find((use) => use.media === cropping);
  const croppedFile = useMedia((state) => (cropping === undefined ? undefined : state.byId.get(cropping)));
  const covered = part.media.find((use) => use.media === covering);
  const remove = (use: MediaUse): void => {
    let removed: { at: number; use: MediaUse } | undefined;
    const takeOut = (media: Segment['media']): Segment['media'] => {
      const at = media.findIndex((one) => one.media === use.media);
      const there = media[at];
      if (there === undefined) return media;
      removed = { at, use: there };
      return media.toSpliced(at, 1);
    };
    const putBack = (media: Segment['media']): Segment['media'] =>
      removed === undefined || media.some((one) => one.media === use.media)
        ? media
        : media.toSpliced(removed.at, 0, removed.use);
    void writing.changeMedia(place, part.id, takeOut).then((isDone) => {
      // Pressed twice, it had gone already: what takes the first press back stays.
      if (!isDone || removed === undefined) return;
      showUndo(`media-${use.media}`, t.composer.imageRemoved, () => writing.changeMedia(place, part.id, putBack));
    });
  };
  return (
    <>
      <ul className={styles.pictures}>
        {part.media.map((use) => (
          <Picture
            key={use.media}
            writing={writing}
            place={place}
            part={part}
            use={use}
            onRemove={() => remove(use)}
            onCover={() => setCovering(use.media)}
            onCrop={() => setCropping(use.media)}
          />
        ))}
      </ul>
      {cropped !== undefined && croppedFile !== undefined && (
        <CropDialog
          writing={writing}
          place={place}
          part={part}
          use={cropped}
          file={croppedFile}
          readers={readers}
          onClose={() => setCropping(undefined)}
        />
      )}
      {covered !== undefined && (
        <CoverDialog
          writing={writing}
          place={place}
          part={part}
          use={covered}
          readers={readers}
          onClose={() => setCovering(undefined)}
        />
      )}
    </>
  );
}

interface PictureProps {
  readonly writing: Writing;
  readonly place: TextPlace;
  readonly part: Segment;
  readonly use: MediaUse;
  readonly onRemove: () => void;
  readonly onCover: () => void;
  readonly onCrop: () => void;
}

function Picture({ writing, place, part, use, onRemove, onCover, onCrop }: PictureProps): ReactNode {
  const file = useMedia((state) => state.byId.get(use.media));
  const description: PostText = { kind: 'description', place, segment: part.id, media: use.media };
  const alt = useStore(writing.store, (state) => textShown(state, description));
  const name = file?.name ?? '';
  const kind = mediaKind(file?.mimeType ?? 'image/');
  const isPicture = kind === 'image';
  return (
    <li className={styles.picture}>
      <Still use={{ ...use, alt }} file={file} />
      <div className={styles.about}>
        <div className={styles.name}>
          <span className={styles.file}>{name}</span>
          <span className={styles.size}>{file && factsOf(file)}</span>
        </div>
        <Textarea
          data-describes={`${part.id} ${use.media}`}
          aria-label={t.composer.describe(name)}
          placeholder={isPicture ? t.composer.describeHint : t.composer.describeFileHint}
          autosize
          minRows={1}
          maxRows={4}
          value={alt}
          onChange={(event) => writing.type(description, event.currentTarget.value)}
          onBlur={() => void writing.flush()}
        />
        <div className={styles.below}>
          <span className={styles.reminder} data-missing={alt === ''}>
            {t.composer.altMissing}
          </span>
          {canCrop(file) && (
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              aria-label={t.composer.cropNamed(name)}
              onClick={onCrop}
            >
              {t.composer.crop}
            </Button>
          )}
          {kind === 'video' && (
            <Button size="compact-sm" variant="subtle" color="gray" onClick={onCover}>
              {use.cover === undefined ? t.composer.chooseCover : t.composer.changeCover}
            </Button>
          )}
        </div>
      </div>
      <Tooltip label={t.composer.removeImage(name)}>
        <ActionIcon size="md" aria-label={t.composer.removeImage(name)} onClick={onRemove}>
          <IconX size={16} />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}

/** A picture that moves would stand still. */
function canCrop(file: Media | undefined): boolean {
  return file !== undefined && mediaKind(file.mimeType) === 'image' && file.mimeType !== 'image/gif' && file.width > 0;
}

function Still({ use, file }: { readonly use: MediaUse; readonly file: Media | undefined }): ReactNode {
  const kind = mediaKind(file?.mimeType ?? 'image/');
  if (kind === 'image')
    return <img className={styles.thumb} src={shownAddress(use.media, file, 'thumb')} alt={use.alt} />;
  if (kind === 'video' && file !== undefined)
    return <FilmStill use={use} file={file} which="thumb" className={styles.thumb ?? ''} />;
  return (
    <div className={styles.thumb} data-kind={kind}>
      <KindIcon kind={kind} />
    </div>
  );
}

function KindIcon({ kind }: { readonly kind: MediaKind }): ReactNode {
  switch (kind) {
    case 'video':
      return <IconMovie size={32} aria-hidden />;
    case 'audio':
      return <IconMusic size={32} aria-hidden />;
    case 'document':
      return <IconFileText size={32} aria-hidden />;
    case 'image':
      return <IconPhoto size={32} aria-hidden />;
  }
}
