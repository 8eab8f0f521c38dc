import { Button } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconCalendarPlus, IconInfoCircle, IconSend } from '@tabler/icons-react';
import { DateTime } from 'luxon';
import { memo, useState, type ReactNode } from 'react';
import type { Publication } from '#shared/publishing/publication.ts';
import type { Post, TextPlace } from '#shared/posts/post.ts';
import type { PlannedTime } from '#shared/time-zones.ts';
import { FailureNotice } from '../../failures/failure-notice.tsx';
import { lookedFirst } from '../../failures/look-first.tsx';
import { showFailure, showSuccess, showUndo } from '../../failures/show-notice.tsx';
import { go, useRoute } from '../../state/route.store.ts';
import { changePost } from '../../state/send-command.ts';
import { useZone } from '../../state/settings.store.ts';
import { t } from '../../text/t.ts';
import { momentInWords } from '../../text/moments.ts';
import { DateField } from '../../ui/date-field.tsx';
import { useShortcut } from '../../ui/use-shortcut.ts';
import { useMinute } from '../../ui/use-ticking.ts';
import { TimeField } from '../../ui/time-field.tsx';
import { ZoneSelect } from '../../ui/zone-select.tsx';
import { remindOfAlts } from './alt-reminder.ts';
import { NextFree } from './next-free.tsx';
import { plannedWords, suggestedTime, wallOf, type PlannedWords } from './planned-words.ts';
import type { Written } from './use-writing.ts';
import styles from './plan-panel.module.css';

interface Props {
  readonly written: Written;
  readonly publications: readonly Publication[];
  readonly at: PlannedTime | undefined;
  /** Shows the text of a place, so that a picture in it can be described. */
  readonly onShow: (place: TextPlace) => void;
}

/** When the post goes out: at a time in a zone, or now. */
export const PlanPanel = memo(function PlanPanel({ written, publications, at, onShow }: Props): ReactNode {
  const { post, refusal } = written;
  const fields = useMomentFields(post, at);
  const { isBusy, run } = useBusy(written);
  const { words, planned } = fields;
  const isPlanned = post.plan.kind === 'at';
  const isSame = words?.ok === true && post.plan.kind === 'at' && post.plan.dueAt === words.at;
  const isSettled = post.conflicts.length === 0;
  const mayPlan = isSettled && !isSame && words?.ok === true && !words.isPast;

  const { writing } = written;
  const plan = (): void =>
    remindOfAlts({
      writing,
      onShow,
      anyway: t.composer.altPlanAnyway,
      goOn: () => run(() => planAt(written, planned, words)),
    });
  const publish = (): void =>
    remindOfAlts({
      writing,
      onShow,
      anyway: t.composer.altPublishAnyway,
      goOn: () => askToPublish(post.channels.length, () => run(() => publishNow(written))),
    });
  useShortcut('plan', () => mayPlan && plan());

  return (
    <section aria-label={t.composer.when} className={styles.panel}>
      <h2 className={styles.title}>{t.composer.when}</h2>
      <MomentFields fields={fields} />
      <NextFree post={post} onChoose={fields.choose} />
      <MomentWords words={words} />
      {refusal && <FailureNotice failure={refusal} />}
      <div className={styles.actions}>
        <Button
          leftSection={<IconCalendarPlus size={18} aria-hidden />}
          disabled={!mayPlan}
          loading={isBusy}
          onClick={plan}
        >
          {isPlanned ? t.composer.reschedule : t.composer.plan}
        </Button>
        <Button
          variant="default"
          leftSection={<IconSend size={18} aria-hidden />}
          disabled={isBusy || !isSettled}
          onClick={publish}
        >
          {t.composer.publishNow}
        </Button>
      </div>
      {isPlanned && publications.every((one) => one.state !== 'published') && (
        <Button variant="subtle" color="gray" disabled={isBusy} onClick={() => run(() => unplan(written))}>
          {t.composer.unplan}
        </Button>
      )}
    </section>
  );
});

interface Fields {
  readonly date: string | null;
  readonly time: string;
  readonly zone: string;
  readonly setDate: (date: string | null) => void;
  readonly setTime: (time: string) => void;
  readonly setZone: (zone: string) => void;
  readonly choose: (planned: PlannedTime) => void;
  readonly planned: PlannedTime | undefined;
  readonly words: PlannedWords | undefined;
}

