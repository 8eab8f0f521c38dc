import { Checkbox, UnstyledButton } from '@mantine/core';
import { memo, useCallback, useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { PostId } from '#shared/ids.ts';
import type { PostView } from '#shared/ipc/posts.calls.ts';
import { excerptOf } from '#shared/posts/post.ts';
import { STAGES, type Stage } from '#shared/posts/stage.ts';
import { sidewaysOf } from '../../ui/sideways.ts';
import { setStage } from '../../state/act-on-posts.ts';
import { useChannels } from '../../state/channels.store.ts';
import { postOf } from '../../state/posts.store.ts';
import { openPost } from '../../state/route.store.ts';
import { t } from '../../text/t.ts';
import { fromNow } from '../../text/moments.ts';
import { ChannelAvatar } from '../../ui/channel-avatar.tsx';
import { LabelMarks } from '../../ui/label-mark.tsx';
import { useTicking } from '../../ui/use-ticking.ts';
import { Excerpt, type Excerpts } from './excerpt.tsx';
import { PostMenu } from './post-menu.tsx';
import { useBoardDrag, type Dragged } from './use-board-drag.ts';
import styles from './board.module.css';

interface Props {
  readonly views: readonly PostView[];
  readonly excerpts: Excerpts;
  readonly selected: ReadonlySet<PostId>;
  readonly onSelect: (post: PostId, isOn: boolean) => void;
}

/** Drafts by stage. A card goes to another column with the mouse, with Alt and an arrow, or by its menu. */
export function Board({ views, excerpts, selected, onSelect }: Props): ReactNode {
  const [said, say] = useState('');
  const moving = useRef<PostId | undefined>(undefined);
  const move = useCallback(async (post: PostId, stage: Stage) => {
    if (postOf(post)?.post.stage === stage) return;
    if (await setStage(post, stage)) say(t.drafts.movedTo(t.stage[stage]));
  }, []);
  const arrived = useCallback((post: PostId) => {
    if (moving.current !== post) return false;
    moving.current = undefined;
    return true;
  }, []);
  const drop = useCallback((post: PostId, stage: Stage) => void move(post, stage), [move]);
  const { dragged, take, wasDragged } = useBoardDrag(drop);

  const byKey = (event: KeyboardEvent, { post }: PostView): void => {
    const by = event.altKey ? sidewaysOf(event.key) : 0;
    const stage = by === 0 ? undefined : STAGES[STAGES.indexOf(post.stage) + by];
    if (stage === undefined) return;
    event.preventDefault();
    moving.current = post.id;
    void move(post.id, stage);
  };

  return (
    <div className={styles.board} data-dragging={dragged !== undefined || undefined}>
      {STAGES.map((stage) => {
        const own = views.filter((view) => view.post.stage === stage);
        return (
          <section
            key={stage}
            className={styles.column}
            data-stage={stage}
            data-over={dragged?.over === stage || undefined}
            aria-label={t.drafts.column(t.stage[stage], own.length)}
          >
            <h2 className={styles.title}>
              {t.stage[stage]} <span className={styles.count}>{own.length}</span>
            </h2>
            <ul className={styles.cards}>
              {own.map((view) => (
                <Card
                  key={view.post.id}
                  view={view}
                  excerpt={excerpts.get(view.post.id)}
                  dragged={dragged?.post === view.post.id ? dragged : undefined}
                  isSelected={selected.has(view.post.id)}
                  onSelect={onSelect}
                  arrived={arrived}
                  take={take}
                  open={() => wasDragged() || openPost(view.post.id)}
                  onKey={(event) => byKey(event, view)}
                />
              ))}
            </ul>
            {own.length === 0 && <p className={styles.none}>{t.drafts.emptyColumn[stage]}</p>}
          </section>
        );
      })}
      <p className="screen-reader-only" role="status">
        {said}
      </p>
    </div>
  );
}

interface CardProps {
  readonly view: PostView;
  readonly excerpt: ReturnType<Excerpts['get']>;
  readonly dragged: Dragged | undefined;
  readonly isSelected: boolean;
  readonly onSelect: Props['onSelect'];
  /** The card that the keyboard moved: where it arrives it has the focus again. */
  readonly arrived: (post: PostId) => boolean;
  readonly take: ReturnType<typeof useBoardDrag>['take'];
  readonly open: () => unknown;
  readonly onKey: (event: KeyboardEvent) => void;
}

const Card = memo(function Card(props: CardProps): ReactNode {
  const { view, excerpt, dragged, isSelected, onSelect, arrived, take, open, onKey } = props;
  const { post, labels } = view;
  const button = useRef<HTMLButtonElement>(null);
  const said = excerptOf(post.segments, 160) || t.drafts.noWords;
  const when = useTicking((now) => t.drafts.edited(fromNow(post.updatedAt, now)));

  useEffect(() => {
    if (arrived(post.id)) button.current?.focus();
  }, [arrived, post.id]);

  return (
    <li
      className={styles.card}
      data-dragged={dragged !== undefined || undefined}
      data-selected={isSelected || undefined}
      style={dragged && { transform: `translate(${dragged.x}px, ${dragged.y}px)` }}
    >
      <UnstyledButton
        ref={button}
        className={styles.open ?? ''}
        aria-describedby="board-keys"
        onPointerDown={(event) => take(event, post.id)}
        onClick={open}
        onKeyDown={onKey}
      >
        <Excerpt post={post.id} parts={excerpt} text={said} />
        <LabelMarks ids={labels} />
        <span className={styles.soft}>{when}</span>
      </UnstyledButton>
      <div className={styles.foot}>
        <Checkbox
          checked={isSelected}
          aria-label={t.drafts.select(said)}
          onChange={(event) => onSelect(post.id, event.currentTarget.checked)}
        />
        <Faces post={post} />
        <PostMenu view={view} />
      </div>
    </li>
  );
});

const MOST_FACES = 4;

function Faces({ post }: Pick<PostView, 'post'>): ReactNode {
  const byId = useChannels((state) => state.byId);
  const known = post.channels.flatMap((id) => byId.get(id) ?? []);
  return (
    <span className={styles.faces}>
      {known.slice(0, MOST_FACES).map((channel) => (
        <ChannelAvatar key={channel.id} channel={channel} size={24} />
      ))}
      {known.length > MOST_FACES && <span className={styles.more}>+{known.length - MOST_FACES}</span>}
    </span>
  );
}
