import { ActionIcon, Button, Menu, Modal, Textarea } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconChartBar, IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { PublicationId } from '#shared/ids.ts';
import { platformOf } from '#shared/platforms/catalog.ts';
import { METRIC_NAMES, type Metrics } from '#shared/publishing/metrics.ts';
import type { Publication } from '#shared/publishing/publication.ts';
import { LOCALE } from '../../text/moments.ts';
import { FailureNotice } from '../../failures/failure-notice.tsx';
import { failureOf } from '../../failures/failure-words.ts';
import { showFailure, showSuccess } from '../../failures/show-notice.tsx';
import type { FailureValue } from '#shared/failures.ts';
import { call } from '../../ipc.ts';
import { t } from '../../text/t.ts';
import styles from './out-there.module.css';

interface Props {
  readonly publication: Extract<Publication, { state: 'published' | 'handed-over' }>;
  /** The channel's. */
  readonly name: string;
}

/** What can be done with a post that is out: see how it is doing, correct it, take it down. */
export function OutThere({ publication, name }: Props): ReactNode {
  const [metrics, setMetrics] = useState<Metrics>();
  /** The words of each part, as they went out, while they are being corrected. */
  const [texts, setTexts] = useState<readonly string[]>();
  const takes = platformOf(publication.platform)?.takes;
  const { id, state, receipt } = publication;
  const correct = (): void => void call('publishing.sentTexts', { publication: id }).then(setTexts, showFailure);
  if (takes === undefined || receipt.removedAt !== undefined) return null;
  const hasNumbers = state === 'published' && takes.metrics.length > 0;
  const canCorrect = state === 'published' && takes.edit;
  if (!hasNumbers && !canCorrect && !takes.remove) return null;
  const isWaiting = state === 'handed-over';
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t.composer.moreFor(name)}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {hasNumbers && (
            <Menu.Item
              leftSection={<IconChartBar size={16} />}
              onClick={() => void call('publishing.metrics', { publication: id }).then(setMetrics, showFailure)}
            >
              {t.composer.numbers}
            </Menu.Item>
          )}
          {canCorrect && (
            <Menu.Item leftSection={<IconPencil size={16} />} onClick={correct}>
              {t.composer.correct}
            </Menu.Item>
          )}
          {takes.remove && (
            <Menu.Item
              color="brick"
              leftSection={<IconTrash size={16} />}
              onClick={() => askToTakeDown(id, name, isWaiting)}
            >
              {isWaiting ? t.composer.takeBack : t.composer.takeDown}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={metrics !== undefined}
        onClose={() => setMetrics(undefined)}
        title={t.composer.numbers}
        closeButtonProps={{ 'aria-label': t.app.close }}
      >
        {metrics && <Numbers metrics={metrics} />}
      </Modal>
      <Modal
        opened={texts !== undefined}
        onClose={() => setTexts(undefined)}
        title={t.composer.correctTitle(name)}
        closeButtonProps={{ 'aria-label': t.app.close }}
        closeOnClickOutside={false}
      >
        {texts && <Correction id={id} name={name} texts={texts} onDone={() => setTexts(undefined)} />}
      </Modal>
    </>
  );
}

function Numbers({ metrics }: { readonly metrics: Metrics }): ReactNode {
  const told = METRIC_NAMES.filter((name) => metrics[name] !== undefined);
  if (told.length === 0) return <p>{t.composer.numbersNone}</p>;
  return (
    <dl className={styles.numbers}>
      {told.map((name) => (
        <div key={name} className={styles.number}>
          <dt>{t.composer.metrics[name]}</dt>
          <dd>{new Intl.NumberFormat(LOCALE).format(metrics[name] ?? 0)}</dd>
        </div>
      ))}
    </dl>
  );
}

interface CorrectionProps {
  readonly id: PublicationId;
  readonly name: string;
  readonly texts: readonly string[];
  readonly onDone: () => void;
}

function Correction({ id, name, texts, onDone }: CorrectionProps): ReactNode {
  const [typed, setTyped] = useState(texts);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<FailureValue>();
  const save = async (): Promise<void> => {
    setBusy(true);
    try {
      await call('publishing.correct', { publication: id, texts: [...typed] });
      onDone();
      showSuccess(t.composer.corrected(name));
    } catch (thrown) {
      setFailure(failureOf(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={styles.correction}>
      {typed.map((text, at) => (
        <Textarea
          // The place is what a part is known by.
          key={at}
          aria-label={t.composer.textOfPart(at + 1)}
          autosize
          minRows={3}
          maxRows={16}
          value={text}
          onChange={(event) => {
            const { value } = event.currentTarget;
            setTyped(typed.map((one, index) => (index === at ? value : one)));
          }}
        />
      ))}
      {failure && <FailureNotice failure={failure} withoutAction />}
      <div className={styles.actions}>
        <Button variant="subtle" color="gray" onClick={onDone}>
          {t.app.cancel}
        </Button>
        <Button loading={isBusy} disabled={typed.join('\n') === texts.join('\n')} onClick={() => void save()}>
          {t.composer.correctSave}
        </Button>
      </div>
    </div>
  );
}

function askToTakeDown(id: PublicationId, name: string, isWaiting: boolean): void {
  const takeDown = async (): Promise<void> => {
    try {
      await call('publishing.takeDown', { publication: id });
      showSuccess(t.composer.takenDown(name));
    } catch (thrown) {
      showFailure(thrown);
    }
  };
  // Before it is out, nobody has seen it and nothing is lost.
  if (isWaiting) return void takeDown();
  modals.openConfirmModal({
    title: t.composer.takeDownTitle(name),
    children: t.composer.takeDownText,
    labels: { confirm: t.composer.takeDown, cancel: t.app.cancel },
    confirmProps: { color: 'brick' },
    onConfirm: () => void takeDown(),
  });
}
