import { Button, Checkbox, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useState, type ReactNode } from 'react';
import type { FailureValue } from '#shared/failures.ts';
import { bucketForm, type Bucket, type BucketForm as Wanted } from '#shared/media/bucket.ts';
import { FailureNotice } from '../../failures/failure-notice.tsx';
import { failureOf } from '../../failures/failure-words.ts';
import { showFailure, showSuccess } from '../../failures/show-notice.tsx';
import { call } from '../../ipc.ts';
import { t } from '../../text/t.ts';
import styles from './settings.module.css';

const EMPTY: Wanted = {
  endpoint: '',
  region: 'auto',
  name: '',
  pathStyle: true,
  accessKeyId: '',
  secretAccessKey: '',
};

/** The person's own bucket. It is tried out before it is kept, which takes a moment. */
export function BucketForm(): ReactNode {
  const [known, setKnown] = useState<Bucket>();
  const [isRead, setRead] = useState(false);
  useEffect(() => {
    call('media.bucket', undefined).then(({ bucket }) => {
      setKnown(bucket);
      setRead(true);
    }, showFailure);
  }, []);
  if (!isRead) return null;
  return <Fields key={known?.name ?? ''} known={known} onKept={setKnown} />;
}

interface Props {
  readonly known: Bucket | undefined;
  readonly onKept: (bucket: Bucket | undefined) => void;
}

function Fields({ known, onKept }: Props): ReactNode {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<FailureValue>();
  const form = useForm<Wanted>({
    initialValues: { ...EMPTY, ...known },
    validate: (values) => {
      const checked = bucketForm.safeParse(values);
      const issues = checked.success ? [] : checked.error.issues;
      const missing =
        known === undefined && values.secretAccessKey === '' ? [['secretAccessKey', t.channels.required]] : [];
      const named = issues.map((issue) => [String(issue.path[0]), issue.message]);
      return Object.fromEntries([...named, ...missing]) as Record<string, string>;
    },
  });

  const save = async (wanted: Wanted): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      await call('media.setBucket', wanted);
      const { secretAccessKey: _kept, ...bucket } = wanted;
      onKept(bucket);
      showSuccess(t.settings.bucketWorks);
    } catch (thrown) {
      setFailure(failureOf(thrown));
    } finally {
      setBusy(false);
    }
  };

  const forget = async (): Promise<void> => {
    try {
      await call('media.forgetBucket', undefined);
      onKept(undefined);
    } catch (thrown) {
      showFailure(thrown);
    }
  };

  return (
    <form className={styles.fields} onSubmit={form.onSubmit((wanted) => void save(wanted))}>
      <TextInput
        label={t.settings.bucketEndpoint}
        placeholder="https://s3.eu-central-1.amazonaws.com"
        {...form.getInputProps('endpoint')}
      />
      <div className={styles.pair}>
        <TextInput label={t.settings.bucketName} {...form.getInputProps('name')} />
        <TextInput label={t.settings.bucketRegion} {...form.getInputProps('region')} />
      </div>
      <Checkbox
        label={t.settings.bucketPathStyle}
        description={t.settings.bucketPathStyleHint}
        {...form.getInputProps('pathStyle', { type: 'checkbox' })}
      />
      <TextInput
        label={t.settings.bucketKey}
        autoComplete="off"
        spellCheck={false}
        {...form.getInputProps('accessKeyId')}
      />
      <PasswordInput
        label={t.settings.bucketSecret}
        placeholder={known === undefined ? '' : t.settings.bucketSecretKept}
        autoComplete="off"
        {...form.getInputProps('secretAccessKey')}
      />
      {failure && <FailureNotice failure={failure} withoutAction />}
      <div className={styles.actions}>
        {known !== undefined && (
          <Button variant="subtle" color="gray" onClick={() => void forget()}>
            {t.settings.bucketForget}
          </Button>
        )}
        <Button type="submit" variant="default" loading={isBusy}>
          {t.settings.bucketSave}
        </Button>
      </div>
    </form>
  );
}
