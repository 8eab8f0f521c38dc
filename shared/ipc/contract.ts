import type { z } from 'zod';
import type { FailureValue } from '#shared/failures.ts';
import { activityCalls } from '#shared/ipc/activity.calls.ts';
import { analyticsCalls } from '#shared/ipc/analytics.calls.ts';
import { backupCalls } from '#shared/ipc/backup.calls.ts';
import { calendarCalls } from '#shared/ipc/calendar.calls.ts';
import { channelsCalls } from '#shared/ipc/channels.calls.ts';
import { csvCalls } from '#shared/ipc/csv.calls.ts';
import { labelsCalls } from '#shared/ipc/labels.calls.ts';
import { mediaCalls } from '#shared/ipc/media.calls.ts';
import { postsCalls } from '#shared/ipc/posts.calls.ts';
import { practiceCalls } from '#shared/ipc/practice.calls.ts';
import { programCalls } from '#shared/ipc/program.calls.ts';
import { proxyCalls } from '#shared/ipc/proxy.calls.ts';
import { publishingCalls } from '#shared/ipc/publishing.calls.ts';
import { secretsCalls } from '#shared/ipc/secrets.calls.ts';
import { snippetsCalls } from '#shared/ipc/snippets.calls.ts';
import { settingsCalls } from '#shared/ipc/settings.calls.ts';
import { slotsCalls } from '#shared/ipc/slots.calls.ts';
import { storageCalls } from '#shared/ipc/storage.calls.ts';

// Every call the window can make, once. Adding one = one entry here and one handler beside its feature;
// forgetting either is a compile error. The main process parses both what it is asked and what it answers.

export const calls = {
  ...postsCalls,
  ...calendarCalls,
  ...publishingCalls,
  ...channelsCalls,
  ...labelsCalls,
  ...snippetsCalls,
  ...slotsCalls,
  ...mediaCalls,
  ...settingsCalls,
  ...secretsCalls,
  ...practiceCalls,
  ...analyticsCalls,
  ...csvCalls,
  ...activityCalls,
  ...programCalls,
  ...proxyCalls,
  ...backupCalls,
  ...storageCalls,
};

export type Calls = typeof calls;
export type CallName = keyof Calls;
export type CallInput<N extends CallName> = z.output<Calls[N]['input']>;
export type CallOutput<N extends CallName> = z.output<Calls[N]['output']>;

/** What comes back over the bridge: a value, or a failure as a value. Nothing is thrown across. */
export type Answer<T> = { ok: true; value: T } | ({ ok: false } & FailureValue);

/** The handlers of one feature: exactly the calls whose names begin with `Prefix`. */
export type Handlers<Prefix extends string> = {
  [N in Extract<CallName, `${Prefix}${string}`>]: (input: CallInput<N>) => CallOutput<N> | Promise<CallOutput<N>>;
};
