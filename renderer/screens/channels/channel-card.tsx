import { ActionIcon, Button, Menu } from '@mantine/core';
import { modals } from '@mantine/modals';
import {
  IconAlertTriangle,
  IconCalendarTime,
  IconCheck,
  IconDots,
  IconMessagePause,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlugConnectedX,
  IconPlugX,
  IconSignature,
  IconRefresh,
  IconStethoscope,
  type Icon,
} from '@tabler/icons-react';
import { useDisclosure } from '@mantine/hooks';
import { memo, type ReactNode } from 'react';
import { channelName, type Channel, type ChannelState } from '#shared/channels/channel.ts';
import type { Health } from '#shared/channels/health.ts';
import type { ChannelCommand } from '#shared/commands/channel-commands.ts';
import { forgetUndo, showFailure, showProblem, showUndo, showSuccess } from '../../failures/show-notice.tsx';
import { call } from '../../ipc.ts';
import { changeChannel } from '../../state/send-command.ts';
import { setSignIn } from '../../state/sign-in.store.ts';
import { useSlots, weekOf } from '../../state/slots.store.ts';
import { t } from '../../text/t.ts';
import { fromNow } from '../../text/moments.ts';
import { ChannelAvatar } from '../../ui/channel-avatar.tsx';
import { networkName } from '../../ui/network-mark.tsx';
import { StateMark, type Tone } from '../../ui/state-mark.tsx';
import { useTicking } from '../../ui/use-ticking.ts';
import { AdditionsForm } from './additions-form.tsx';
import { ChannelHealth } from './channel-health.tsx';
import { PauseForm } from './pause-form.tsx';
import { PostingTimes } from './posting-times.tsx';
import styles from './channel-card.module.css';

/** One account: who, where, and whether it can post. */
export const ChannelCard = memo(function ChannelCard({ channel }: { readonly channel: Channel }): ReactNode {
  const { state } = channel;
  const name = channelName(channel);
  const [isTimes, times] = useDisclosure(false);
  const [isAdditions, additions] = useDisclosure(false);
  const count = useSlots((all) => weekOf(all.all, channel.id).length);
  return (
    <li className={styles.card} data-state={state} aria-label={name}>
      <div className={styles.head}>
        <ChannelAvatar channel={channel} size={48} />
        <div className={styles.who}>
          <span className={styles.name} dir="auto">
            {channel.displayName || name}
          </span>
          <span className={styles.soft}>{name}</span>
          <span className={styles.soft}>{t.channels.on(networkName(channel.platform), hostOf(channel.server))}</span>
        </div>
        {state !== 'disconnected' && <CardMenu channel={channel} name={name} />}
      </div>
      {state !== 'disconnected' && (
        <>
          <ChannelHealth channel={channel} />
          <div className={styles.setUp}>
            <Button
              size="compact-md"
              variant="subtle"
              leftSection={<IconCalendarTime size={16} aria-hidden />}
              aria-label={t.slots.titleOf(name)}
              onClick={times.open}
            >
              {t.slots.title}
            </Button>
            {count > 0 && (
              <span className={styles.count} title={t.slots.count(count)}>
                {count}
              </span>
            )}
            <Button
              size="compact-md"
              variant="subtle"
              leftSection={<IconSignature size={16} aria-hidden />}
              aria-label={t.additions.open(name)}
              onClick={additions.open}
            >
              {t.additions.title}
            </Button>
          </div>
          <PostingTimes channel={channel} isOpen={isTimes} onClose={times.close} />
          <AdditionsForm channel={channel} isOpen={isAdditions} onClose={additions.close} />
        </>
      )}
      <div className={styles.foot}>
        <StateMark look={LOOKS[state]} />
        <Expiry channel={channel} />
        <PrimaryAction channel={channel} name={name} />
      </div>
    </li>
  );
});

const LOOKS: Readonly<Record<ChannelState, { tone: Tone; icon: Icon; words: string }>> = {
  connected: { tone: 'good', icon: IconCheck, words: t.channels.state.connected },
  paused: { tone: 'warn', icon: IconPlayerPause, words: t.channels.state.paused },
  'signed-out': { tone: 'bad', icon: IconAlertTriangle, words: t.channels.state['signed-out'] },
  disconnected: { tone: 'idle', icon: IconPlugX, words: t.channels.state.disconnected },
};

function Expiry({ channel }: { readonly channel: Channel }): ReactNode {
  const { expiresAt, state } = channel;
  const words = useTicking((now) => {
    if (state === 'disconnected' || state === 'signed-out') return '';
    if (expiresAt === undefined) return t.channels.keeps;
    return expiresAt <= now ? t.channels.expired : t.channels.expires(fromNow(expiresAt, now));
  });
  return <span className={styles.soft}>{words}</span>;
}

