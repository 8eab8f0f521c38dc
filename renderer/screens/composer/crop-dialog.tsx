import { Button, Modal, SegmentedControl } from '@mantine/core';
import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { platformOf } from '#shared/platforms/catalog.ts';
import type { ChannelId } from '#shared/ids.ts';
import { cropFrame, CROP_RATIOS, type CropWish } from '#shared/media/crop-frame.ts';
import { pictureChange } from '#shared/media/fit-plan.ts';
import type { Media } from '#shared/media/media.ts';
import { shownAddress } from '#shared/media/picture-addresses.ts';
import type { MediaUse, Segment, TextPlace } from '#shared/posts/post.ts';
import { showFailure } from '../../failures/show-notice.tsx';
import { call } from '../../ipc.ts';
import { channelOf } from '../../state/channels.store.ts';
import { needMedia } from '../../state/media.store.ts';
import { t } from '../../text/t.ts';
import { offerUndo } from './thread-acts.ts';
import type { Writing } from './writing.ts';
import styles from './crop-dialog.module.css';

interface Props {
  readonly writing: Writing;
  readonly place: TextPlace;
  readonly part: Segment;
  readonly use: MediaUse;
  readonly file: Media;
  readonly readers: readonly ChannelId[];
  readonly onClose: () => void;
}

/** How far an arrow key moves the frame, parts of the picture. */
const STEP = 0.02;
const LEAST_SHARE = 0.2;

/** Cuts a picture by hand: a frame of a ratio that the chosen networks take, moved and made smaller. */
export function CropDialog({ writing, place, part, use, file, readers, onClose }: Props): ReactNode {
  const ratios = allowedRatios(file, readers);
  const [wish, setWish] = useState<CropWish>({ ratio: ratios[0]?.ratio ?? 1, share: 1, x: 0.5, y: 0.5 });
  const [isBusy, setBusy] = useState(false);
  const frame = cropFrame(file, wish);
  const take = async (): Promise<void> => {
    setBusy(true);
    const { data: mimeType = 'image/jpeg' } = pictureChange.shape.mimeType.safeParse(file.mimeType);
    const { width, height } = frame;
    const made = await call('media.fit', { media: file.id, change: { mimeType, crop: frame, width, height } });
    await needMedia([made.id]);
    const version = await writing.upToDate();
    const isDone = await writing.changeMedia(place, part.id, (media) =>
      media.map((one) => (one.media === use.media ? { ...one, media: made.id } : one)),
    );
    if (isDone && version !== undefined) offerUndo(writing, version, t.composer.cropped(file.name));
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t.composer.cropNamed(file.name)}
      size="lg"
      closeButtonProps={{ 'aria-label': t.app.close }}
    >
      <SegmentedControl
        fullWidth
        aria-label={t.composer.cropRatio}
        value={ratios.find(({ ratio }) => ratio === wish.ratio)?.name ?? ''}
        data={ratios.map(({ name }) => name)}
        onChange={(name) => setWish({ ...wish, ratio: ratios.find((one) => one.name === name)?.ratio ?? 1 })}
      />
      <Frame file={file} wish={wish} onWish={setWish} />
      <label className={styles.share}>
        <span>{t.composer.cropSize}</span>
        <input
          type="range"
          min={LEAST_SHARE}
          max={1}
          step={0.01}
          value={wish.share}
          onChange={(event) => setWish({ ...wish, share: event.currentTarget.valueAsNumber })}
        />
        <output>{`${frame.width} × ${frame.height}`}</output>
      </label>
      <p className={styles.text}>{t.composer.cropText}</p>
      <div className={styles.actions}>
        <Button variant="default" onClick={onClose}>
          {t.app.cancel}
        </Button>
        <Button
          loading={isBusy}
          onClick={() =>
            void take().catch((thrown: unknown) => {
              setBusy(false);
              showFailure(thrown);
            })
          }
        >
          {t.composer.cropUse}
        </Button>
      </div>
    </Modal>
  );
}

interface FrameProps {
  readonly file: Media;
  readonly wish: CropWish;
  readonly onWish: (wish: CropWish) => void;
}

/** The picture, dimmed where it would be cut off. The frame goes with the mouse, or with the arrow keys. */
function Frame({ file, wish, onWish }: FrameProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const { left, top, width, height } = cropFrame(file, wish);
  const at = { x: (left + width / 2) / file.width, y: (top + height / 2) / file.height };
  const drag = (event: PointerEvent<HTMLButtonElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || box.current === null) return;
    const { width: wide, height: high } = box.current.getBoundingClientRect();
    onWish({ ...wish, x: within(at.x + event.movementX / wide), y: within(at.y + event.movementY / high) });
  };
  const press = (event: KeyboardEvent): void => {
    const [byX, byY] = STEPS[event.key] ?? [0, 0];
    if (byX === 0 && byY === 0) return;
    event.preventDefault();
    onWish({ ...wish, x: within(at.x + byX * STEP), y: within(at.y + byY * STEP) });
  };
  return (
    <div className={styles.stage}>
      <div ref={box} className={styles.picture} style={{ aspectRatio: `${file.width} / ${file.height}` }}>
        <img src={shownAddress(file.id, file, 'preview')} alt="" draggable={false} />
        <button
          type="button"
          className={styles.frame}
          aria-label={t.composer.cropMove}
          style={{
            left: `${(left / file.width) * 100}%`,
            top: `${(top / file.height) * 100}%`,
            width: `${(width / file.width) * 100}%`,
            height: `${(height / file.height) * 100}%`,
          }}
          onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
          onPointerMove={drag}
          onKeyDown={press}
          data-autofocus
        />
      </div>
    </div>
  );
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function within(part: number): number {
  return Math.max(0, Math.min(1, part));
}

/** Those that every network takes which gets the picture; its own ratio first where that is one of them. */
function allowedRatios(file: Media, readers: readonly ChannelId[]) {
  const limits = readers.flatMap((id) => {
    const channel = channelOf(id);
    const rules = platformOf(channel?.platform ?? '')?.rules;
    return channel === undefined || rules === undefined ? [] : Object.values(rules.pictureLimits(channel.limits, {}));
  });
  const fits = ({ ratio }: { readonly ratio: number }): boolean =>
    limits.every(({ leastRatio = 0, mostRatio = Infinity }) => ratio >= leastRatio && ratio <= mostRatio);
  const own = { name: t.composer.cropOwn, ratio: file.width / file.height };
  return [own, ...CROP_RATIOS].filter(fits);
}
