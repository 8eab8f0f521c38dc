import { Button, Checkbox, Loader, Modal, PasswordInput, Radio, TextInput, UnstyledButton } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconChevronRight, IconExternalLink } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { channelName } from '#shared/channels/channel.ts';
import { CATALOG, platformOf } from '#shared/platforms/catalog.ts';
import type { ConnectWay, Platform } from '#shared/platforms/platform.ts';
import { phrase } from '#shared/text/phrases.ts';
import { FailureNotice } from '../failures/failure-notice.tsx';
import { channelOf } from '../state/channels.store.ts';
import { chooseAccounts, connectChannel } from '../state/connect-channel.ts';
import { practiceWay } from '../state/practice.store.ts';
import { usePersonal } from '../state/settings.store.ts';
import { setSignIn, useSignIn, type SignIn } from '../state/sign-in.store.ts';
import { t } from '../text/t.ts';
import { NetworkMark } from './network-mark.tsx';
import styles from './connect-channel.module.css';

/** The way to a connected channel: network, what it asks, and, where it wants one, the browser. */
export function ConnectChannel(): ReactNode {
  const signIn = useSignIn((state) => state.signIn);
  return (
    <Modal
      opened={signIn.step !== 'closed'}
      onClose={() => setSignIn({ step: 'closed' })}
      title={titleOf(signIn)}
      closeButtonProps={{ 'aria-label': t.app.close }}
      closeOnClickOutside={signIn.step === 'network'}
    >
      <Step signIn={signIn} />
    </Modal>
  );
}

function Step({ signIn }: { readonly signIn: SignIn }): ReactNode {
  switch (signIn.step) {
    case 'closed':
      return null;
    case 'network':
      return <ChooseNetwork />;
    case 'form': {
      const platform = platformOf(signIn.platform);
      return platform === undefined ? null : <ConnectForm key={platform.id} platform={platform} signIn={signIn} />;
    }
    case 'browser':
      return <Waiting signIn={signIn} />;
    case 'choose':
      return <ChooseAccounts key={signIn.choice.id} signIn={signIn} />;
  }
}

function titleOf(signIn: SignIn): string {
  switch (signIn.step) {
    case 'closed':
    case 'network':
      return t.channels.chooseNetwork;
    case 'form': {
      const channel = signIn.reconnect && channelOf(signIn.reconnect);
      if (channel) return t.channels.reconnectTitle(channelName(channel));
      return t.channels.connectTo(platformOf(signIn.platform)?.name ?? signIn.platform);
    }
    case 'browser':
      return t.channels.waitingTitle;
    case 'choose':
      return t.channels.chooseAccounts;
  }
}

