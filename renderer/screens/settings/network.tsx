import { TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { personalSettings } from '#shared/ipc/personal-settings.ts';
import { useSecrets } from '../../state/secrets.store.ts';
import { usePersonal } from '../../state/settings.store.ts';
import { t } from '../../text/t.ts';
import { BucketForm } from './bucket-form.tsx';
import { ProxyForm } from './proxy-form.tsx';
import { setPersonal } from './save-settings.ts';
import { Group, Section } from './section.tsx';
import { useLeaving } from '../../ui/use-leaving.ts';

export function Network(): ReactNode {
  return (
    <Section id="network">
      <ProxyForm />
      <SignIns />
      <Group title={t.settings.bucket} hint={t.settings.bucketHint}>
        <BucketForm />
      </Group>
    </Section>
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
  const { touch, leave } = useLeaving(() => {
    if (isWrong) return;
    if (shown.trim() !== broker) setPersonal({ broker: shown.trim() });
    setTyped(undefined);
  });
  return (
    <TextInput
      label={t.settings.broker}
      description={t.settings.brokerHint}
      placeholder="https://team.example"
      value={shown}
      error={isWrong && t.settings.brokerWrong}
      onChange={(event) => {
        touch();
        setTyped(event.currentTarget.value);
      }}
      onBlur={leave}
      onKeyDown={(event) => event.key === 'Enter' && leave()}
    />
  );
}
