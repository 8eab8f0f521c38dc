import { ActionIcon, Menu, TextInput } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconArrowMerge, IconDots, IconTrash } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { LabelView } from '#shared/ipc/labels.calls.ts';
import { LABEL_COLORS } from '#shared/posts/label.ts';
import { showFailure, showUndo } from '../failures/show-notice.tsx';
import { useLabels } from '../state/labels.store.ts';
import { changeLabel } from '../state/send-command.ts';
import { t } from '../text/t.ts';
import { LabelDot } from './label-mark.tsx';
import marks from './label-mark.module.css';
import { useLeaving } from './use-leaving.ts';
import styles from './label-desk.module.css';

/** Opens the dialog in which labels are renamed, recoloured, merged and deleted. */
export function openLabelDesk(): void {
  modals.open({ title: t.labels.title, children: <LabelDesk /> });
}

function LabelDesk(): ReactNode {
  const all = useLabels((state) => state.all);
  if (all.length === 0) return <p className={styles.none}>{t.labels.empty}</p>;
  return (
    <ul>
      {all.map((label) => (
        <Row key={label.id} label={label} others={all.filter((one) => one.id !== label.id)} />
      ))}
    </ul>
  );
}

interface RowProps {
  readonly label: LabelView;
  readonly others: readonly LabelView[];
}

function Row({ label, others }: RowProps): ReactNode {
  const [name, setName] = useState(label.name);
  const { touch, leave } = useLeaving(() => {
    const wanted = name.trim();
    if (wanted === '' || wanted === label.name) return setName(label.name);
    changeLabel({ kind: 'label.rename', label: label.id, name: wanted }).catch((thrown: unknown) => {
      setName(label.name);
      showFailure(thrown);
    });
  });
  return (
    <li className={styles.row}>
      <TextInput
        aria-label={t.labels.nameOf(label.name)}
        value={name}
        maxLength={50}
        onChange={(event) => {
          touch();
          setName(event.currentTarget.value);
        }}
        onBlur={leave}
        onKeyDown={(event) => {
          if (event.key === 'Enter') leave();
        }}
      />
      <RowMenu label={label} others={others} />
      <div className={styles.colors} role="radiogroup" aria-label={t.labels.colorOf(label.name)}>
        {LABEL_COLORS.map((color) => (
          <button
            key={color}
            type="button"
            role="radio"
            className={marks.swatch}
            data-color={color}
            aria-checked={label.color === color}
            aria-label={t.labels.colors[color]}
            title={t.labels.colors[color]}
            onClick={() => void changeLabel({ kind: 'label.recolor', label: label.id, color }).catch(showFailure)}
          />
        ))}
        <span className={styles.soft}>{t.labels.posts(label.posts)}</span>
      </div>
    </li>
  );
}

function RowMenu({ label, others }: RowProps): ReactNode {
  return (
    <Menu zIndex={400}>
      <Menu.Target>
        <ActionIcon aria-label={t.labels.moreFor(label.name)}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {others.length > 0 && (
          <Menu.Sub>
            <Menu.Sub.Target>
              <Menu.Sub.Item leftSection={<IconArrowMerge size={16} />}>{t.labels.merge}</Menu.Sub.Item>
            </Menu.Sub.Target>
            <Menu.Sub.Dropdown>
              {others.map((other) => (
                <Menu.Item
                  key={other.id}
                  leftSection={<LabelDot color={other.color} />}
                  onClick={() => merge(label, other)}
                >
                  {other.name}
                </Menu.Item>
              ))}
            </Menu.Sub.Dropdown>
          </Menu.Sub>
        )}
        <Menu.Item leftSection={<IconTrash size={16} />} onClick={() => void remove(label)}>
          {t.labels.delete}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** It cannot be told apart afterwards which posts had which: it is asked first. */
function merge(label: LabelView, into: LabelView): void {
  modals.openConfirmModal({
    title: t.labels.mergeTitle(label.name, into.name),
    children: t.labels.mergeText(label.name, into.name),
    labels: { confirm: t.labels.merge, cancel: t.app.cancel },
    onConfirm: () => void changeLabel({ kind: 'label.merge', label: label.id, into: into.id }).catch(showFailure),
  });
}

async function remove(label: LabelView): Promise<void> {
  try {
    await changeLabel({ kind: 'label.delete', label: label.id });
    showUndo(label.id, t.labels.deleted(label.name), () => changeLabel({ kind: 'label.restore', label: label.id }));
  } catch (thrown) {
    showFailure(thrown);
  }
}