function PrimaryAction({ channel, name }: { readonly channel: Channel; readonly name: string }): ReactNode {
  switch (channel.state) {
    case 'signed-out':
    case 'disconnected':
      return (
        <Button
          variant={channel.state === 'signed-out' ? 'filled' : 'default'}
          aria-label={t.channels.reconnectTitle(name)}
          onClick={() => reconnect(channel)}
        >
          {t.channels.reconnect}
        </Button>
      );
    case 'paused':
      return (
        <Button variant="default" onClick={() => void resume(channel)}>
          {t.channels.resume}
        </Button>
      );
    case 'connected':
      return null;
  }
}

function CardMenu({ channel, name }: { readonly channel: Channel; readonly name: string }): ReactNode {
  const [isPausing, pausing] = useDisclosure(false);
  return (
    <>
      <PauseForm
        name={name}
        isOpen={isPausing}
        onClose={pausing.close}
        onPause={(because) => {
          pausing.close();
          void pause(channel, because);
        }}
      />
      <Menu>
        <Menu.Target>
          <ActionIcon aria-label={t.channels.actionsFor(name)}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {channel.state === 'paused' ? (
            <Menu.Item leftSection={<IconPlayerPlay size={16} />} onClick={() => void resume(channel)}>
              {t.channels.resume}
            </Menu.Item>
          ) : (
            <Menu.Item leftSection={<IconPlayerPause size={16} />} onClick={() => void pause(channel)}>
              {t.channels.pause}
            </Menu.Item>
          )}
          {channel.state === 'connected' && (
            <Menu.Item leftSection={<IconMessagePause size={16} />} onClick={pausing.open}>
              {t.health.pauseWithReason}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconRefresh size={16} />} onClick={() => reconnect(channel)}>
            {t.channels.reconnect}
          </Menu.Item>
          <Menu.Item leftSection={<IconStethoscope size={16} />} onClick={() => void check(channel)}>
            {t.channels.check}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item color="brick" leftSection={<IconPlugConnectedX size={16} />} onClick={() => disconnect(channel)}>
            {t.channels.disconnect}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

function reconnect(channel: Channel): void {
  setSignIn({ step: 'form', platform: channel.platform, reconnect: channel.id });
}

/** Asks the network how the account is, and says what it said. */
async function check(channel: Channel): Promise<void> {
  try {
    const health = await call('channels.health', { channel: channel.id });
    const words = healthWords(health);
    if (health.missingPermissions.length > 0) showProblem(channelName(channel), words, { id: `health-${channel.id}` });
    else showSuccess(channelName(channel), { id: `health-${channel.id}`, text: words });
  } catch (thrown) {
    showFailure(thrown, { channel: channel.id });
  }
}

function healthWords({ missingPermissions, expiresAt, posts }: Health): string {
  return [
    missingPermissions.length > 0 ? t.channels.healthMissing(missingPermissions.join(', ')) : t.channels.healthGood,
    ...(expiresAt === undefined ? [] : [t.channels.healthEnds(fromNow(expiresAt, Date.now()))]),
    ...(posts === undefined
      ? []
      : [t.channels.healthPosts(posts.used, posts.limit, Math.round(posts.periodMs / 3_600_000))]),
  ].join(' ');
}

async function pause(channel: Channel, because = ''): Promise<void> {
  if (!(await change({ kind: 'channel.pause', channel: channel.id, because }))) return;
  showUndo(channel.id, t.channels.paused(channelName(channel)), () =>
    changeChannel({ kind: 'channel.resume', channel: channel.id }),
  );
}

async function resume(channel: Channel): Promise<void> {
  if (!(await change({ kind: 'channel.resume', channel: channel.id }))) return;
  forgetUndo(channel.id);
  showSuccess(t.channels.resumed(channelName(channel)));
}

function disconnect(channel: Channel): void {
  const name = channelName(channel);
  modals.openConfirmModal({
    title: t.channels.disconnectTitle(name),
    children: t.channels.disconnectText,
    labels: { confirm: t.channels.disconnect, cancel: t.app.cancel },
    confirmProps: { color: 'brick' },
    onConfirm: () => {
      void change({ kind: 'channel.disconnect', channel: channel.id }).then(
        (isDone) => isDone && showSuccess(t.channels.disconnected(name)),
      );
    },
  });
}

async function change(command: ChannelCommand): Promise<boolean> {
  try {
    await changeChannel(command);
    return true;
  } catch (thrown) {
    showFailure(thrown, { channel: command.channel });
    return false;
  }
}

function hostOf(server: string): string {
  return URL.canParse(server) ? new URL(server).host : server;
}
