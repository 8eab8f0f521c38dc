import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBan, IconCalendarTime, IconClockEdit, IconInfoCircle, IconSend } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { PublicationId } from '#shared/ids.ts';
import type { QueueEntry } from '#shared/ipc/publishing.calls.ts';
import { forGood, movedEach, notSent, sentNow } from '#shared/posts/bulk-commands.ts';
import { togetherOrAlone } from '#shared/publishing/decide-together.ts';
import type { Publication } from '#shared/publishing/publication.ts';
import { askIfOut, lookedFirst } from '../../failures/look-first.tsx';
import { showFailure, showProblem } from '../../failures/show-notice.tsx';
import { freeTimesForAll } from '../../state/free-times.ts';
import { useQueue } from '../../state/queue.store.ts';
import { t } from '../../text/t.ts';
import { LabelPicker } from '../../ui/label-picker.tsx';
import { BulkMove } from './bulk-move.tsx';
import { ChooseAll } from './choose-all.tsx';
import { postsOf, runBulk } from './run-bulk.ts';
import type { useChosen } from './use-chosen.ts';
import styles from './bulk-bar.module.css';

interface Props {
  readonly selection: ReturnType<typeof useChosen>;
  readonly entries: readonly QueueEntry[];
}

/** What can be done with what is chosen of all that waits for a person, and what of it only one by one. */
export function AttentionBar({ selection, entries }: Props): ReactNode {
  const { chosen } = selection;
  const { together, alone } = togetherOrAlone(chosen);
  const isNone = chosen.length === 0;
  return (
    <div className={styles.bar} role="toolbar" aria-label={t.bulk.waitingBar}>
      <ChooseAll selection={selection} name={t.bulk.selectAllWaiting} />
      {!isNone && (
        <div className={styles.actions}>
          <Labels chosen={chosen} entries={entries} />
          <Acts publications={together} />
        </div>
      )}
      {alone.length > 0 && (
        <p className={styles.alone} role="status">
          <IconInfoCircle size={16} aria-hidden />
          <span>{t.bulk.alone(alone.length)}</span>
        </p>
      )}
    </div>
  );
}

function Labels({ chosen, entries }: Pick<Props, 'entries'> & { readonly chosen: readonly Publication[] }): ReactNode {
  const ids = new Set(chosen.map(({ id }) => id));
  const shown = entries.filter(({ publication }) => ids.has(publication.id));
  const used = [...new Set(shown.flatMap(({ labels }) => labels))];
  const all = used.filter((label) => shown.every(({ labels }) => labels.includes(label)));
  return <LabelPicker all={all} some={used} posts={[...new Set(chosen.map(({ post }) => post))]} />;
}

/** For what is held or failed. What is out of the list in the meantime is left alone. */
function Acts({ publications }: { readonly publications: readonly Publication[] }): ReactNode {
  const [isMoving, moving] = useDisclosure(false);
  const [isBusy, setBusy] = useState(false);
  const isNone = publications.length === 0;
  const run = (work: () => Promise<unknown>): void => {
    setBusy(true);
    work()
      .catch(showFailure)
      .finally(() => setBusy(false));
  };
  const send = (): void =>
    run(async () => {
      if (await askIfOut(publications)) await runBulk(sentNow(stillWaiting(publications)), t.bulk.sent);
    });
  const cancel = (): void => run(() => runBulk(notSent(stillWaiting(publications)), t.bulk.canceled));
  const toFree = (): void =>
    run(async () => {
      const times = await freeTimesForAll(await postsOf(publications));
      if (times === undefined) return showProblem(undefined, t.slots.noneFree, { id: 'none-free' });
      if (await lookedFirst(publications.map(({ post }) => post)))
        await runBulk(forGood(movedEach(times)), t.bulk.moved);
    });
  return (
    <>
      <Act words={t.bulk.send} icon={<IconSend size={16} aria-hidden />} run={send} isOff={isNone || isBusy} />
      <Act
        words={t.bulk.move}
        icon={<IconClockEdit size={16} aria-hidden />}
        run={moving.open}
        isOff={isNone || isBusy}
      />
      <Act
        words={t.bulk.toFree}
        icon={<IconCalendarTime size={16} aria-hidden />}
        run={toFree}
        isOff={isNone || isBusy}
      />
      <Act words={t.bulk.cancel} icon={<IconBan size={16} aria-hidden />} run={cancel} isOff={isNone || isBusy} />
      <Modal
        opened={isMoving && !isNone}
        onClose={moving.close}
        title={t.bulk.move}
        closeButtonProps={{ 'aria-label': t.app.close }}
      >
        <BulkMove chosen={publications} isLate onDone={moving.close} />
      </Modal>
    </>
  );
}

interface ActProps {
  readonly words: string;
  readonly icon: ReactNode;
  readonly run: () => void;
  readonly isOff: boolean;
}

function Act({ words, icon, run, isOff }: ActProps): ReactNode {
  return (
    <Button variant="default" leftSection={icon} disabled={isOff} onClick={run}>
      {words}
    </Button>
  );
}

/** While a question stood open, one of them may have been decided about elsewhere. */
function stillWaiting(publications: readonly Publication[]): readonly Publication[] {
  const ids = new Set<PublicationId>(publications.map(({ id }) => id));
  const now = useQueue.getState().parts.attention.entries.map(({ publication }) => publication);
  return togetherOrAlone(now).together.filter(({ id }) => ids.has(id));
}
