import { ActionIcon, Button, CloseButton, Menu, MultiSelect, TextInput, Tooltip } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconBookmark, IconSearch, IconTrash } from '@tabler/icons-react';
import { useRef, type ReactNode } from 'react';
import { channelName } from '#shared/channels/channel.ts';
import type { ChannelId, LabelId } from '#shared/ids.ts';
import { SEARCH_TEXT_MAX, type SavedFilter } from '#shared/posts/post-search.ts';
import { STAGES, type Stage } from '#shared/posts/stage.ts';
import { showFailure, showUndo } from '../../failures/show-notice.tsx';
import { call } from '../../ipc.ts';
import { useChannels } from '../../state/channels.store.ts';
import { applyFilter, isNarrowed, narrow, NOTHING_ASKED, toSavedFilter, useDrafts } from '../../state/drafts.store.ts';
import { useLabels } from '../../state/labels.store.ts';
import { useSettings } from '../../state/settings.store.ts';
import { t } from '../../text/t.ts';
import { askName } from '../../ui/ask-name.tsx';
import styles from './filter-bar.module.css';

/** What narrows the posts shown: words, labels, channels, stages; kept under a name when it is wanted again. */
export function FilterBar(): ReactNode {
  const narrowing = useDrafts((state) => state.narrowing);
  const isList = useDrafts((state) => state.view === 'list' || state.shelf !== 'desk');
  const labels = useLabels((state) => state.all);
  const channels = useChannels((state) => state.all);
  const field = useRef<HTMLInputElement>(null);
  useHotkeys([['/', () => field.current?.focus()]]);
  return (
    <div className={styles.bar} role="search">
      <TextInput
        ref={field}
        className={styles.text ?? ''}
        aria-label={t.drafts.search}
        placeholder={t.drafts.search}
        maxLength={SEARCH_TEXT_MAX}
        value={narrowing.text}
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={
          narrowing.text === '' ? null : (
            <CloseButton aria-label={t.drafts.clearSearch} onClick={() => narrow({ text: '' })} />
          )
        }
        onChange={(event) => narrow({ text: event.currentTarget.value })}
      />
      <Choice
        name={t.labels.title}
        value={narrowing.labels}
        of={labels.map((label) => ({ value: label.id, label: label.name }))}
        onChange={(value) => narrow({ labels: value as LabelId[] })}
      />
      <Choice
        name={t.app.channels}
        value={narrowing.channels}
        of={channels.map((channel) => ({ value: channel.id, label: channelName(channel) }))}
        onChange={(value) => narrow({ channels: value as ChannelId[] })}
      />
      {isList && (
        <Choice
          name={t.stage.title}
          value={narrowing.stages}
          of={STAGES.map((stage) => ({ value: stage, label: t.stage[stage] }))}
          onChange={(value) => narrow({ stages: value as Stage[] })}
        />
      )}
      <SavedFilters />
      {isNarrowed(narrowing) && (
        <Button variant="subtle" color="gray" onClick={() => narrow(NOTHING_ASKED)}>
          {t.drafts.showAll}
        </Button>
      )}
    </div>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly value: readonly string[];
  readonly of: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string[]) => void;
}

function Choice({ name, value, of, onChange }: ChoiceProps): ReactNode {
  if (of.length === 0) return null;
  return (
    <MultiSelect
      className={styles.choice ?? ''}
      aria-label={name}
      {...(value.length === 0 && { placeholder: name })}
      value={[...value]}
      data={[...of]}
      onChange={onChange}
      clearButtonProps={{ 'aria-label': t.drafts.clear(name) }}
      clearable
    />
  );
}

const NO_FILTERS: readonly SavedFilter[] = [];

function SavedFilters(): ReactNode {
  const filters = useSettings((state) => state.known?.filters) ?? NO_FILTERS;
  const canSave = useDrafts((state) => isNarrowed(state.narrowing));
  const keep = (): void =>
    askName({
      title: t.drafts.saveFilter,
      label: t.drafts.filterName,
      confirm: t.drafts.saveFilter,
      longest: 50,
      then: (name) => call('settings.setFilters', [...filters.filter((one) => one.name !== name), toSavedFilter(name)]),
    });
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <Tooltip label={t.drafts.filters}>
          <ActionIcon variant="default" aria-label={t.drafts.filters}>
            <IconBookmark size={18} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {filters.map((filter) => (
          <Menu.Item key={filter.id} onClick={() => applyFilter(filter)}>
            {filter.name}
          </Menu.Item>
        ))}
        {filters.length === 0 && <p className={styles.none}>{t.drafts.noFilters}</p>}
        <Menu.Divider />
        <Menu.Item disabled={!canSave} onClick={keep}>
          {t.drafts.saveFilter}…
        </Menu.Item>
        {filters.length > 0 && (
          <Menu.Sub>
            <Menu.Sub.Target>
              <Menu.Sub.Item leftSection={<IconTrash size={16} />}>{t.drafts.forgetFilter}</Menu.Sub.Item>
            </Menu.Sub.Target>
            <Menu.Sub.Dropdown>
              {filters.map((filter) => (
                <Menu.Item key={filter.id} onClick={() => void forget(filter, filters)}>
                  {filter.name}
                </Menu.Item>
              ))}
            </Menu.Sub.Dropdown>
          </Menu.Sub>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

async function forget(filter: SavedFilter, filters: readonly SavedFilter[]): Promise<void> {
  try {
    await call(
      'settings.setFilters',
      filters.filter((one) => one.id !== filter.id),
    );
    showUndo(filter.id, t.drafts.filterForgotten(filter.name), () => call('settings.setFilters', [...filters]));
  } catch (thrown) {
    showFailure(thrown);
  }
}
