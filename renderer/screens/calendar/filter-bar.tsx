import { ActionIcon, Button, Checkbox, Popover, Select } from '@mantine/core';
import { IconChevronDown, IconFilterOff, IconLayoutSidebarRight } from '@tabler/icons-react';
import { memo, useMemo, type ReactNode } from 'react';
import { channelName } from '#shared/channels/channel.ts';
import { POST_PROGRESSES, type PostProgress } from '#shared/posts/post-progress.ts';
import { changeFilter, COLOURINGS, NO_FILTER, useCalendar, type CalendarFilter } from '../../state/calendar.store.ts';
import { useChannels } from '../../state/channels.store.ts';
import { useLabels } from '../../state/labels.store.ts';
import { t } from '../../text/t.ts';
import { LabelDot } from '../../ui/label-mark.tsx';
import { NetworkMark, networkName } from '../../ui/network-mark.tsx';
import { PROGRESS_LOOKS } from '../../ui/state-mark.tsx';
import { CalendarOptions } from './calendar-options.tsx';
import type { EntryLook } from './entry-look.ts';
import { Legend } from './legend.tsx';
import styles from './filter-bar.module.css';

/** The states a post on the calendar can have. */
export const STATES: readonly PostProgress[] = POST_PROGRESSES.filter(
  (progress) => progress !== 'deleted' && progress !== 'draft',
);

/** The filter without channels and labels that are no longer there: they would hide everything and could not be seen. */
export function useKnownFilter(): CalendarFilter {
  const filter = useCalendar((state) => state.filter);
  const channels = useChannels((state) => state.byId);
  const labels = useLabels((state) => state.byId);
  return useMemo(
    () => ({
      ...filter,
      channels: filter.channels.filter((id) => channels.has(id)),
      labels: filter.labels.filter((id) => labels.has(id)),
    }),
    [filter, channels, labels],
  );
}

/** Which posts are shown, and what their colours tell. Nothing is offered that there is nothing of. */
export const FilterBar = memo(function FilterBar({ look }: { readonly look: EntryLook }): ReactNode {
  return (
    <div className={styles.bar} role="group" aria-label={t.calendar.filters}>
      <ChannelChoice />
      <LabelChoice />
      <StateChoice />
      <ClearFilters />
      <ColourChoice />
      <Legend look={look} />
      <CalendarOptions />
      <TrayToggle />
    </div>
  );
});

// Each hears only of what it shows itself: while one filters, the others have nothing to draw.

function ChannelChoice(): ReactNode {
  const channels = useChannels((state) => state.all);
  const chosen = useCalendar((state) => state.filter.channels);
  if (channels.length < 2) return null;
  return (
    <Choice
      name={t.calendar.channels}
      chosen={chosen}
      onChoose={(ids) => changeFilter({ channels: ids })}
      options={channels.map((channel) => ({
        value: channel.id,
        label: `${channelName(channel)} (${networkName(channel.platform)})`,
        mark: <NetworkMark platform={channel.platform} />,
      }))}
    />
  );
}

function LabelChoice(): ReactNode {
  const labels = useLabels((state) => state.all);
  const chosen = useCalendar((state) => state.filter.labels);
  if (labels.length === 0) return null;
  return (
    <Choice
      name={t.calendar.labels}
      chosen={chosen}
      onChoose={(ids) => changeFilter({ labels: ids })}
      options={labels.map(({ id, name, color }) => ({ value: id, label: name, mark: <LabelDot color={color} /> }))}
    />
  );
}

function StateChoice(): ReactNode {
  const chosen = useCalendar((state) => state.filter.states);
  return (
    <Choice
      name={t.calendar.states}
      chosen={chosen}
      onChoose={(states) => changeFilter({ states })}
      options={STATES.map((state) => {
        const { icon: Shown, words } = PROGRESS_LOOKS[state];
        return { value: state, label: words, mark: <Shown size={16} aria-hidden /> };
      })}
    />
  );
}

function ClearFilters(): ReactNode {
  const { channels, labels, states } = useKnownFilter();
  if (channels.length + labels.length + states.length === 0) return null;
  return (
    <ActionIcon
      size={28}
      variant="subtle"
      aria-label={t.calendar.clearFilters}
      title={t.calendar.clearFilters}
      onClick={() => changeFilter(NO_FILTER)}
    >
      <IconFilterOff size={16} aria-hidden />
    </ActionIcon>
  );
}

function TrayToggle(): ReactNode {
  const isOpen = useCalendar((state) => state.tray !== 'closed');
  const words = isOpen ? t.calendar.trayClose : t.calendar.trayOpen;
  return (
    <Button
      size="compact-sm"
      variant={isOpen ? 'light' : 'default'}
      aria-label={words}
      aria-expanded={isOpen}
      leftSection={<IconLayoutSidebarRight size={16} aria-hidden />}
      onClick={() => useCalendar.setState({ tray: isOpen ? 'closed' : 'drafts' })}
    >
      {t.calendar.trayShort}
    </Button>
  );
}

function ColourChoice(): ReactNode {
  const value = useCalendar((state) => state.colourBy);
  const hasLabels = useLabels((state) => state.all.length > 0);
  const offered = COLOURINGS.filter((one) => one !== 'label' || hasLabels || value === 'label');
  return (
    <div className={styles.colour}>
      <Select
        size="xs"
        w="8rem"
        aria-label={t.calendar.colourBy}
        leftSection={<span className={styles.swatches} aria-hidden />}
        allowDeselect={false}
        value={value}
        data={offered.map((one) => ({ value: one, label: t.calendar.colours[one] }))}
        onChange={(chosen) => chosen !== null && useCalendar.setState({ colourBy: chosen })}
        comboboxProps={{ withinPortal: true, width: 160, position: 'bottom-start' }}
      />
    </div>
  );
}

interface ChoiceProps<T extends string> {
  readonly name: string;
  /** Those that are no longer offered do not count (`useKnownFilter`). */
  readonly chosen: readonly T[];
  readonly options: readonly { readonly value: T; readonly label: string; readonly mark: ReactNode }[];
  readonly onChoose: (chosen: T[]) => void;
}

/** Several of a list, behind a button that says how many. */
function Choice<T extends string>({ name, chosen, options, onChoose }: ChoiceProps<T>): ReactNode {
  const known = chosen.filter((one) => options.some(({ value }) => value === one));
  const words = known.length === 0 ? name : t.calendar.chosen(name, known.length);
  return (
    <Popover position="bottom-start" shadow="md" trapFocus returnFocus transitionProps={{ duration: 0 }}>
      <Popover.Target>
        <Button
          size="compact-sm"
          variant={known.length === 0 ? 'default' : 'light'}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {words}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={styles.choice ?? ''}>
        <Checkbox.Group aria-label={name} value={known} onChange={(values) => onChoose(values)}>
          {options.map(({ value, label, mark }) => (
            <Checkbox
              key={value}
              className={styles.option ?? ''}
              value={value}
              label={
                <span className={styles.label}>
                  {mark}
                  <bdi>{label}</bdi>
                </span>
              }
            />
          ))}
        </Checkbox.Group>
      </Popover.Dropdown>
    </Popover>
  );
}
