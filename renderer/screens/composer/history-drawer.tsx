import { ActionIcon, Button, Drawer } from '@mantine/core';
import { IconArrowBackUp, IconArrowsDiff } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { VersionView } from '#shared/ipc/posts.calls.ts';
import { excerptOf, type Post } from '#shared/posts/post.ts';
import { showFailure, showUndo } from '../../failures/show-notice.tsx';
import { call } from '../../ipc.ts';
import { changePost } from '../../state/send-command.ts';
import { useZone } from '../../state/settings.store.ts';
import { t } from '../../text/t.ts';
import { nearDay, timeWithSeconds } from '../../text/moments.ts';
import { useMinute } from '../../ui/use-ticking.ts';
import { WordDiff } from '../../ui/word-diff.tsx';
import { changedSince } from './compare-versions.ts';
import type { Writing } from './writing.ts';
import styles from './history-drawer.module.css';

interface Props {
  readonly post: Post;
  readonly isOpen: boolean;
  readonly isReadOnly: boolean;
  readonly onClose: () => void;
  readonly writing: Writing;
}

/** Every version of a post, newest first; any can come back. */
export function HistoryDrawer({ post, isOpen, isReadOnly, onClose, writing }: Props): ReactNode {
  const [versions, setVersions] = useState<readonly VersionView[]>([]);

  useEffect(() => {
    if (!isOpen || post.version === 0) return;
    call('posts.versions', { post: post.id }).then(setVersions, showFailure);
  }, [isOpen, post.id, post.version]);

  const restore = async (version: number): Promise<void> => {
    const before = await writing.changeFrom({ kind: 'post.revert', post: post.id, version });
    if (before === undefined) return;
    showUndo(post.id, t.composer.versionRestored(version), () =>
      changePost({ kind: 'post.revert', post: post.id, version: before }),
    );
  };

  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      title={t.composer.history}
      closeButtonProps={{ 'aria-label': t.app.close }}
    >
      <p className={styles.hint}>{t.composer.historyHint}</p>
      <ol className={styles.versions}>
        {versions.map((view, index) => (
          <Version
            key={view.version}
            view={view}
            isCurrent={index === 0}
            now={post}
            {...(!isReadOnly && index > 0 && { onRestore: () => void restore(view.version) })}
          />
        ))}
      </ol>
    </Drawer>
  );
}

interface VersionProps {
  readonly view: VersionView;
  readonly isCurrent: boolean;
  /** The post as it is, to compare with. */
  readonly now: Post;
  readonly onRestore?: () => void;
}

function Version({ view, isCurrent, now: current, onRestore }: VersionProps): ReactNode {
  const zone = useZone();
  const now = useMinute();
  const words: Readonly<Record<string, string>> = t.composer.version;
  const excerpt = excerptOf(view.post.segments, 220);
  const [isCompared, setCompared] = useState(false);
  return (
    <li className={styles.version}>
      <div className={styles.head}>
        <div>
          <p className={styles.what}>{Object.hasOwn(words, view.command) ? words[view.command] : view.command}</p>
          <p className={styles.when}>
            {nearDay(view.at, zone, now)}, {timeWithSeconds(view.at, zone)}
          </p>
        </div>
        {isCurrent && <span className={styles.when}>{t.composer.current}</span>}
        {!isCurrent && (
          <ActionIcon
            size="md"
            aria-label={t.composer.compareVersion(view.version)}
            aria-expanded={isCompared}
            title={t.composer.compareVersion(view.version)}
            onClick={() => setCompared(!isCompared)}
          >
            <IconArrowsDiff size={16} />
          </ActionIcon>
        )}
        {onRestore && (
          <Button
            size="compact-md"
            variant="default"
            leftSection={<IconArrowBackUp size={16} aria-hidden />}
            aria-label={t.composer.restoreVersion(view.version)}
            onClick={onRestore}
          >
            {t.composer.restore}
          </Button>
        )}
      </div>
      {isCompared ? (
        <Compared before={view.post} after={current} />
      ) : (
        <p className={styles.text} dir="auto">
          {excerpt === '' ? t.drafts.noWords : excerpt}
        </p>
      )}
    </li>
  );
}

/** What was different then, word by word; what came since is marked as new. */
function Compared({ before, after }: { readonly before: Post; readonly after: Post }): ReactNode {
  const changes = changedSince(before, after);
  if (changes.length === 0) return <p className={styles.text}>{t.composer.compareSame}</p>;
  return (
    <dl className={styles.compared}>
      {changes.map((change) => (
        <div key={change.name}>
          <dt className={styles.when}>{change.name}</dt>
          <dd>
            <WordDiff before={change.before} after={change.after} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
