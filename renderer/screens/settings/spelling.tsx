import { MultiSelect, Switch } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import type { CallOutput } from '#shared/ipc/contract.ts';
import { showFailure } from '../../failures/show-notice.tsx';
import { call } from '../../ipc.ts';
import { usePersonal } from '../../state/settings.store.ts';
import { t } from '../../text/t.ts';
import { setPersonal } from './save-settings.ts';
import { Group } from './section.tsx';
import styles from './settings.module.css';

/** Whether words are checked, by which dictionaries, and what that tells to whom. */
export function Spelling(): ReactNode {
  const { spellCheck, spellLanguages } = usePersonal();
  const [known, setKnown] = useState<CallOutput<'program.spelling'>>();
  useEffect(() => {
    call('program.spelling', undefined).then(setKnown, showFailure);
  }, []);
  const inUse = known?.inUse.map(languageName).join(', ') ?? '';
  return (
    <Group title={t.settings.spelling}>
      <Switch
        className={styles.switch ?? ''}
        label={t.settings.spellCheck}
        checked={spellCheck}
        onChange={(event) => setPersonal({ spellCheck: event.currentTarget.checked })}
      />
      {known && <p className={styles.note}>{known.fetches ? t.settings.spellFetches : t.settings.spellSystem}</p>}
      {known && spellCheck && known.available.length > 0 && (
        <MultiSelect
          label={t.settings.spellLanguages}
          description={t.settings.spellLanguagesHint(inUse === '' ? t.settings.spellNone : inUse)}
          searchable
          clearable
          maxValues={5}
          value={[...spellLanguages]}
          onChange={(wanted) => setPersonal({ spellLanguages: wanted })}
          data={known.available.map((value) => ({ value, label: languageName(value) }))}
          nothingFoundMessage={t.settings.spellNone}
        />
      )}
    </Group>
  );
}

/** As the language calls itself: a person looks for their own. */
function languageName(tag: string): string {
  return new Intl.DisplayNames([tag], { type: 'language', fallback: 'code' }).of(tag) ?? tag;
}
