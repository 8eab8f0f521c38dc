import { Button, Checkbox, Popover, TextInput } from '@mantine/core';
import { IconPlus, IconTag } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { LabelId, PostId } from '#shared/ids.ts';
import { LABEL_COLORS } from '#shared/posts/label.ts';
import { showFailure } from '../failures/show-notice.tsx';
import { useLabels } from '../state/labels.store.ts';
import { changeLabel } from '../state/send-command.ts';
import { workspaceNow } from '../state/settings.store.ts';
import { t } from '../text/t.ts';
import { openLabelDesk } from './label-desk.tsx';
import { LabelDot } from './label-mark.tsx';
import styles from './label-picker.module.css';

interface Props {
  /** Labels that all posts have, and that some have. */
  readonly all: readonly LabelId[];
  readonly some?: readonly LabelId[];
  readonly posts: readonly PostId[];
  /** Called before the first label is put, for a post that does not exist yet. */
  readonly before?: () => Promise<boolean>;
}

/** Puts labels on posts and takes them off; a name that is not there yet is made. */
export function LabelPicker({ all, some = [], posts, before }: Props): ReactNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={280} shadow="md" trapFocus withinPortal>
      <Popover.Target>
        <Button variant="default" leftSection={<IconTag size={16} aria-hidden />} onClick={() => setOpen(!isOpen)}>
          {t.labels.choose}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t.labels.choose}>
        <Choices all={all} some={some} posts={posts} before={before} close={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

type ChoicesProps = Required<Pick<Props, 'all' | 'some' | 'posts'>> & {
  readonly before: Props['before'];
  readonly close: () => void;
};

function Choices({ all, some, posts, before, close }: ChoicesProps): ReactNode {
  const labels = useLabels((state) => state.all);
  const [text, setText] = useState('');
  const wanted = text.trim();
  const fitting = labels.filter((label) => label.name.toLowerCase().includes(wanted.toLowerCase()));
  const isNew = wanted !== '' && !labels.some((label) => label.name.toLowerCase() === wanted.toLowerCase());

  const run = async (work: () => Promise<void>): Promise<void> => {
    try {
      if (before === undefined || (await before())) await work();
    } catch (thrown) {
      showFailure(thrown);
    }
  };
  const put = (label: LabelId, isOn: boolean): Promise<void> =>
    run(() => changeLabel({ kind: isOn ? 'label.take-off' : 'label.put', label, posts: [...posts] }));
  const make = (): Promise<void> =>
    run(async () => {
      const label = await makeLabel(wanted, labels.length);
      setText('');
      await changeLabel({ kind: 'label.put', label, posts: [...posts] });
    });

  return (
    <>
      <TextInput
        aria-label={t.labels.find}
        placeholder={t.labels.find}
        value={text}
        maxLength={50}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && isNew) void make();
        }}
        data-autofocus
      />
      <div className={styles.list}>
        {fitting.map((label) => (
          <Checkbox
            key={label.id}
            className={styles.choice ?? ''}
            checked={all.includes(label.id)}
            indeterminate={!all.includes(label.id) && some.includes(label.id)}
            label={
              <>
                <LabelDot color={label.color} /> <bdi>{label.name}</bdi>
              </>
            }
            onChange={() => void put(label.id, all.includes(label.id))}
          />
        ))}
        {fitting.length === 0 && !isNew && <p className={styles.none}>{t.labels.none}</p>}
      </div>
      <div className={styles.foot}>
        {isNew && (
          <Button variant="light" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => void make()}>
            {t.labels.make(wanted)}
          </Button>
        )}
        <Button
          variant="subtle"
          color="gray"
          onClick={() => {
            close();
            openLabelDesk();
          }}
        >
          {t.labels.change}
        </Button>
      </div>
    </>
  );
}

/** Each new label has another colour than the one before. */
async function makeLabel(name: string, count: number): Promise<LabelId> {
  const label = crypto.randomUUID() as LabelId;
  const color = LABEL_COLORS[(count + 1) % LABEL_COLORS.length] ?? 'grey';
  await changeLabel({ kind: 'label.make', label, workspace: workspaceNow().id, name, color });
  return label;
}