/** What the fields hold. They follow the post when it is given another time elsewhere. */
function useMomentFields(post: Post, at: PlannedTime | undefined): Fields {
  const home = useZone();
  const now = useMinute();
  const [start] = useState(() => plannedOf(post) ?? at ?? suggestedTime(home, Date.now()));
  const [date, setDate] = useState<string | null>(start.wall.slice(0, 10));
  const [time, setTime] = useState(start.wall.slice(11, 16));
  const [zone, setZone] = useState(start.zone);
  const [followed, setFollowed] = useState(plannedOf(post));

  const choose = (chosen: PlannedTime): void => {
    setDate(chosen.wall.slice(0, 10));
    setTime(chosen.wall.slice(11, 16));
    setZone(chosen.zone);
  };
  const moved = plannedOf(post);
  if (moved !== undefined && (moved.wall !== followed?.wall || moved.zone !== followed.zone)) {
    setFollowed(moved);
    choose(moved);
  }

  const wall = wallOf(date, time);
  const planned = wall === undefined ? undefined : { wall, zone };
  const words = planned && plannedWords(planned, home, now);
  return { date, time, zone, setDate, setTime, setZone, choose, planned, words };
}

function MomentFields({ fields }: { readonly fields: Fields }): ReactNode {
  const { date, time, zone, setDate, setTime, setZone } = fields;
  const today = DateTime.fromMillis(useMinute(), { zone }).toISODate();
  return (
    <>
      <div className={styles.moment}>
        <DateField
          zone={zone}
          hasWeekday
          label={t.composer.date}
          value={date}
          onChange={setDate}
          {...(today !== null && { minDate: today })}
        />
        <TimeField label={t.composer.time} value={time} onChange={setTime} />
      </div>
      <ZoneSelect label={t.composer.zone} value={zone} onChange={setZone} />
    </>
  );
}

interface Busy {
  readonly isBusy: boolean;
  readonly run: (work: () => Promise<void>) => void;
}

/** One thing at a time, and each begins without the refusal of the one before. */
function useBusy({ forgetRefusal }: Written): Busy {
  const [isBusy, setBusy] = useState(false);
  const run = (work: () => Promise<void>): void => {
    if (isBusy) return;
    setBusy(true);
    forgetRefusal();
    work()
      .catch(showFailure)
      .finally(() => setBusy(false));
  };
  return { isBusy, run };
}

async function planAt(
  { writing, post }: Written,
  planned: PlannedTime | undefined,
  words: PlannedWords | undefined,
): Promise<void> {
  if (planned === undefined || words?.ok !== true) return;
  const before = plannedOf(post);
  const kind = before === undefined ? 'post.plan' : 'post.reschedule';
  if (!(await lookedFirst([post.id])) || !(await writing.change({ kind, post: post.id, planned }))) return;
  const moment = momentInWords(words.at, planned.zone, Date.now());
  showUndo(post.id, before === undefined ? t.composer.planned(moment) : t.composer.rescheduled(moment), () =>
    changePost(
      before === undefined
        ? { kind: 'post.unplan', post: post.id }
        : { kind: 'post.reschedule', post: post.id, planned: before },
    ),
  );
  await go(useRoute.getState().from);
}

async function unplan({ writing, post }: Written): Promise<void> {
  const before = plannedOf(post);
  if (!(await writing.change({ kind: 'post.unplan', post: post.id })) || before === undefined) return;
  showUndo(post.id, t.composer.unplanned, () => changePost({ kind: 'post.plan', post: post.id, planned: before }));
}

async function publishNow({ writing, post }: Written): Promise<void> {
  if (!(await lookedFirst([post.id]))) return;
  if (await writing.change({ kind: 'post.publish-now', post: post.id })) showSuccess(t.composer.goingOut);
}

/** Nothing can call a post back, so it is asked. Without a channel it is refused, and the refusal says what to do. */
function askToPublish(channels: number, publish: () => void): void {
  if (channels === 0) return publish();
  modals.openConfirmModal({
    title: t.composer.publishQuestion,
    children: t.composer.publishWhere(channels),
    labels: { confirm: t.composer.publishYes(channels), cancel: t.app.cancel },
    onConfirm: publish,
  });
}

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
