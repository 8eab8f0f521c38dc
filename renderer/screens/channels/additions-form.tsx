import { Button, Drawer, Switch, Textarea, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { channelName, type Channel } from '#shared/channels/channel.ts';
import type { ChannelDefaults } from '#shared/channels/channel-defaults.ts';
import { platformOf } from '#shared/platforms/catalog.ts';
import { UTM_NAMES, withUtm } from '#shared/posts/channel-additions.ts';
import { toPlannedTime } from '#shared/time-zones.ts';
import { showFailure, showUndo } from '../../failures/show-notice.tsx';
import { call } from '../../ipc.ts';
import { changeChannel } from '../../state/send-command.ts';
import { useZone } from '../../state/settings.store.ts';
import { t } from '../../text/t.ts';
import { useMinute } from '../../ui/use-ticking.ts';
import styles from './additions-form.module.css';

interface Props {
  readonly channel: Channel;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** What a channel adds to every post that goes out there. */
export function AdditionsForm({ channel, isOpen, onClose }: Props): ReactNode {
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      title={t.additions.titleOf(channelName(channel))}
      closeButtonProps={{ 'aria-label': t.app.close }}
    >
      <Form channel={channel} onDone={onClose} />
    </Drawer>
  );
}

function Form({ channel, onDone }: { readonly channel: Channel; readonly onDone: () => void }): ReactNode {
  const [typed, setTyped] = useState(channel.defaults);
  const [isBusy, setBusy] = useState(false);
  const takesComment = platformOf(channel.platform)?.takes.firstComment === true;
  const set = (change: Partial<ChannelDefaults>): void => setTyped((before) => ({ ...before, ...change }));

  const save = (): void => {
    setBusy(true);
    saveAdditions(channel, typed)
      .then(onDone, (thrown: unknown) => showFailure(thrown, { channel: channel.id }))
      .finally(() => setBusy(false));
  };

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <p className={styles.hint}>{t.additions.hint}</p>
      <Textarea
        label={t.additions.signature}
        description={t.additions.signatureHint}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={1000}
        value={typed.signature}
        onChange={(event) => set({ signature: event.currentTarget.value })}
      />
      {takesComment && (
        <Textarea
          label={t.additions.firstComment}
          description={t.additions.firstCommentHint}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={10_000}
          value={typed.firstComment}
          onChange={(event) => set({ firstComment: event.currentTarget.value })}
        />
      )}
      <Switch
        label={t.additions.linkCard}
        checked={typed.linkCard === 'first'}
        onChange={(event) => set({ linkCard: event.currentTarget.checked ? 'first' : 'none' })}
      />
      <LinkParameters channel={channel} typed={typed} onChange={(utm) => set({ utm })} />
      <Button type="submit" loading={isBusy}>
        {t.additions.save}
      </Button>
    </form>
  );
}

interface LinkProps {
  readonly channel: Channel;
  readonly typed: ChannelDefaults;
  readonly onChange: (utm: ChannelDefaults['utm']) => void;
}

function LinkParameters({ channel, typed, onChange }: LinkProps): ReactNode {
  const zone = useZone();
  const today = toPlannedTime(useMinute(), zone).wall.slice(0, 10);
  const { utm } = typed;
  const example = withUtm(EXAMPLE, { channel: { ...channel, defaults: typed }, zone }, today);
  return (
    <fieldset className={styles.utm}>
      <legend>{t.additions.utm}</legend>
      <p className={styles.hint}>{t.additions.utmHint}</p>
      <div className={styles.pair}>
        {UTM_NAMES.map((name) => (
          <TextInput
            key={name}
            label={t.additions.utmNames[name]}
            maxLength={200}
            value={utm[name]}
            onChange={(event) => onChange({ ...utm, [name]: event.currentTarget.value })}
          />
        ))}
      </div>
      {example !== EXAMPLE && (
        <p className={styles.example}>
          <span className={styles.hint}>{t.additions.utmExample}</span> <code>{example}</code>
        </p>
      )}
    </fieldset>
  );
}

const EXAMPLE = 'https://example.com/page';

async function saveAdditions(channel: Channel, defaults: ChannelDefaults): Promise<void> {
  const { id, defaults: before } = channel;
  await changeChannel({ kind: 'channel.set-defaults', channel: id, defaults });
  const unfit = await call('posts.unfit', { channel: id, from: Date.now() });
  const words = [
    t.additions.saved(channelName(channel)),
    ...(unfit.length > 0 ? [t.additions.unfit(unfit.length)] : []),
  ];
  showUndo(`additions-${id}`, words.join(' '), () =>
    changeChannel({ kind: 'channel.set-defaults', channel: id, defaults: before }),
  );
}
