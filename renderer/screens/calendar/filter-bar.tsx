import { ActionIcon, Button, Checkbox, Popover, Select } from '@mantine/core';
import { IconChevronDown, IconFilterOff, IconLayoutSidebarRight } from '@tabler/icons-react';
import { memo, useMemo, type ReactNode } from 'react';
import { channelName } from '#shared/channels/channel.ts';
import { POST_PROGRESSES, type PostProgress } from '#shared/posts/post-progress.ts';
import {
  changeFilter,
  COLOURINGS,
  NO_FILTER,
  useCalendar,
  type CalendarFilter,
  type Colouring,
} from '../../state/calendar.store.ts';
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
  const filter = useKnownFilter();
  const channels = useChannels((state) => state.all);
  const labels = useLabels((state) => state.all);
  const colourBy = useCalendar((state) => state.colourBy);
  const count = filter.channels.length + filter.labels.length + filter.states.length;
  return (
    <div className={styles.bar} role="group" aria-label={t.calendar.filters}>
      {channels.length > 1 && (
        <Choice
          name={t.calendar.channels}
          chosen={filter.channels}
          onChoose={(chosen) => changeFilter({ channels: chosen })}
          options={channels.map((channel) => ({
            value: channel.id,
            label: `${channelName(channel)} (${networkName(channel.platform)})`,
            mark: <NetworkMark platform={channel.platform} />,
          }))}
        />
      )}
      {labels.length > 0 && (
        <Choice
          name={t.calendar.labels}
          chosen={filter.labels}
          onChoose={(chosen) => changeFilter({ labels: chosen })}
          options={labels.map(({ id, name, color }) => ({ value: id, label: name, mark: <LabelDot color={color} /> }))}
        />
      )}
      <Choice
        name={t.calendar.states}
        chosen={filter.states}
        onChoose={(chosen) => changeFilter({ states: chosen })}
        options={STATES.map((state) => {
          const { icon: Shown, words } = PROGRESS_LOOKS[state];
          return { value: state, label: words, mark: <Shown size={16} aria-hidden /> };
        })}
      />
      {count > 0 && (
        <ActionIcon
          size={28}
          variant="subtle"
          aria-label={t.calendar.clearFilters}
          title={t.calendar.clearFilters}
          onClick={() => changeFilter(NO_FILTER)}
        >
          <IconFilterOff size={16} aria-hidden />
        </ActionIcon>
      )}
      <ColourChoice value={colourBy} hasLabels={labels.length > 0} />
      <Legend look={look} />
      <CalendarOptions />
      <TrayToggle />
    </div>
  );
});

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

function ColourChoice({ value, hasLabels }: { readonly value: Colouring; readonly hasLabels: boolean }): ReactNode {
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
  readonly chosen: readonly T[];
  readonly options: readonly { readonly value: T; readonly label: string; readonly mark: ReactNode }[];
  readonly onChoose: (chosen: T[]) => void;
}

/** Several of a list, behind a button that says how many. */
function Choice<T extends string>({ name, chosen, options, onChoose }: ChoiceProps<T>): ReactNode {
  const words = chosen.length === 0 ? name : t.calendar.chosen(name, chosen.length);
  return (
    <Popover position="bottom-start" shadow="md" trapFocus returnFocus transitionProps={{ duration: 0 }}>
      <Popover.Target>
        <Button
          size="compact-sm"
          variant={chosen.length === 0 ? 'default' : 'light'}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {words}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={styles.choice ?? ''}>
        <Checkbox.Group aria-label={name} value={[...chosen]} onChange={(values) => onChoose(values)}>
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
