import { NumberInput, SegmentedControl, Select, Switch, TextInput } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import type { CallOutput } from '#shared/ipc/contract.ts';
import { DEFAULT_OVERDUE_RULE, type OverdueRule } from '#shared/publishing/overdue-rule.ts';
import { showFailure } from '../../failures/show-notice.tsx';
import { call } from '../../ipc.ts';
import { usePersonal, useWorkspace } from '../../state/settings.store.ts';
import { t } from '../../text/t.ts';
import { ZoneSelect } from '../../ui/zone-select.tsx';
import { LanguageField } from './language-field.tsx';
import { setPersonal, setWorkspace } from './save-settings.ts';
import { Group, Section } from './section.tsx';
import { Spelling } from './spelling.tsx';
import { useLeaving } from '../../ui/use-leaving.ts';
import styles from './settings.module.css';

export function General(): ReactNode {
  return (
    <Section id="general">
      <Workspace />
      <Look />
      <Late />
      <Writing />
      <Start />
      <Spelling />
    </Section>
  );
}

function Workspace(): ReactNode {
  const { name, zone } = useWorkspace();
  const [typed, setTyped] = useState<string>();
  const shown = typed ?? name;
  const { touch, leave } = useLeaving(() => {
    const wanted = shown.trim();
    if (wanted !== '' && wanted !== name) setWorkspace({ name: wanted });
    if (wanted !== '') setTyped(undefined);
  });
  return (
    <Group title={t.settings.workspace} hint={t.settings.workspaceHint}>
      <TextInput
        dir="auto"
        label={t.settings.name}
        value={shown}
        maxLength={100}
        error={shown.trim() === '' && t.settings.nameNeeded}
        onChange={(event) => {
          touch();
          setTyped(event.currentTarget.value);
        }}
        onBlur={leave}
        onKeyDown={(event) => event.key === 'Enter' && leave()}
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

const ZOOMS = [0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2];

function Look(): ReactNode {
  const { theme, weekStart, zoom } = usePersonal();
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
      <Select
        label={t.settings.zoom}
        allowDeselect={false}
        value={String(ZOOMS.includes(zoom) ? zoom : 1)}
        onChange={(value) => setPersonal({ zoom: Number(value) })}
        data={ZOOMS.map((step) => ({ value: String(step), label: t.settings.zoomSteps(Math.round(step * 100)) }))}
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

function Writing(): ReactNode {
  const { remindAlt } = useWorkspace();
  return (
    <Group title={t.settings.writing}>
      <Switch
        label={t.settings.remindAlt}
        description={t.settings.remindAltHint}
        checked={remindAlt}
        onChange={(event) => setWorkspace({ remindAlt: event.currentTarget.checked })}
      />
    </Group>
  );
}

const WEEK_MIN = 7 * 24 * 60;

function Within({ minutes }: { readonly minutes: number }): ReactNode {
  const [typed, setTyped] = useState<string | number>(minutes);
  const { touch, leave } = useLeaving(() => {
    const wanted = Number(typed);
    if (!Number.isInteger(wanted) || wanted < 1 || wanted > WEEK_MIN) return setTyped(minutes);
    if (wanted !== minutes) setWorkspace({ overdue: { then: 'send', withinMin: wanted } });
  });
  return (
    <NumberInput
      label={t.settings.lateWithin}
      min={1}
      max={WEEK_MIN}
      allowDecimal={false}
      value={typed}
      onChange={(wanted) => {
        touch();
        setTyped(wanted);
      }}
      onBlur={leave}
    />
  );
}

/** Whether it starts with the computer. The system may change that too: it is asked each time. */
function Start(): ReactNode {
  const [known, setKnown] = useState<CallOutput<'program.start'>>();
  useEffect(() => {
    call('program.start', undefined).then(setKnown, showFailure);
  }, []);
  const set = async (isOn: boolean): Promise<void> => {
    await call('program.setStart', { isOn });
    setKnown(await call('program.start', undefined));
  };
  return (
    <Group title={t.settings.startTitle} hint={t.settings.startHint}>
      <Switch
        className={styles.switch ?? ''}
        label={t.settings.start}
        checked={known?.isOn === true}
        disabled={known === undefined || known.how === 'none'}
        onChange={(event) => void set(event.currentTarget.checked).catch(showFailure)}
      />
      {known?.how === 'autostart' && <p className={styles.note}>{t.settings.startAutostart}</p>}
      {known?.how === 'none' && <p className={styles.note}>{t.settings.startNone}</p>}
    </Group>
  );
}

function ruleOf(then: string | null): OverdueRule {
  if (then === 'ask' || then === 'skip') return { then };
  return DEFAULT_OVERDUE_RULE;
}
