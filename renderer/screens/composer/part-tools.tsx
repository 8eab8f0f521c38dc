import { Button, Loader } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconAt,
  IconBlockquote,
  IconChartBar,
  IconLibraryPhoto,
  IconPhotoPlus,
  IconSeparatorHorizontal,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Segment, TextPlace } from '#shared/posts/post.ts';
import { showFailure } from '../../failures/show-notice.tsx';
import { stopImport, useImports } from '../../state/imports.store.ts';
import { t } from '../../text/t.ts';
import { EmojiPicker } from './emoji-picker.tsx';
import { useFields } from './fields.ts';
import { LibraryPicker } from './library-picker.tsx';
import { splitHere } from './thread-acts.ts';
import { ToolButton } from './tool-button.tsx';
import type { AddFiles } from './use-add-files.ts';
import type { Writing } from './writing.ts';
import styles from './part-tools.module.css';

interface Props {
  readonly writing: Writing;
  readonly place: TextPlace;
  readonly part: Segment;
  readonly number: number;
  readonly files: AddFiles;
  /** Where a poll can be added. */
  readonly onPoll: (() => void) | undefined;
  readonly onSnippets: () => void;
}

/** Everything that can be put into a part, in one quiet row under its words. */
export function PartTools({ writing, place, part, number, files, onPoll, onSnippets }: Props): ReactNode {
  const fields = useFields();
  const [isLibrary, library] = useDisclosure(false);
  const split = (): void => {
    const field = fields.get(part.id);
    if (field !== undefined) void splitHere({ writing, place, segment: part.id, fields }, field.selectionStart);
  };
  return (
    <div className={styles.tools} role="toolbar" aria-label={t.composer.toolsOf(number)}>
      <ToolButton name={t.composer.addImages} onClick={files.choose}>
        {files.adding === undefined ? <IconPhotoPlus size={18} /> : <Loader size={16} />}
      </ToolButton>
      <ToolButton name={t.composer.library} onClick={library.open}>
        <IconLibraryPhoto size={18} />
      </ToolButton>
      {isLibrary && (
        <LibraryPicker
          has={part.media.map((use) => use.media)}
          onClose={library.close}
          onTake={(media) => {
            library.close();
            files.attach(media);
          }}
        />
      )}
      <EmojiPicker onPick={(emoji) => fields.insert(part.id, emoji)} />
      <ToolButton
        name={t.composer.mention}
        keys="@"
        onClick={() => fields.insert(part.id, atSign(fields.get(part.id)))}
      >
        <IconAt size={18} />
      </ToolButton>
      <ToolButton name={t.snippets.title} keys="/" onClick={onSnippets}>
        <IconBlockquote size={18} />
      </ToolButton>
      {onPoll !== undefined && (
        <ToolButton name={t.composer.addPoll} onClick={onPoll}>
          <IconChartBar size={18} />
        </ToolButton>
      )}
      <ToolButton name={t.composer.splitHere} keys={t.composer.splitKeys} onClick={split}>
        <IconSeparatorHorizontal size={18} />
      </ToolButton>
      {files.adding !== undefined && <Adding id={files.adding} />}
    </div>
  );
}

/** A mention begins a word. */
function atSign(field: HTMLTextAreaElement | undefined): string {
  const before = field?.value.slice(0, field.selectionStart) ?? '';
  return before === '' || /\s$/u.test(before) ? '@' : ' @';
}

/** How far an import is. Only many files can be stopped: a few are in before anybody could press it. */
function Adding({ id }: { readonly id: string }): ReactNode {
  const progress = useImports((state) => state.byId.get(id));
  const isMany = (progress?.of ?? 0) > 1;
  return (
    <span className={styles.adding} role="status">
      <span>
        {progress === undefined || !isMany ? t.composer.importing : t.composer.importingOf(progress.done, progress.of)}
      </span>
      {isMany && (
        <Button size="compact-md" variant="subtle" color="gray" onClick={() => void stopImport(id).catch(showFailure)}>
          {t.composer.stopImporting}
        </Button>
      )}
    </span>
  );
}
