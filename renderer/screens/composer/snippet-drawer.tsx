import { ActionIcon, Button, Drawer, Textarea, TextInput, UnstyledButton } from '@mantine/core';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { SnippetId } from '#shared/ids.ts';
import { SNIPPET_NAME_MAX, SNIPPET_VARIABLES, type Snippet } from '#shared/posts/snippet.ts';
import { showFailure, showUndo } from '../../failures/show-notice.tsx';
import { changeSnippet } from '../../state/send-command.ts';
import { workspaceNow } from '../../state/settings.store.ts';
import { useSnippets } from '../../state/snippets.store.ts';
import { t } from '../../text/t.ts';
import styles from './snippet-drawer.module.css';

interface Props {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Puts a snippet in at the caret. */
  readonly onInsert: (snippet: Snippet) => void;
}

/** Snippets and groups of hashtags: to put in, to write and to change. */
export function SnippetDrawer({ isOpen, onClose, onInsert }: Props): ReactNode {
  const all = useSnippets((state) => state.all);
  const [edited, setEdited] = useState<Snippet>();
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      title={t.snippets.title}
      closeButtonProps={{ 'aria-label': t.app.close }}
      returnFocus={false}
    >
      {edited === undefined ? (
        <>
          <p className={styles.hint}>{all.length === 0 ? t.snippets.empty : t.snippets.hint}</p>
          <ul className={styles.list}>
            {all.map((one) => (
              <Row key={one.id} snippet={one} onInsert={() => onInsert(one)} onEdit={() => setEdited(one)} />
            ))}
          </ul>
          <Button
            variant="light"
            leftSection={<IconPlus size={18} aria-hidden />}
            onClick={() => setEdited(blank())}
            data-autofocus={all.length === 0 || undefined}
          >
            {t.snippets.make}
          </Button>
        </>
      ) : (
        <Form snippet={edited} onDone={() => setEdited(undefined)} />
      )}
    </Drawer>
  );
}

interface RowProps {
  readonly snippet: Snippet;
  readonly onInsert: () => void;
  readonly onEdit: () => void;
}

function Row({ snippet, onInsert, onEdit }: RowProps): ReactNode {
  return (
    <li className={styles.row}>
      <UnstyledButton className={styles.insert} aria-label={t.snippets.insert(snippet.name)} onClick={onInsert}>
        <span className={styles.name} dir="auto">
          {snippet.name}
        </span>
        <span className={styles.text} dir="auto">
          {snippet.text}
        </span>
      </UnstyledButton>
      <ActionIcon size="md" aria-label={t.snippets.edit(snippet.name)} onClick={onEdit}>
        <IconPencil size={16} />
      </ActionIcon>
      <ActionIcon size="md" aria-label={t.snippets.remove(snippet.name)} onClick={() => void remove(snippet)}>
        <IconTrash size={16} />
      </ActionIcon>
    </li>
  );
}

function Form({ snippet, onDone }: { readonly snippet: Snippet; readonly onDone: () => void }): ReactNode {
  const [name, setName] = useState(snippet.name);
  const [text, setText] = useState(snippet.text);
  const [isBusy, setBusy] = useState(false);
  const isWhole = name.trim() !== '' && text.trim() !== '';
  const save = async (): Promise<void> => {
    setBusy(true);
    try {
      const { id, workspace } = snippet;
      await changeSnippet({ kind: 'snippet.save', snippet: id, workspace, name: name.trim(), text: text.trim() });
      onDone();
    } catch (thrown) {
      setBusy(false);
      showFailure(thrown);
    }
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (isWhole) void save();
      }}
    >
      <TextInput
        dir="auto"
        label={t.snippets.name}
        value={name}
        maxLength={SNIPPET_NAME_MAX}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
      <Textarea
        dir="auto"
        label={t.snippets.text}
        description={t.snippets.variables(SNIPPET_VARIABLES.map((one) => `{${one}}`).join(' '))}
        autosize
        minRows={4}
        maxRows={14}
        maxLength={5000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={styles.actions}>
        <Button variant="default" onClick={onDone}>
          {t.app.cancel}
        </Button>
        <Button type="submit" loading={isBusy} disabled={!isWhole}>
          {t.snippets.save}
        </Button>
      </div>
    </form>
  );
}

function blank(): Snippet {
  return { id: crypto.randomUUID() as SnippetId, workspace: workspaceNow().id, name: '', text: '' };
}

async function remove({ id, name }: Snippet): Promise<void> {
  try {
    await changeSnippet({ kind: 'snippet.delete', snippet: id });
    showUndo(id, t.snippets.removed(name), () => changeSnippet({ kind: 'snippet.restore', snippet: id }));
  } catch (thrown) {
    showFailure(thrown);
  }
}
