import { create } from 'zustand';
import type { ChannelActivity } from '#shared/ipc/publishing.calls.ts';
import type { ChannelId } from '#shared/ids.ts';
import { call } from '../ipc.ts';

interface ActivityState {
  /** What last went out and what last went wrong, by channel. */
  readonly byChannel: ReadonlyMap<ChannelId, ChannelActivity>;
  readonly isRead: boolean;
}

export const useActivity = create<ActivityState>(() => ({ byChannel: new Map(), isRead: false }));

export async function readActivity(): Promise<void> {
  const all = await call('publishing.activity', undefined);
  useActivity.setState({ byChannel: new Map(all.map((one) => [one.channel, one])), isRead: true });
}
