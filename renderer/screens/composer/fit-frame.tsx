import { Button, Modal } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { channelName } from '#shared/channels/channel.ts';
import type { Media } from '#shared/media/media.ts';
import { showFailure } from '../../failures/show-notice.tsx';
import { call } from '../../ipc.ts';
import { needMedia, useMedia } from '../../state/media.store.ts';
import { t } from '../../text/t.ts';
import { isForAll, putPicture, type Fit } from './fit-picture.ts';
import { offerUndo } from './thread-acts.ts';
import { shownPost } from './use-writing.ts';
import type { Writing } from './writing.ts';
import styles from './fit-dialog.module.css';

interface Props {
  readonly writing: Writing;
  readonly fit: Omit<Fit, 'change'>;
  /** `undefined` where it was stopped. */
  readonly made: Promise<Media | undefined>;
  readonly onClose: () => void;
  /** Ends the making of it early, where that can be done. */
  readonly onStop?: () => void;
  /** The picture that shows it. */
  readonly addressOf: (media: Media) => string;
  /** While it is being made. */
  readonly working: ReactNode;
  readonly factsOf: (media: Media) => string;
  readonly changesBetween: (before: Media, after: Media) => readonly string[];
  /** What becomes of the file that it was made of. */
  readonly text: string;
}

/** A file as it is, and as it would be once it fits; it is used only when the person says so. */
export function FitFrame(props: Props): ReactNode {
  const { writing, fit, made, onClose, onStop, factsOf } = props;
  const before = useMedia((state) => state.byId.get(fit.media));
  const [after, setAfter] = useState<Media>();
  const [isTaking, setTaking] = useState(false);

  useEffect(() => {
    made.then(setAfter, (thrown: unknown) => {
      showFailure(thrown);
      onClose();
    });
  }, [made, onClose]);

  const leave = (): void => {
    onClose();
    onStop?.();
    made.then(forget, (_expected: unknown) => undefined); // That it could not be made was said.
  };

  const take = async (fitted: Media): Promise<void> => {
    setTaking(true);
    await needMedia([fitted.id]);
    const version = await putPicture(writing, fit, fitted.id);
    if (version !== undefined) offerUndo(writing, version, t.composer.fitted(fit.name));
    onClose();
  };

  const shown = (media: Media | undefined, title: string): ReactNode => (
    <figure className={styles.shown}>
      <div className={styles.frame}>
        {media === undefined ? props.working : <img src={props.addressOf(media)} alt={title} />}
      </div>
      <figcaption>
        <strong>{title}</strong>
        {media !== undefined && <span className={styles.facts}>{factsOf(media)}</span>}
      </figcaption>
    </figure>
  );
  const names = fit.channels.map((channel) => channelName(channel)).join(', ');
  return (
    <Modal
      opened
      onClose={leave}
      title={t.composer.fitNamed(fit.name)}
      size="lg"
      closeButtonProps={{ 'aria-label': t.app.close }}
    >
      <div className={styles.pictures}>
        {shown(before, t.composer.fitBefore)}
        {shown(after, t.composer.fitAfter)}
      </div>
      {before !== undefined && after !== undefined && (
        <ul className={styles.changes}>
          {props.changesBetween(before, after).map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      )}
      <p className={styles.text}>
        {isForAll(fit, shownPost(writing)) ? t.composer.fitForAll : t.composer.fitFor(names)} {props.text}
      </p>
      <div className={styles.actions}>
        <Button variant="default" onClick={leave}>
          {after === undefined && onStop !== undefined ? t.composer.fitStop : t.composer.fitKeep}
        </Button>
        <Button
          disabled={after === undefined}
          loading={isTaking}
          onClick={() => void (after && take(after).catch(showFailure))}
          data-autofocus
        >
          {t.composer.fitUse}
        </Button>
      </div>
    </Modal>
  );
}

function forget(made: Media | undefined): void {
  if (made !== undefined) call('media.removeUnused', { ids: [made.id] }).catch(showFailure);
}
