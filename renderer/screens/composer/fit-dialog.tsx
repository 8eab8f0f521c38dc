import { Button, Loader, Modal } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { channelName } from '#shared/channels/channel.ts';
import { shownAddress, type Media } from '#shared/media/media.ts';
import { sizeText } from '#shared/posts/draft-problems.ts';
import { showFailure, showUndo } from '../../failures/show-notice.tsx';
import { call } from '../../ipc.ts';
import { needMedia, useMedia } from '../../state/media.store.ts';
import { t } from '../../text/t.ts';
import { changesBetween, isForAll, sidesOf, putPicture, type Fit } from './fit-picture.ts';
import { shownPost } from './use-writing.ts';
import type { Writing } from './writing.ts';
import styles from './fit-dialog.module.css';

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

/** Shows a picture as it is and as it would be; it is used only when the person says so. */
export function FitDialog({ writing, fitting: { fit, made }, onClose }: Props): ReactNode {
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
    made.then(forget, (_expected: unknown) => undefined); // That it could not be made was said.
  };

  const take = async (fitted: Media): Promise<void> => {
    setTaking(true);
    const post = writing.store.getState().post;
    await needMedia([fitted.id]);
    if (await putPicture(writing, fit, fitted.id)) {
      showUndo(post.id, t.composer.fitted(fit.name), () =>
        writing.change({ kind: 'post.revert', post: post.id, version: post.version }),
      );
    }
    onClose();
  };

  const names = fit.channels.map((channel) => channelName(channel)).join(', ');
  return (
    <Modal opened onClose={leave} title={t.composer.fitNamed(fit.name)} size="lg">
      <div className={styles.pictures}>
        <Shown title={t.composer.fitBefore} media={before} />
        <Shown title={t.composer.fitAfter} media={after} />
      </div>
      {before !== undefined && after !== undefined && (
        <ul className={styles.changes}>
          {changesBetween(before, after, fit.change).map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      )}
      <p className={styles.text}>
        {isForAll(fit, shownPost(writing)) ? t.composer.fitForAll : t.composer.fitFor(names)} {t.composer.fitText}
      </p>
      <div className={styles.actions}>
        <Button variant="default" onClick={leave}>
          {t.composer.fitKeep}
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

function Shown({ title, media }: { readonly title: string; readonly media: Media | undefined }): ReactNode {
  return (
    <figure className={styles.shown}>
      <div className={styles.frame}>
        {media === undefined ? (
          <Loader aria-label={t.composer.fitWorking} />
        ) : (
          <img src={shownAddress(media.id, media, 'preview')} alt={title} />
        )}
      </div>
      <figcaption>
        <strong>{title}</strong>
        {media !== undefined && <span className={styles.facts}>{`${sidesOf(media)}, ${sizeText(media.bytes)}`}</span>}
      </figcaption>
    </figure>
  );
}

function forget({ id }: Media): void {
  call('media.removeUnused', { ids: [id] }).catch(showFailure);
}
