import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { languageChoice, LANGUAGES, type Language } from '#shared/text/language.ts';
import { showFailure } from '../../failures/show-notice.tsx';
import { call } from '../../ipc.ts';
import { usePersonal } from '../../state/settings.store.ts';
import { t } from '../../text/t.ts';

/** Every language by its own name: who cannot read this one still finds theirs. */
const NAMES: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch', es: 'Español' };

/** The language of the window, of its dates, of menus and notifications. */
export function LanguageField(): ReactNode {
  const { language } = usePersonal();
  const choose = (wanted: string | null): void => {
    call('settings.setPersonal', { language: languageChoice.parse(wanted) }).catch(showFailure);
  };
  return (
    <Select
      id="language"
      label={t.settings.language}
      description={t.settings.languageHint}
      allowDeselect={false}
      value={language}
      onChange={choose}
      data={[
        { value: 'system', label: t.settings.languageOfSystem },
        ...LANGUAGES.map((one) => ({ value: one, label: NAMES[one] })),
      ]}
    />
  );
}
