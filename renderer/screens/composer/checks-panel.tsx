import { IconAlertCircle, IconAlertTriangle, IconCircleCheck, IconCoin } from '@tabler/icons-react';
import { Button } from '@mantine/core';
import { memo, useCallback, useMemo, useState, type ReactNode } from 'react';
import { channelName, type Channel } from '#shared/channels/channel.ts';
import type { ChannelId, MediaId } from '#shared/ids.ts';
import type { Media } from '#shared/media/media.ts';
import { platformOf } from '#shared/platforms/catalog.ts';
import { problemSentence, type Problem } from '#shared/posts/draft-problems.ts';
import { segmentsFor, type Post, type TextPlace } from '#shared/posts/post.ts';
import type { Draft } from '#shared/publishing/publication.ts';
import { useChannels } from '../../state/channels.store.ts';
import { useMedia } from '../../state/media.store.ts';
import { useZone } from '../../state/settings.store.ts';
import { t } from '../../text/t.ts';
import { NetworkMark } from '../../ui/network-mark.tsx';
import { useFollowedPost } from './followed.ts';
import { FilmFitDialog, startFilmFitting, type FilmFitting } from './film-fit-dialog.tsx';
import { FitDialog, startFitting, type Fitting } from './fit-dialog.tsx';
import { filmFitFor, type FilmFit } from './fit-film.ts';
import { fitFor, type Fit } from './fit-picture.ts';
import { mendFor, type Mend } from './mends.ts';
import type { Writing } from './writing.ts';
import { draftFor } from './written-post.ts';
import styles from './checks-panel.module.css';

interface Props {
  readonly writing: Writing;
  /** Shows the text of a place, so that something in it can be mended. */
  readonly onShow: (place: TextPlace) => void;
}

/** What each network says about the post as it is now. Channels that say the same say it together. */
export const ChecksPanel = memo(function ChecksPanel({ writing, onShow }: Props): ReactNode {
  const shown = useFollowedPost();
  const byId = useChannels((state) => state.byId);
  const media = useMedia((state) => state.byId);
  const zone = useZone();
  const groups = useMemo(() => grouped(shown, byId, media, zone), [shown, byId, media, zone]);
  const [fitting, setFitting] = useState<Fitting | FilmFitting>();
  const close = useCallback(() => setFitting(undefined), []);
  const begin = (fit: AnyFit): void => setFitting('film' in fit ? startFilmFitting(fit) : startFitting(fit));
  return (
    <section aria-label={t.composer.checks} className={styles.panel}>
      <h2 className={styles.title}>{t.composer.checks}</h2>
      {groups.length === 0 && <p className={styles.hint}>{t.composer.chooseChannel}</p>}
      <ul className={styles.list}>
        {groups.map((group) => (
          <Group
            key={group.channels[0]?.id ?? ''}
            group={group}
            post={shown}
            onFit={begin}
            writing={writing}
            onShow={onShow}
          />
        ))}
      </ul>
      {fitting &&
        ('id' in fitting ? (
          <FilmFitDialog writing={writing} fitting={fitting} onClose={close} />
        ) : (
          <FitDialog writing={writing} fitting={fitting} onClose={close} />
        ))}
    </section>
  );
});

type AnyFit = Fit | FilmFit;

interface CheckGroup {
  readonly channels: readonly Channel[];
  readonly problems: readonly Problem[];
  /** Of the first of the channels. */
  readonly draft: Draft;
  /** What the network charges, thousandths of a US dollar. */
  readonly cost: number;
  readonly isThread: boolean;
}

