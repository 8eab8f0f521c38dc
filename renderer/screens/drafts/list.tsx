import { Button, Checkbox, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { memo, useState, type ReactNode } from 'react';
import type { PostId } from '#shared/ids.ts';
import type { PostView } from '#shared/ipc/posts.calls.ts';
import { excerptOf } from '#shared/posts/post.ts';
import { toPosts } from '../../state/act-on-posts.ts';
import { useChannels } from '../../state/channels.store.ts';
import { openPost } from '../../state/route.store.ts';
import { t } from '../../text/t.ts';
import { fromNow } from '../../text/moments.ts';
import { ChannelAvatar } from '../../ui/channel-avatar.tsx';
import { LabelMarks } from '../../ui/label-mark.tsx';
import { useTicking } from '../../ui/use-ticking.ts';
import { Excerpt, type Excerpts } from './excerpt.tsx';
import { placedAt, sorted, type Sorting, type SortKey } from './on-shelf.ts';
import { PostMenu } from './post-menu.tsx';
import styles from './list.module.css';

interface Props {
  readonly views: readonly PostView[];
  readonly excerpts: Excerpts;
  readonly selected: ReadonlySet<PostId>;
  readonly onSelect: (post: PostId, isOn: boolean) => void;
  readonly onSelectAll: (isOn: boolean) => void;
}

/** Posts in rows, sorted by what its head says; a search comes best match first until one is chosen. */
export function List({ views, excerpts, selected, onSelect, onSelectAll }: Props): ReactNode {
  const [sorting, setSorting] = useState<Sorting>();
  const shown = sorting === undefined ? views : sorted(views, sorting);
  const sort = (by: SortKey): void => setSorting({ by, isUp: sorting?.by === by ? !sorting.isUp : by !== 'edited' });
  const head = { sorting, onSort: sort };
  return (
    <div className={styles.frame}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th className={styles.check}>
              <Checkbox
                aria-label={t.drafts.selectAll}
                checked={selected.size > 0 && selected.size === views.length}
                indeterminate={selected.size > 0 && selected.size < views.length}
                onChange={(event) => onSelectAll(event.currentTarget.checked)}
              />
            </th>
            <Head by="text" words={t.drafts.headText} {...head} />
            <Head by="stage" words={t.stage.title} {...head} />
            <th className={styles.head}>{t.app.channels}</th>
            <Head by="edited" words={t.drafts.headEdited} {...head} />
            <th>
              <span className="screen-reader-only">{t.app.more}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((view) => (
            <Row
              key={view.post.id}
              view={view}
              excerpt={excerpts.get(view.post.id)}
              isSelected={selected.has(view.post.id)}
              onSelect={onSelect}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface HeadProps {
  readonly by: SortKey;
  readonly words: string;
  readonly sorting: Sorting | undefined;
  readonly onSort: (by: SortKey) => void;
}

function Head({ by, words, sorting, onSort }: HeadProps): ReactNode {
  const isSorted = sorting?.by === by;
  const order = sorting?.isUp === true ? 'ascending' : 'descending';
  return (
    <th className={styles.head} aria-sort={isSorted ? order : 'none'}>
      <UnstyledButton className={styles.sort ?? ''} onClick={() => onSort(by)}>
        {words}
        {isSorted &&
          (order === 'ascending' ? <IconArrowUp size={14} aria-hidden /> : <IconArrowDown size={14} aria-hidden />)}
      </UnstyledButton>
    </th>
  );
}

interface RowProps {
  readonly view: PostView;
  readonly excerpt: ReturnType<Excerpts['get']>;
  readonly isSelected: boolean;
  readonly onSelect: Props['onSelect'];
}

const MOST_FACES = 4;

const Row = memo(function Row({ view, excerpt, isSelected, onSelect }: RowProps): ReactNode {
  const { post, labels } = view;
  const byId = useChannels((state) => state.byId);
  const when = useTicking((now) => fromNow(placedAt(view), now));
  const said = excerptOf(post.segments, 200) || t.drafts.noWords;
  return (
    <tr className={styles.row} data-selected={isSelected || undefined}>
      <td className={styles.check}>
        <Checkbox
          checked={isSelected}
          aria-label={t.drafts.select(said)}
          onChange={(event) => onSelect(post.id, event.currentTarget.checked)}
        />
      </td>
      <td className={styles.what}>
        <UnstyledButton className={styles.open ?? ''} onClick={() => openPost(post.id)}>
          {post.template !== undefined && <strong>{post.template}</strong>}
          <Excerpt post={post.id} parts={excerpt} text={said} />
          <LabelMarks ids={labels} />
        </UnstyledButton>
      </td>
      <td className={styles.soft}>{t.stage[post.stage]}</td>
      <td>
        <span className={styles.faces}>
          {post.channels
            .flatMap((id) => byId.get(id) ?? [])
            .slice(0, MOST_FACES)
            .map((channel) => (
              <ChannelAvatar key={channel.id} channel={channel} size={24} />
            ))}
        </span>
      </td>
      <td className={styles.soft}>{when}</td>
      <td className={styles.menu}>
        {post.deletedAt !== undefined && (
          <Button variant="default" onClick={() => void toPosts('post.restore', [post.id])}>
            {t.drafts.restore}
          </Button>
        )}
        <PostMenu view={view} />
      </td>
    </tr>
  );
});
