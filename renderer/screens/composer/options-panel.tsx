import { Select, Switch, TextInput } from '@mantine/core';
import { memo, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { channelName, type Channel } from '#shared/channels/channel.ts';
import { platformOf } from '#shared/platforms/catalog.ts';
import type { OptionField, Platform } from '#shared/platforms/platform.ts';
import { HAND_OVER_OPTION } from '#shared/publishing/hand-over.ts';
import { choiceWords, phrase } from '#shared/text/phrases.ts';
import { useChannels } from '../../state/channels.store.ts';
import { t } from '../../text/t.ts';
import { NetworkMark } from '../../ui/network-mark.tsx';
import type { PostText } from './post-text.ts';
import type { Written } from './use-writing.ts';
import { textShown, type Writing } from './writing.ts';
import styles from './options-panel.module.css';

/** What a person may choose for each channel besides words and media. Channels without a choice are not shown. */
export const OptionsPanel = memo(function OptionsPanel({ written }: { readonly written: Written }): ReactNode {
  const { post } = written;
  const byId = useChannels((state) => state.byId);
  const shown = post.channels.flatMap((id) => {
    const channel = byId.get(id);
    const platform = channel && platformOf(channel.platform);
    return channel && platform && fieldsOf(platform).length > 0 ? [{ channel, platform }] : [];
  });
  if (shown.length === 0) return null;
  return (
    <section aria-label={t.composer.options} className={styles.panel}>
      <h2 className={styles.title}>{t.composer.options}</h2>
      {shown.map(({ channel, platform }) => (
        <ChannelOptions key={channel.id} written={written} channel={channel} platform={platform} />
      ))}
    </section>
  );
});

interface Props {
  readonly written: Written;
  readonly channel: Channel;
  readonly platform: Platform;
}

/** Folded away until somebody wants it; what is chosen stands in the line that unfolds it. */
function ChannelOptions({ written, channel, platform }: Props): ReactNode {
  const { writing } = written;
  const [isOpen, setOpen] = useState(false);
  const fields = fieldsOf(platform);
  const words = (name: string): PostText => ({ kind: 'option', channel: channel.id, name });
  const chosen = useStore(writing.store, (state) => chosenOf(fields, (name) => textShown(state, words(name))));
  return (
    <details className={styles.channel} open={isOpen}>
      <summary
        className={styles.summary}
        onClick={(event) => {
          // Not by itself: the fields, which nobody has asked for until then, come in the same picture.
          event.preventDefault();
          setOpen(!isOpen);
        }}
      >
        <NetworkMark platform={channel.platform} size={16} />
        <span className={styles.name} dir="auto">
          {channelName(channel)}
        </span>
        <span className={styles.chosen}>{chosen}</span>
      </summary>
      {isOpen && (
        <div className={styles.fields}>
          {fields.map((field) => (
            <Field key={field.name} writing={writing} field={field} words={words(field.name)} />
          ))}
        </div>
      )}
    </details>
  );
}

interface FieldProps {
  readonly writing: Writing;
  readonly field: OptionField;
  readonly words: PostText;
}

function Field({ writing, field, words }: FieldProps): ReactNode {
  const value = useStore(writing.store, (state) => textShown(state, words));
  const label = phrase(field.label);
  const help = field.help && phrase(field.help);
  switch (field.kind) {
    case 'choice': {
      const choices = field.choices ?? [];
      return (
        <Select
          label={label}
          description={help}
          allowDeselect={false}
          value={value === '' ? (choices[0]?.value ?? '') : value}
          data={choices.map((choice) => ({ value: choice.value, label: choiceWords(choice) }))}
          onChange={(next) => writing.choose(words, next === choices[0]?.value ? '' : (next ?? ''))}
        />
      );
    }
    case 'switch':
      return (
        <Switch
          label={label}
          description={help}
          checked={value === 'yes'}
          onChange={(event) => writing.choose(words, event.currentTarget.checked ? 'yes' : '')}
        />
      );
    case 'text':
      return (
        <TextInput
          label={label}
          description={help}
          value={value}
          maxLength={field.longest ?? 1000}
          onChange={(event) => writing.type(words, event.currentTarget.value)}
          onBlur={() => void writing.flush()}
        />
      );
  }
}

function fieldsOf(platform: Platform): readonly OptionField[] {
  if (platform.takes.handOver === undefined) return platform.options;
  const handOver: OptionField = {
    name: HAND_OVER_OPTION,
    label: t.composer.handOver(platform.name),
    kind: 'switch',
    help: t.composer.handOverHelp,
  };
  return [...platform.options, handOver];
}

/** Only what differs from the usual. */
function chosenOf(fields: readonly OptionField[], valueOf: (name: string) => string): string {
  const words = fields.flatMap((field) => {
    const value = valueOf(field.name);
    if (value === '') return [];
    if (field.kind === 'switch') return [phrase(field.label)];
    const choice = field.choices?.find((one) => one.value === value);
    return [choice === undefined ? value : choiceWords(choice)];
  });
  return words.length === 0 ? t.composer.asUsual : words.join(', ');
}