function ChooseNetwork(): ReactNode {
  return (
    <ul className={styles.networks}>
      {CATALOG.map((platform) => (
        <li key={platform.id}>
          <UnstyledButton className={styles.network} onClick={() => begin(platform)}>
            <NetworkMark platform={platform.id} size={28} />
            <span>{platform.name}</span>
            <IconChevronRight size={18} aria-hidden className={styles.arrow} />
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}

/** What a practice network asks is known: it is connected at once. */
function begin(platform: Platform): void {
  const known = practiceWay(platform.id);
  if (known === undefined) return setSignIn({ step: 'form', platform: platform.id });
  void connectChannel(platform.id, known.way, known.answers, undefined);
}

type FormStep = Extract<SignIn, { step: 'form' }>;

/** The ways a network can be connected, and the form of the chosen one. */
function ConnectForm({ platform, signIn }: { readonly platform: Platform; readonly signIn: FormStep }): ReactNode {
  const { ways } = platform;
  const hasBroker = usePersonal().broker !== '';
  const way = ways.find((one) => one.id === signIn.way) ?? ways[0];
  if (way === undefined) return null;
  return (
    <div className={styles.form}>
      {ways.length > 1 && (
        <Radio.Group
          label={t.channels.way}
          value={way.id}
          onChange={(id) => setSignIn({ ...withoutFailure(signIn), way: id })}
        >
          <div className={styles.ways}>
            {ways.map((one) => (
              <Radio key={one.id} value={one.id} label={phrase(one.name)} />
            ))}
          </div>
        </Radio.Group>
      )}
      <WayForm
        key={way.id}
        platform={platform}
        way={way}
        signIn={signIn}
        isClosed={way.needsBroker === true && !hasBroker}
      />
    </div>
  );
}

interface WayProps {
  readonly platform: Platform;
  readonly way: ConnectWay;
  readonly signIn: FormStep;
  /** It goes through a team server, and there is none. */
  readonly isClosed: boolean;
}

/** What one way asks before signing in: a form made from its own list of fields. */
function WayForm({ platform, way, signIn, isClosed }: WayProps): ReactNode {
  const [isBusy, setBusy] = useState(false);
  const form = useForm<Record<string, string>>({
    initialValues: Object.fromEntries(way.fields.map(({ name }) => [name, answerKnown(name, signIn)])),
    validate: (values) =>
      Object.fromEntries(
        way.fields
          .filter((field) => field.optional !== true && (values[field.name] ?? '').trim() === '')
          .map((field) => [field.name, t.channels.required]),
      ),
  });

  const submit = async (answers: Record<string, string>): Promise<void> => {
    setBusy(true);
    await connectChannel(platform.id, way.id, answers, signIn.reconnect).finally(() => setBusy(false));
  };

  return (
    <form className={styles.form} onSubmit={form.onSubmit((answers) => void submit(answers))}>
      {way.fields.map((field, index) => {
        const Field = field.kind === 'password' ? PasswordInput : TextInput;
        return (
          <Field
            key={field.name}
            label={phrase(field.label)}
            placeholder={field.placeholder}
            description={field.help && phrase(field.help)}
            withAsterisk={field.optional !== true}
            autoComplete="off"
            spellCheck={false}
            {...(index === 0 && { 'data-autofocus': true })}
            {...form.getInputProps(field.name)}
          />
        );
      })}
      {signIn.failure && <FailureNotice failure={signIn.failure} withoutAction />}
      <p className={styles.note}>{isClosed ? t.channels.needsBroker : phrase(way.note)}</p>
      <div className={styles.actions}>
        {signIn.reconnect === undefined && (
          <Button variant="subtle" color="gray" onClick={() => setSignIn({ step: 'network' })}>
            {t.channels.back}
          </Button>
        )}
        <Button
          type="submit"
          loading={isBusy}
          disabled={isClosed}
          rightSection={way.how === 'browser' ? <IconExternalLink size={16} aria-hidden /> : undefined}
        >
          {way.how === 'browser' ? t.channels.continue : t.channels.signIn}
        </Button>
      </div>
    </form>
  );
}

/** Another way is another try. */
function withoutFailure({ failure: _failure, ...kept }: FormStep): FormStep {
  return kept;
}

type ChooseStep = Extract<SignIn, { step: 'choose' }>;

/** Which of the accounts that a sign-in may post to become channels. */
function ChooseAccounts({ signIn }: { readonly signIn: ChooseStep }): ReactNode {
  const { choice, failure } = signIn;
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [isBusy, setBusy] = useState(false);
  const connect = (): void => {
    setBusy(true);
    void chooseAccounts(choice, chosen).finally(() => setBusy(false));
  };
  return (
    <div className={styles.form}>
      <p className={styles.note}>{t.channels.chooseAccountsText}</p>
      <Checkbox.Group value={[...chosen]} onChange={setChosen} aria-label={t.channels.chooseAccounts}>
        <div className={styles.ways}>
          {choice.accounts.map((account) => (
            <Checkbox
              key={account.remoteId}
              value={account.remoteId}
              label={account.displayName || account.handle}
              description={besidesName(account)}
            />
          ))}
        </div>
      </Checkbox.Group>
      {failure && <FailureNotice failure={failure} withoutAction />}
      <div className={styles.actions}>
        <Button disabled={chosen.length === 0} loading={isBusy} onClick={connect}>
          {t.channels.connectThese(Math.max(1, chosen.length))}
        </Button>
      </div>
    </div>
  );
}

/** Its handle, where that is not its name once more, and whether it is a channel already. */
function besidesName({ handle, displayName, isConnected }: ChooseStep['choice']['accounts'][number]): string {
  const hasHandle = displayName !== '' && handle !== displayName;
  return [...(hasHandle ? [handle] : []), ...(isConnected ? [t.channels.alreadyConnected] : [])].join(', ');
}

/** What was typed before, or what is known of the account that is connected again. */
function answerKnown(field: string, { platform, answers, reconnect }: FormStep): string {
  const channel = reconnect && channelOf(reconnect);
  const known: Readonly<Record<string, string>> = channel ? { handle: channel.handle, server: channel.server } : {};
  return answers?.[field] ?? practiceWay(platform)?.answers[field] ?? known[field] ?? '';
}

type BrowserStep = Extract<SignIn, { step: 'browser' }>;

function Waiting({ signIn }: { readonly signIn: BrowserStep }): ReactNode {
  const name = platformOf(signIn.platform)?.name ?? signIn.platform;
  return (
    <div className={styles.waiting} role="status">
      <Loader size="md" />
      <p>{t.channels.waiting(name)}</p>
      <Button
        variant="default"
        rightSection={<IconExternalLink size={16} aria-hidden />}
        onClick={() => void connectChannel(signIn.platform, signIn.way, signIn.answers, signIn.reconnect)}
      >
        {t.channels.openAgain}
      </Button>
    </div>
  );
}
