import { Button, PasswordInput, SegmentedControl, TextInput } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import type { CallOutput } from '#shared/ipc/contract.ts';
import { proxyAddress, type ProxySettings } from '#shared/proxy.ts';
import { showFailure, showSuccess } from '../../failures/show-notice.tsx';
import { call } from '../../ipc.ts';
import { t } from '../../text/t.ts';
import { Group } from './section.tsx';
import styles from './settings.module.css';

type Known = CallOutput<'proxy.read'>;
type Tested = CallOutput<'proxy.test'>;

/** How requests reach the internet, and whether they do. */
export function ProxyForm(): ReactNode {
  const [known, setKnown] = useState<Known>();
  const read = (): Promise<void> => call('proxy.read', undefined).then(setKnown);
  useEffect(() => {
    call('proxy.read', undefined).then(setKnown, showFailure);
  }, []);
  if (known === undefined) return null;
  return (
    <Group title={t.settings.proxy} hint={t.settings.proxyHint}>
      <Fields key={JSON.stringify(known)} known={known} onKept={() => void read().catch(showFailure)} />
      <Test />
    </Group>
  );
}

function Fields({ known, onKept }: { readonly known: Known; readonly onKept: () => void }): ReactNode {
  const { proxy } = known;
  const [mode, setMode] = useState(proxy.mode);
  const [address, setAddress] = useState(proxy.mode === 'manual' ? proxy.address : '');
  const [user, setUser] = useState(proxy.mode === 'manual' ? proxy.user : '');
  const [password, setPassword] = useState('');
  const [isTried, setTried] = useState(false);
  const isWrong = !proxyAddress.safeParse(address).success;
  const keep = (wanted: ProxySettings): void => {
    const secret = password === '' ? {} : { password };
    const save = async (): Promise<void> => {
      await call('proxy.set', { proxy: wanted, ...secret });
      showSuccess(t.settings.proxySaved);
      onKept();
    };
    save().catch(showFailure);
  };
  const choose = (wanted: ProxySettings['mode']): void => {
    setMode(wanted);
    // Another way needs nothing more; a proxy has to be named first.
    if (wanted !== 'manual') keep({ mode: wanted });
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!isWrong) keep({ mode: 'manual', address, user });
      }}
    >
      <div className={styles.field}>
        <SegmentedControl
          aria-label={t.settings.proxy}
          value={mode}
          onChange={(value) => choose(value as ProxySettings['mode'])}
          data={Object.entries(t.settings.proxyModes).map(([value, label]) => ({ value, label }))}
        />
      </div>
      {mode === 'manual' && (
        <>
          <TextInput
            label={t.settings.proxyAddress}
            placeholder="http://proxy.example:8080"
            spellCheck={false}
            value={address}
            error={isTried && isWrong && t.settings.proxyWrong}
            onChange={(event) => setAddress(event.currentTarget.value)}
          />
          <div className={styles.pair}>
            <TextInput
              label={t.settings.proxyUser}
              autoComplete="off"
              spellCheck={false}
              value={user}
              onChange={(event) => setUser(event.currentTarget.value)}
            />
            <PasswordInput
              label={t.settings.proxyPassword}
              autoComplete="off"
              placeholder={known.hasPassword ? t.settings.proxyPasswordKept : ''}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
          </div>
          <div className={styles.actions}>
            <Button type="submit" variant="default">
              {t.settings.proxySave}
            </Button>
          </div>
        </>
      )}
    </form>
  );
}

function Test(): ReactNode {
  const [isBusy, setBusy] = useState(false);
  const [tested, setTested] = useState<Tested>();
  const test = (): void => {
    setBusy(true);
    setTested(undefined);
    call('proxy.test', undefined)
      .then(setTested, showFailure)
      .finally(() => setBusy(false));
  };
  return (
    <div className={styles.field}>
      <Button variant="default" loading={isBusy} onClick={test}>
        {t.settings.proxyTest}
      </Button>
      <p className={styles.said} role="status" data-good={tested && 'status' in tested.outcome}>
        {tested && testText(tested)}
      </p>
    </div>
  );
}

function testText({ asked, by, outcome }: Tested): string {
  const way = by === '' ? t.settings.proxyDirect : by;
  if ('status' in outcome) return t.settings.proxyWorks(asked, way, outcome.ms);
  if ('refused' in outcome) return t.settings.proxyRefused(way);
  return t.settings.proxyNoAnswer(asked, way, outcome.noAnswer);
}
