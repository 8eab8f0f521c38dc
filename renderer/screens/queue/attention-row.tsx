import { ActionIcon, Button, Checkbox, Menu, Modal, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBan, IconCheck, IconDots, IconHistory, IconPencil, IconRefresh, IconSend } from '@tabler/icons-react';
import { memo, useState, type FormEvent, type ReactNode } from 'react';
import { z } from 'zod';
import { channelName } from '#shared/channels/channel.ts';
import type { FailureValue } from '#shared/failures.ts';
import type { PublicationId } from '#shared/ids.ts';
import type { QueueEntry } from '#shared/ipc/publishing.calls.ts';
import type { PublicationCommand } from '#shared/commands/publication-commands.ts';
import { mayBeOut } from '#shared/publishing/decide-together.ts';
import { FailureNotice } from '../../failures/failure-notice.tsx';
import { failureOf, failureSentence } from '../../failures/failure-words.ts';
import { askIfOut } from '../../failures/look-first.tsx';
import { offeredAction } from '../../failures/offered-action.ts';
import { showFailure } from '../../failures/show-notice.tsx';
import { useChannel } from '../../state/channels.store.ts';
import { openPost } from '../../state/route.store.ts';
import { changePublication } from '../../state/send-command.ts';
import { useZone } from '../../state/settings.store.ts';
import { t } from '../../text/t.ts';
import { momentInWords } from '../../text/moments.ts';
import { ChannelAvatar } from '../../ui/channel-avatar.tsx';
import { LabelMarks } from '../../ui/label-mark.tsx';
import { STATE_LOOKS, StateMark } from '../../ui/state-mark.tsx';
import { useTicking } from '../../ui/use-ticking.ts';
import { partsAndFiles } from './entry-words.ts';
import { takeBack } from './take-back.ts';
import styles from './attention-row.module.css';

interface Props {
  readonly entry: QueueEntry;
  readonly onOpen: (publication: PublicationId) => void;
  readonly isChosen: boolean;
  readonly onChoose: (id: PublicationId, isOn: boolean, isRange: boolean) => void;
}

/** A publication that waits for a person: what happened, the one offered action, and the others behind “more”. */
export const AttentionRow = memo(function AttentionRow({ entry, onOpen, isChosen, onChoose }: Props): ReactNode {
  const { publication, excerpt } = entry;
  const [isBusy, setBusy] = useState(false);
  const [isMarking, marking] = useDisclosure(false);
  const channel = useChannel(publication.channel);
  const zone = useZone();
  const due = useTicking((now) => t.queue.dueAt(momentInWords(publication.dueAt, zone, now)));
  const name = channel === undefined ? '…' : channelName(channel);
  const said = excerpt === '' ? t.drafts.noWords : excerpt;
  const why = 'why' in publication ? publication.why : undefined;
  const concerned = { post: publication.post, publication: publication.id, channel: publication.channel };
  const action = why && offeredAction(why, concerned);

  const run = (work: () => void | Promise<void>): void => {
    setBusy(true);
    Promise.resolve(work())
      .catch((thrown: unknown) => showFailure(thrown, concerned))
      .finally(() => setBusy(false));
  };
  const change = (kind: Exclude<PublicationCommand['kind'], 'publication.mark-published'>): void =>
    run(() => changePublication({ kind, publication: publication.id }));
  const sendAgain = (): void =>
    void askIfOut([publication]).then((goesOn) => goesOn && change('publication.send'), showFailure);

  return (
    <li className={styles.card} aria-label={said} data-chosen={isChosen || undefined}>
      <Checkbox
        className={styles.choose ?? ''}
        aria-label={t.bulk.select(said)}
        checked={isChosen}
        onChange={(event) =>
          onChoose(publication.id, event.currentTarget.checked, (event.nativeEvent as MouseEvent).shiftKey)
        }
      />
      {channel && <ChannelAvatar channel={channel} size={40} />}
      <div className={styles.about}>
        <div className={styles.head}>
          <span className={styles.name} dir="auto">
            {name}
          </span>
          <StateMark look={STATE_LOOKS[publication.state]} />
          <span className={styles.soft}>{due}</span>
        </div>
        <p className={styles.why}>{why && failureSentence(why)}</p>
        {entry.isPartlyOut && <p className={styles.soft}>{t.queue.partlyOut}</p>}
        <p className={styles.excerpt} dir="auto">
          {said}
          {partsAndFiles(entry)}
        </p>
        <LabelMarks ids={entry.labels} />
      </div>
      <div className={styles.actions}>
        {action && (
          <Button variant="light" loading={isBusy} onClick={() => run(action.run)}>
            {action.label}
          </Button>
        )}
        <Menu>
          <Menu.Target>
            <ActionIcon aria-label={t.queue.actionsFor(said)}>
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {publication.state === 'unconfirmed' && (
              <Menu.Item leftSection={<IconRefresh size={16} />} onClick={() => change('publication.check-again')}>
                {t.offer.checkAgain}
              </Menu.Item>
            )}
            {mayBeOut(publication) && (
              <Menu.Item leftSection={<IconCheck size={16} />} onClick={marking.open}>
                {t.offer.markPublished}
              </Menu.Item>
            )}
            <Menu.Item leftSection={<IconSend size={16} />} onClick={sendAgain}>
              {publication.state === 'held' ? t.offer.sendNow : t.offer.sendAgain}
            </Menu.Item>
            <Menu.Item leftSection={<IconBan size={16} />} onClick={() => run(() => takeBack(publication.id, said))}>
              {t.offer.cancelSending}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => openPost(publication.post)}>
              {t.offer.openPost}
            </Menu.Item>
            <Menu.Item leftSection={<IconHistory size={16} />} onClick={() => onOpen(publication.id)}>
              {t.offer.history}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      <MarkPublished publication={publication.id} isOpen={isMarking} onClose={marking.close} />
    </li>
  );
});

interface MarkProps {
  readonly publication: PublicationId;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** A person looked and it is there: where? */
function MarkPublished({ publication, isOpen, onClose }: MarkProps): ReactNode {
  const [address, setAddress] = useState('');
  const [isWrong, setWrong] = useState(false);
  const [failure, setFailure] = useState<FailureValue>();

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const permalink = z.url({ protocol: /^https?$/ }).safeParse(address.trim());
    setWrong(!permalink.success);
    if (!permalink.success) return;
    try {
      await changePublication({ kind: 'publication.mark-published', publication, permalink: permalink.data });
      onClose();
    } catch (thrown) {
      setFailure(failureOf(thrown));
    }
  };

  return (
    <Modal opened={isOpen} onClose={onClose} title={t.queue.markTitle}>
      <form className={styles.mark} onSubmit={(event) => void submit(event)}>
        <p>{t.queue.markText}</p>
        <TextInput
          label={t.queue.markField}
          placeholder="https://"
          value={address}
          error={isWrong && t.queue.markWrong}
          onChange={(event) => setAddress(event.currentTarget.value)}
          data-autofocus
        />
        {failure && <FailureNotice failure={failure} withoutAction />}
        <Button type="submit">{t.queue.markYes}</Button>
      </form>
    </Modal>
  );
}
