import { Button, Select } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { channelName } from '#shared/channels/channel.ts';
import { channelId, type ChannelId } from '#shared/ids.ts';
import { platformOf } from '#shared/platforms/catalog.ts';
import { showFailure } from '../../failures/show-notice.tsx';
import { useChannels } from '../../state/channels.store.ts';
import { t } from '../../text/t.ts';
import { sentTo, type Chosen } from '#shared/posts/bulk-commands.ts';
import { postsOf, runBulk } from './run-bulk.ts';
import styles from './bulk-bar.module.css';

interface Props {
  readonly chosen: readonly Chosen[];
  readonly onDone: () => void;
}

/** Everything that is chosen goes to another channel instead. */
export function BulkChannel({ chosen, onDone }: Props): ReactNode {
  const all = useChannels((state) => state.all);
  const [to, setTo] = useState<ChannelId>();
  const change = async (): Promise<void> => {
    if (to !== undefined && (await runBulk(sentTo(await postsOf(chosen), chosen, to), t.bulk.changed))) onDone();
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void change().catch(showFailure);
      }}
    >
      <Select
        label={t.bulk.channelTo}
        value={to ?? null}
        data={all
          .filter(({ state }) => state !== 'disconnected')
          .map((one) => ({
            value: one.id,
            label: `${channelName(one)} · ${platformOf(one.platform)?.name ?? one.platform}`,
          }))}
        onChange={(id) => setTo(id === null ? undefined : channelId.parse(id))}
      />
      <p className={styles.hint}>{t.bulk.channelHint}</p>
      <Button type="submit" disabled={to === undefined}>
        {t.bulk.changeNow}
      </Button>
    </form>
  );
}
