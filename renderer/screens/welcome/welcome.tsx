import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { openPractice } from '../../state/practice.store.ts';
import { startPost } from '../../state/route.store.ts';
import { setSignIn } from '../../state/sign-in.store.ts';
import { t } from '../../text/t.ts';
import styles from './welcome.module.css';

/** The first thing a person sees: what this is, and the first step. */
export function Welcome(): ReactNode {
  return (
    <section className={styles.welcome} aria-label={t.app.name}>
      <div className={styles.column}>
        <h1 className={styles.title}>{t.welcome.title}</h1>
        <p className={styles.lead}>{t.welcome.lead}</p>
        <ol className={styles.steps}>
          {t.welcome.steps.map((step, index) => (
            <li key={step.title} className={styles.step}>
              <span className={styles.number} aria-hidden>
                {index + 1}
              </span>
              <div>
                <h2 className={styles.stepTitle}>{step.title}</h2>
                <p className={styles.soft}>{step.text}</p>
              </div>
            </li>
          ))}
        </ol>
        <div className={styles.actions}>
          <Button onClick={() => setSignIn({ step: 'network' })}>{t.welcome.connect}</Button>
          <Button variant="subtle" onClick={() => startPost()}>
            {t.welcome.writeFirst}
          </Button>
          <Button variant="subtle" onClick={() => void openPractice()}>
            {t.welcome.practise}
          </Button>
        </div>
      </div>
    </section>
  );
}
