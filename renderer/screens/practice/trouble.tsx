import { Button, Select, Switch } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { PRACTICE_TROUBLES, type PracticeTrouble } from '#shared/practice/practice.ts';
import { calm, orderTrouble, setOffline, usePractice } from '../../state/practice.store.ts';
import { t } from '../../text/t.ts';
import { networkName } from '../../ui/network-mark.tsx';
import styles from './practice.module.css';

/** What can be made to go wrong, to see what Postwright does about it. */
export function Trouble(): ReactNode {
  const { networks, ordered, isOffline } = usePractice();
  const [chosen, setChosen] = useState<string | null>(null);
  const target = networks.find(({ platform }) => platform === chosen) ?? networks[0];
  const order = (trouble: PracticeTrouble): void => {
    if (target !== undefined) void orderTrouble({ platform: target.platform, trouble });
  };
  return (
    <section className={styles.panel} aria-label={t.practice.trouble}>
      <h2 className={styles.panelTitle}>{t.practice.trouble}</h2>
      <p className={styles.soft}>{t.practice.troubleText}</p>
      <Switch
        checked={isOffline}
        onChange={(event) => void setOffline(event.currentTarget.checked)}
        label={t.practice.offline}
        description={t.practice.offlineText}
      />
      <Select
        label={t.practice.onNetwork}
        data={networks.map(({ platform }) => ({ value: platform as string, label: networkName(platform) }))}
        value={target?.platform ?? null}
        onChange={setChosen}
        allowDeselect={false}
      />
      <ul className={styles.troubles}>
        {PRACTICE_TROUBLES.map((trouble) => (
          <li key={trouble}>
            <button type="button" className={styles.trouble} onClick={() => order(trouble)}>
              <span className={styles.troubleName}>{t.practice.troubles[trouble].name}</span>
              <span className={styles.soft}>{t.practice.troubles[trouble].text}</span>
            </button>
          </li>
        ))}
      </ul>
      <div role="status">
        {ordered.length > 0 && (
          <div className={styles.ordered}>
            <ul>
              {ordered.map(({ platform, trouble }, index) => (
                <li key={`${platform} ${trouble} ${index}`}>
                  {t.practice.waits(networkName(platform), t.practice.troubles[trouble].name)}
                </li>
              ))}
            </ul>
            <Button size="xs" variant="default" onClick={() => void calm()}>
              {t.practice.takeBack}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}
