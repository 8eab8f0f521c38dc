import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { showFailure } from '../../failures/show-notice.tsx';
import { call } from '../../ipc.ts';
import { beginPractice, openPractice } from '../../state/practice.store.ts';
import { startPost } from '../../state/route.store.ts';
import { useWorkspace } from '../../state/settings.store.ts';
import { setSignIn } from '../../state/sign-in.store.ts';
import { t } from '../../text/t.ts';
import { ZoneSelect } from '../../ui/zone-select.tsx';
import styles from './welcome.module.css';

/** The first thing a person sees: three steps to a first post that has its time. */
export function Welcome(): ReactNode {
  const { zone } = useWorkspace();
  const [isBusy, setBusy] = useState(false);
  const setZone = (wanted: string): void => {
    call('settings.setWorkspace', { zone: wanted }).catch(showFailure);
  };
  const begin = (): void => {
    setBusy(true);
    void beginPractice().finally(() => setBusy(false));
  };
  return (
    <section className={styles.welcome} aria-label={t.app.name}>
      <div className={styles.column}>
        <h1 className={styles.title}>{t.welcome.title}</h1>
        <p className={styles.lead}>{t.welcome.lead}</p>
        <ol className={styles.steps}>
          <Step number={1} {...t.welcome.zone}>
            <ZoneSelect label={t.welcome.zoneLabel} value={zone} onChange={setZone} />
          </Step>
          <Step number={2} {...t.welcome.where}>
            <div className={styles.actions}>
              <Button loading={isBusy} onClick={begin}>
                {t.welcome.begin}
              </Button>
              <Button variant="default" onClick={() => setSignIn({ step: 'network' })}>
                {t.welcome.connect}
              </Button>
            </div>
          </Step>
          <Step number={3} {...t.welcome.time} />
        </ol>
        <div className={styles.others}>
          <Button variant="subtle" onClick={() => void openPractice()}>
            {t.welcome.practise}
          </Button>
          <Button variant="subtle" onClick={() => startPost()}>
            {t.welcome.writeFirst}
          </Button>
        </div>
      </div>
    </section>
  );
}

interface StepProps {
  readonly number: number;
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}

function Step({ number, title, text, children }: StepProps): ReactNode {
  return (
    <li className={styles.step}>
      <span className={styles.number} aria-hidden>
        {number}
      </span>
      <div className={styles.what}>
        <h2 className={styles.stepTitle}>{title}</h2>
        <p className={styles.soft}>{text}</p>
        {children}
      </div>
    </li>
  );
}