function grouped(
  post: Post,
  byId: ReadonlyMap<ChannelId, Channel>,
  media: ReadonlyMap<MediaId, Media>,
  zone: string,
): readonly CheckGroup[] {
  const groups = new Map<string, CheckGroup>();
  for (const id of post.channels) {
    const channel = byId.get(id);
    if (channel === undefined) continue;
    const parts = segmentsFor(post, id);
    const rules = platformOf(channel.platform)?.rules;
    const draft = draftFor(post, { channel, zone }, media);
    const problems = rules?.check(draft, channel.limits) ?? [];
    const cost = rules?.costMilliUsd?.(draft, channel.limits) ?? 0;
    const key = [
      String(cost),
      ...problems.map((problem) => [problem.severity, problem.segment, problemSentence(problem)].join(' ')),
    ].join('\n');
    groups.set(key, {
      channels: [...(groups.get(key)?.channels ?? []), channel],
      problems,
      draft: groups.get(key)?.draft ?? draft,
      cost,
      isThread: parts.length > 1,
    });
  }
  return [...groups.values()];
}

interface GroupProps {
  readonly group: CheckGroup;
  readonly post: Post;
  readonly onFit: (fit: AnyFit) => void;
  readonly writing: Writing;
  readonly onShow: (place: TextPlace) => void;
}

function Group({ group, post, onFit, writing, onShow }: GroupProps): ReactNode {
  const { channels, problems, draft, cost, isThread } = group;
  const fits = problems.map(
    (problem) => fitFor(problem, draft, post, channels) ?? filmFitFor(problem, draft, post, channels),
  );
  const mends = problems.map((problem) => mendFor(problem, { post, channels, writing, onShow }));
  return (
    <li className={styles.group}>
      <ul className={styles.channels}>
        {channels.map((channel) => (
          <li key={channel.id} className={styles.channel}>
            <NetworkMark platform={channel.platform} size={14} />
            <span className={styles.name} dir="auto">
              {channelName(channel)}
            </span>
          </li>
        ))}
      </ul>
      {problems.length === 0 && (
        <span className={styles.line} data-tone="good">
          <IconCircleCheck size={16} aria-hidden />
          {t.composer.ready}
        </span>
      )}
      {cost > 0 && (
        <span className={styles.line}>
          <IconCoin size={16} aria-hidden />
          {t.composer.costs(cost)}
        </span>
      )}
      {problems.map((problem, index) => (
        <ProblemLine key={`${problem.code} ${index}`} problem={problem} isThread={isThread}>
          {offeredAt(fits, index) && (
            <Button
              size="compact-sm"
              variant="light"
              aria-label={t.composer.fitNamed(fits[index]?.name ?? '')}
              onClick={() => fits[index] && onFit(fits[index])}
            >
              {t.composer.fit}
            </Button>
          )}
          {fits[index] === undefined && mends[index] && <MendButton mend={mends[index]} />}
        </ProblemLine>
      ))}
    </li>
  );
}

function MendButton({ mend }: { readonly mend: Mend }): ReactNode {
  return (
    <Button size="compact-sm" variant="light" onClick={mend.run}>
      {mend.label}
    </Button>
  );
}

/** One change ends all problems of a picture: it is offered beside the first of them. */
function offeredAt(fits: readonly (AnyFit | undefined)[], index: number): boolean {
  const fit = fits[index];
  return (
    fit !== undefined && fits.findIndex((one) => one?.media === fit.media && one.segment === fit.segment) === index
  );
}

interface ProblemProps {
  readonly problem: Problem;
  readonly isThread: boolean;
  readonly children: ReactNode;
}

function ProblemLine({ problem, isThread, children }: ProblemProps): ReactNode {
  const where = isThread && problem.segment !== undefined ? t.composer.partOf(problem.segment + 1) : '';
  const stops = problem.severity === 'stops';
  return (
    <span className={styles.line} data-tone={stops ? 'bad' : 'warn'}>
      {stops ? <IconAlertCircle size={16} aria-hidden /> : <IconAlertTriangle size={16} aria-hidden />}
      <span>
        {where}
        {problemSentence(problem)}
        {children && <span className={styles.offer}>{children}</span>}
      </span>
    </span>
  );
}
