import { NumberInput, SegmentedControl, Select, Switch, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { personalSettings } from '#shared/ipc/settings.calls.ts';
import type { CallInput } from '#shared/ipc/contract.ts';
import type { OverdueRule } from '#shared/publishing/overdue-rule.ts';
import { DEFAULT_OVERDUE_RULE } from '#shared/publishing/overdue-rule.ts';
import { showFailure } from '../../failures/show-notice.tsx';
import { call } from '../../ipc.ts';
import { useSecrets } from '../../state/secrets.store.ts';
import { usePersonal, useSettings, useWorkspace } from '../../state/settings.store.ts';
import { t } from '../../text/t.ts';
import { Screen } from '../../ui/screen.tsx';
import { ZoneSelect } from '../../ui/zone-select.tsx';
import { BucketForm } from './bucket-form.tsx';
import { LanguageField } from './language-field.tsx';
import styles from './settings.module.css';

/** What can be set, of the workspace and of this person. Every change is saved at once. */
export function Settings(): ReactNode {
  return (
    <Screen title={t.settings.title}>
      <div className={styles.groups}>
        <Workspace />
        <Late />
        <Look />
        <Notifications />
        <SignIns />
        <Group title={t.settings.bucket} hint={t.settings.bucketHint}>
          <BucketForm />
        </Group>
        <About />
      </div>
    </Screen>
  );
}

interface GroupProps {
  readonly title: string;
  readonly hint?: string;
  readonly children: ReactNode;
}

function Group({ title, hint, children }: GroupProps): ReactNode {
  return (
    <section className={styles.group} aria-label={title}>
      <div>
        <h2 className={styles.title}>{title}</h2>
        {hint !== undefined && <p className={styles.hint}>{hint}</p>}
      </div>
      <div className={styles.fields}>{children}</div>
    </section>
  );
}

function Workspace(): ReactNode {
  const { name, zone } = useWorkspace();
  const [typed, setTyped] = useState<string>();
  const shown = typed ?? name;
  const save = (): void => {
    const wanted = shown.trim();
    if (wanted !== '' && wanted !== name) setWorkspace({ name: wanted });
    if (wanted !== '') setTyped(undefined);
  };
  return (
    <Group title={t.settings.workspace} hint={t.settings.workspaceHint}>
      <TextInput
        label={t.settings.name}
        value={shown}
        maxLength={100}
        error={shown.trim() === '' && t.settings.nameNeeded}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={save}
        onKeyDown={(event) => event.key === 'Enter' && save()}
      />
      <ZoneSelect
        label={t.settings.zone}
        description={t.settings.zoneHint}
        value={zone}
        onChange={(wanted) => setWorkspace({ zone: wanted })}
      />
    </Group>
  );
}

function Late(): ReactNode {
  const { overdue } = useWorkspace();
  const choose = (then: string | null): void => setWorkspace({ overdue: ruleOf(then) });
  return (
    <Group title={t.settings.late} hint={t.settings.lateHint}>
      <Select
        label={t.settings.lateRule}
        allowDeselect={false}
        value={overdue.then}
        onChange={choose}
        data={Object.entries(t.settings.lateRules).map(([value, label]) => ({ value, label }))}
      />
      {overdue.then === 'send' && <Within minutes={overdue.withinMin} />}
    </Group>
  );
}

const WEEK_MIN = 7 * 24 * 60;

function Within({ minutes }: { readonly minutes: number }): ReactNode {
  const [typed, setTyped] = useState<string | number>(minutes);
  const save = (): void => {
    const wanted = Number(typed);
    if (!Number.isInteger(wanted) || wanted < 1 || wanted > WEEK_MIN) return setTyped(minutes);
    if (wanted !== minutes) setWorkspace({ overdue: { then: 'send', withinMin: wanted } });
  };
  return (
    <NumberInput
      label={t.settings.lateWithin}
      min={1}
      max={WEEK_MIN}
      allowDecimal={false}
      value={typed}
      onChange={setTyped}
      onBlur={save}
    />
  );
}

function Look(): ReactNode {
  const { theme, weekStart } = usePersonal();
  return (
    <Group title={t.settings.look}>
      <LanguageField />
      <div className={styles.field}>
        <span className={styles.label} id="theme-label">
          {t.settings.theme}
        </span>
        <SegmentedControl
          aria-labelledby="theme-label"
          value={theme}
          onChange={(value) => setPersonal({ theme: value as typeof theme })}
          data={Object.entries(t.settings.themes).map(([value, label]) => ({ value, label }))}
        />
      </div>
      <div className={styles.field}>
        <span className={styles.label} id="week-label">
          {t.settings.weekStart}
        </span>
        <SegmentedControl
          aria-labelledby="week-label"
          value={String(weekStart)}
          onChange={(value) => setPersonal({ weekStart: Number(value) as typeof weekStart })}
          data={[1, 0, 6].map((day) => ({ value: String(day), label: t.settings.weekdays[day as 0 | 1 | 6] }))}
        />
      </div>
    </Group>
  );
}

function Notifications(): ReactNode {
  const { notifySuccess, notifyFailure } = usePersonal();
  return (
    <Group title={t.settings.notifications}>
      <Switch
        className={styles.switch ?? ''}
        label={t.settings.notifySuccess}
        checked={notifySuccess}
        onChange={(event) => setPersonal({ notifySuccess: event.currentTarget.checked })}
      />
      <Switch
        className={styles.switch ?? ''}
        label={t.settings.notifyFailure}
        checked={notifyFailure}
        onChange={(event) => setPersonal({ notifyFailure: event.currentTarget.checked })}
      />
    </Group>
  );
}

function SignIns(): ReactNode {
  const vault = useSecrets((state) => state.vault);
  return (
    <Group title={t.settings.signIns}>
      {vault && <p>{t.settings.vault[vault]}</p>}
      <Broker />
    </Group>
  );
}

/** Saved when the field is left; an address that is none stays in the field and is said so. */
function Broker(): ReactNode {
  const { broker } = usePersonal();
  const [typed, setTyped] = useState<string>();
  const shown = typed ?? broker;
  const isWrong = !personalSettings.shape.broker.safeParse(shown.trim()).success;
  const save = (): void => {
    if (isWrong) return;
    if (shown.trim() !== broker) setPersonal({ broker: shown.trim() });
    setTyped(undefined);
  };
  return (
    <TextInput
      label={t.settings.broker}
      description={t.settings.brokerHint}
      placeholder="https://team.example"
      value={shown}
      error={isWrong && t.settings.brokerWrong}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => event.key === 'Enter' && save()}
    />
  );
}

function About(): ReactNode {
  const app = useSettings((state) => state.known?.app);
  if (app === undefined) return null;
  return (
    <Group title={t.settings.about}>
      <dl className={styles.about}>
        <dt>{t.settings.version}</dt>
        <dd>{app.version}</dd>
        <dt>{t.settings.electron}</dt>
        <dd>{app.electron}</dd>
        <dt>{t.settings.library}</dt>
        <dd dir="ltr">{app.libraryPath}</dd>
      </dl>
    </Group>
  );
}

function ruleOf(then: string | null): OverdueRule {
  if (then === 'ask' || then === 'skip') return { then };
  return DEFAULT_OVERDUE_RULE;
}

function setWorkspace(change: CallInput<'settings.setWorkspace'>): void {
  call('settings.setWorkspace', change).catch(showFailure);
}

function setPersonal(change: CallInput<'settings.setPersonal'>): void {
  call('settings.setPersonal', change).catch(showFailure);
}
