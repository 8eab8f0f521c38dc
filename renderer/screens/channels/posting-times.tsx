import { Button, Drawer, Menu, Select } from '@mantine/core';
import { IconCopy, IconPlus, IconSparkles } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { channelName, type Channel } from '#shared/channels/channel.ts';
import type { Slot, SlotTime } from '#shared/channels/slot.ts';
import type { SlotCommand } from '#shared/commands/slot-commands.ts';
import type { ChannelId } from '#shared/ids.ts';
import { showFailure, showUndo } from '../../failures/show-notice.tsx';
import { useChannels } from '../../state/channels.store.ts';
import { changeSlots } from '../../state/send-command.ts';
import { useZone } from '../../state/settings.store.ts';
import { useSlots, weekOf } from '../../state/slots.store.ts';
import { t } from '../../text/t.ts';
import { shortTime } from '../../text/moments.ts';
import { minutesOf } from '../../text/time-of-day.ts';
import { TimeField } from '../../ui/time-field.tsx';
import { ZoneSelect } from '../../ui/zone-select.tsx';
import { WeekGrid } from './week-grid.tsx';
import { asSlots, DAYS, freshSlot, PRESETS } from './week-times.ts';
import styles from './posting-times.module.css';

interface Props {
  readonly channel: Channel;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** The weekly posting times of one channel. */
export function PostingTimes({ channel, isOpen, onClose }: Props): ReactNode {
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      size="min(52rem, 100%)"
      title={t.slots.titleOf(channelName(channel))}
      closeButtonProps={{ 'aria-label': t.app.close }}
      classNames={{ content: styles.content ?? '', body: styles.drawer ?? '' }}
    >
      <Week channel={channel} />
    </Drawer>
  );
}

function Week({ channel }: { readonly channel: Channel }): ReactNode {
  const all = useSlots((state) => state.all);
  const home = useZone();
  const { id } = channel;
  const week = weekOf(all, id);
  const [chosenZone, setChosenZone] = useState<string>();
  const zone = week[0]?.zone ?? chosenZone ?? home;

  const add = (time: SlotTime): void => void change({ kind: 'slot.add', channel: id, slot: freshSlot(), time, zone });
  const remove = (slot: Slot): void =>
    void change({ kind: 'slot.remove', channel: id, slot: slot.id }).then(
      (isDone) => isDone && offerUndo(id, t.slots.removed(saidOf(slot)), week, zone),
    );
  const setWeek = (times: readonly SlotTime[], words: string): void =>
    void change({ kind: 'slot.set-week', channel: id, zone, slots: asSlots(times) }).then(
      (isDone) => isDone && offerUndo(id, words, week, zone),
    );
  const setZone = (next: string): void => {
    setChosenZone(next);
    if (week.length > 0) void change({ kind: 'slot.set-week', channel: id, zone: next, slots: bare(week) });
  };

  return (
    <>
      <p className={styles.hint}>{t.slots.hint}</p>
      <div className={styles.bar}>
        <Presets hasTimes={week.length > 0} onChoose={setWeek} />
        <CopyTo channel={channel} week={week} zone={zone} />
        <div className={styles.zone}>
          <ZoneSelect label={t.composer.zone} value={zone} onChange={setZone} />
        </div>
      </div>
      <AddByName onAdd={add} />
      <WeekGrid
        week={week}
        label={t.slots.titleOf(channelName(channel))}
        onAdd={add}
        onMove={async (slot, time) => void (await change({ kind: 'slot.move', channel: id, slot, time }))}
        onRemove={remove}
      />
    </>
  );
}

const PRESET_NAMES = ['weekdays', 'daily', 'ends'] as const;

interface PresetsProps {
  readonly hasTimes: boolean;
  readonly onChoose: (times: readonly SlotTime[], words: string) => void;
}

function Presets({ hasTimes, onChoose }: PresetsProps): ReactNode {
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button variant="default" leftSection={<IconSparkles size={16} aria-hidden />}>
          {t.slots.presets}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {PRESET_NAMES.map((name) => (
          <Menu.Item key={name} onClick={() => onChoose(PRESETS[name], t.slots.presetSet)}>
            {t.slots.preset[name]}
          </Menu.Item>
        ))}
        {hasTimes && (
          <>
            <Menu.Divider />
            <Menu.Item color="brick" onClick={() => onChoose([], t.slots.cleared)}>
              {t.slots.clear}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

interface CopyProps {
  readonly channel: Channel;
  readonly week: readonly Slot[];
  readonly zone: string;
}

function CopyTo({ channel, week, zone }: CopyProps): ReactNode {
  const channels = useChannels((state) => state.all);
  const others = channels.filter((one) => one.id !== channel.id && one.state !== 'disconnected');
  if (others.length === 0) return null;
  const copy = (to: Channel): void => {
    const before = weekOf(useSlots.getState().all, to.id);
    void change({ kind: 'slot.set-week', channel: to.id, zone, slots: asSlots(week) }).then(
      (isDone) => isDone && offerUndo(to.id, t.slots.copied(channelName(to)), before, before[0]?.zone ?? zone),
    );
  };
  return (
    <Menu position="bottom-start" closeOnItemClick={false}>
      <Menu.Target>
        <Button variant="default" disabled={week.length === 0} leftSection={<IconCopy size={16} aria-hidden />}>
          {t.slots.copyTo}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {others.map((other) => (
          <Menu.Item key={other.id} onClick={() => copy(other)}>
            {channelName(other)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The way without a mouse, and to times that are no half hours. */
function AddByName({ onAdd }: { readonly onAdd: (time: SlotTime) => void }): ReactNode {
  const [weekday, setWeekday] = useState('1');
  const [time, setTime] = useState('09:00');
  return (
    <form
      className={styles.add}
      onSubmit={(event) => {
        event.preventDefault();
        if (/^\d{2}:\d{2}/.test(time)) onAdd({ weekday: Number(weekday), wallTime: time.slice(0, 5) });
      }}
    >
      <Select
        label={t.slots.day}
        data={DAYS.map((day) => ({ value: String(day), label: t.slots.days[day - 1] ?? '' }))}
        value={weekday}
        allowDeselect={false}
        onChange={(day) => day !== null && setWeekday(day)}
      />
      <TimeField label={t.composer.time} value={time} onChange={setTime} />
      <Button type="submit" variant="light" leftSection={<IconPlus size={16} aria-hidden />}>
        {t.slots.add}
      </Button>
    </form>
  );
}

async function change(command: SlotCommand): Promise<boolean> {
  try {
    await changeSlots(command);
    return true;
  } catch (thrown) {
    showFailure(thrown, { channel: command.channel });
    return false;
  }
}

function offerUndo(channel: ChannelId, words: string, before: readonly Slot[], zone: string): void {
  showUndo(`slots-${channel}`, words, () => changeSlots({ kind: 'slot.set-week', channel, zone, slots: bare(before) }));
}

function bare(week: readonly Slot[]): { id: Slot['id']; weekday: number; wallTime: string }[] {
  return week.map(({ id, weekday, wallTime }) => ({ id, weekday, wallTime }));
}

function saidOf({ weekday, wallTime }: SlotTime): string {
  return t.slots.one(t.slots.days[weekday - 1] ?? '', shortTime(minutesOf(wallTime) * 60_000, 'utc'));
}
