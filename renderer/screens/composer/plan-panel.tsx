import { Button } from '@mantine/core';
import { DateInput, TimeInput } from '@mantine/dates';
import { useHotkeys } from '@mantine/hooks';
import { modals } from '@mantine/modals';
import { IconCalendarPlus, IconInfoCircle, IconSend } from '@tabler/icons-react';
import { memo, useState, type ReactNode } from 'react';
import type { Publication } from '#shared/publishing/publication.ts';
import type { Post } from '#shared/posts/post.ts';
import type { PlannedTime } from '#shared/time-zones.ts';
import { FailureNotice } from '../../failures/failure-notice.tsx';
import { showSuccess, showUndo } from '../../failures/show-notice.tsx';
import { go, useRoute } from '../../state/route.store.ts';
import { changePost } from '../../state/send-command.ts';
import { usePersonal, useZone } from '../../state/settings.store.ts';
import { t } from '../../text/en.ts';
import { momentInWords } from '../../text/moments.ts';
import { useMinute } from '../../ui/use-ticking.ts';
import { ZoneSelect } from '../../ui/zone-select.tsx';
import { dateTyped, plannedWords, suggestedTime, wallOf, type PlannedWords } from './planned-words.ts';
import type { Written } from './use-writing.ts';
import styles from './plan-panel.module.css';

interface Props {
  readonly written: Written;
  readonly publications: readonly Publication[];
  readonly at: PlannedTime | undefined;
}

/** When the post goes out: at a time in a zone, or now. */
export const PlanPanel = memo(function PlanPanel({ written, publications, at }: Props): ReactNode {
  const { post, writing, refusal } = written;
  const home = useZone();
  const { weekStart } = usePersonal();
  const now = useMinute();
  const [isBusy, setBusy] = useState(false);
  const [start] = useState(() => plannedOf(post) ?? at ?? suggestedTime(home, Date.now()));
  const [date, setDate] = useState<string | null>(start.wall.slice(0, 10));
  const [time, setTime] = useState(start.wall.slice(11, 16));
  const [zone, setZone] = useState(start.zone);

  const wall = wallOf(date, time);
  const planned = wall === undefined ? undefined : { wall, zone };
  const words = planned && plannedWords(planned, home, now);
  const isPlanned = post.plan.kind === 'at';
  const isSame = isPlanned && words?.ok === true && post.plan.kind === 'at' && post.plan.dueAt === words.at;
  const mayPlan = words?.ok === true && !words.isPast && !isSame && post.conflicts.length === 0;

  const run = async (work: () => Promise<void>): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    written.forgetRefusal();
    await work().finally(() => setBusy(false));
  };

  const plan = (): Promise<void> =>
    run(async () => {
      if (planned === undefined || words?.ok !== true) return;
      const kind = isPlanned ? 'post.reschedule' : 'post.plan';
      const before = plannedOf(post);
      if (!(await writing.change({ kind, post: post.id, planned }))) return;
      const moment = momentInWords(words.at, zone, Date.now());
      const undo = (): Promise<unknown> =>
        changePost(
          before ? { kind: 'post.reschedule', post: post.id, planned: before } : { kind: 'post.unplan', post: post.id },
        );
      showUndo(isPlanned ? t.composer.rescheduled(moment) : t.composer.planned(moment), undo);
      await go(useRoute.getState().from);
    });

  const unplan = (): Promise<void> =>
    run(async () => {
      const before = plannedOf(post);
      if (!(await writing.change({ kind: 'post.unplan', post: post.id }))) return;
      showUndo(
        t.composer.unplanned,
        async () => before && changePost({ kind: 'post.plan', post: post.id, planned: before }),
      );
    });

  const publish = (): Promise<void> =>
    run(async () => {
      if (await writing.change({ kind: 'post.publish-now', post: post.id })) showSuccess(t.composer.goingOut);
    });

  const askToPublish = (): void => {
    const count = post.channels.length;
    // Without a channel it is refused, and the refusal says what to do.
    if (count === 0) return void publish();
    modals.openConfirmModal({
      title: t.composer.publishQuestion,
      children: t.composer.publishWhere(count),
      labels: { confirm: t.composer.publishYes(count), cancel: t.app.cancel },
      onConfirm: () => void publish(),
    });
  };

  useHotkeys([['mod+Enter', () => void (mayPlan && plan())]], []);

  return (
    <section aria-label={t.composer.when} className={styles.panel}>
      <h2 className={styles.title}>{t.composer.when}</h2>
      <div className={styles.moment}>
        <DateInput
          label={t.composer.date}
          value={date}
          onChange={(value) => setDate(value)}
          valueFormat="ddd, D MMM YYYY"
          dateParser={(typed) => dateTyped(typed, zone, Date.now())}
          firstDayOfWeek={weekStart}
          minDate={new Date(now).toISOString().slice(0, 10)}
        />
        <TimeInput label={t.composer.time} value={time} onChange={(event) => setTime(event.currentTarget.value)} />
      </div>
      <ZoneSelect label={t.composer.zone} value={zone} onChange={setZone} />
      <MomentWords words={words} />
      {refusal && <FailureNotice failure={refusal} />}
      <div className={styles.actions}>
        <Button
          leftSection={<IconCalendarPlus size={18} aria-hidden />}
          disabled={!mayPlan}
          loading={isBusy}
          onClick={() => void plan()}
        >
          {isPlanned ? t.composer.reschedule : t.composer.plan}
        </Button>
        <Button
          variant="default"
          leftSection={<IconSend size={18} aria-hidden />}
          disabled={isBusy || post.conflicts.length > 0}
          onClick={askToPublish}
        >
          {t.composer.publishNow}
        </Button>
      </div>
      {isPlanned && publications.every((one) => one.state !== 'published') && (
        <Button variant="subtle" color="gray" disabled={isBusy} onClick={() => void unplan()}>
          {t.composer.unplan}
        </Button>
      )}
    </section>
  );
});

function plannedOf(post: Post): PlannedTime | undefined {
  return post.plan.kind === 'at' ? post.plan.planned : undefined;
}

function MomentWords({ words }: { readonly words: PlannedWords | undefined }): ReactNode {
  if (words === undefined || !words.ok) return <p className={styles.words}>{t.composer.notATime}</p>;
  return (
    <div className={styles.words} aria-live="polite">
      <p>{words.moment}</p>
      <p className={styles.soft} data-past={words.isPast}>
        {words.isPast ? t.composer.pastTime : words.away} {words.here}
      </p>
      {words.note !== undefined && (
        <p className={styles.note}>
          <IconInfoCircle size={16} aria-hidden />
          <span>{words.note}</span>
        </p>
      )}
    </div>
  );
}
