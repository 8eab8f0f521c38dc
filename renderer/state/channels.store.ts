import { create } from 'zustand';
import type { Channel } from '#shared/channels/channel.ts';
import type { ChannelId } from '#shared/ids.ts';
import { call } from '../ipc.ts';

interface ChannelsState {
  readonly all: readonly Channel[];
  readonly byId: ReadonlyMap<ChannelId, Channel>;
  readonly isRead: boolean;
}

export const useChannels = create<ChannelsState>(() => ({ all: [], byId: new Map(), isRead: false }));

export async function readChannels(): Promise<void> {
  const all = await call('channels.list', undefined);
  useChannels.setState({ all, byId: new Map(all.map((channel) => [channel.id, channel])), isRead: true });
}

export function useChannel(id: ChannelId): Channel | undefined {
  return useChannels((state) => state.byId.get(id));
}

export function channelOf(id: ChannelId): Channel | undefined {
  return useChannels.getState().byId.get(id);
}
