import { create } from 'zustand';
import type { Slot } from '#shared/channels/slot.ts';
import type { ChannelId } from '#shared/ids.ts';
import { call } from '../ipc.ts';

interface SlotsState {
  /** The posting times of every channel that is not disconnected. */
  readonly all: readonly Slot[];
}

export const useSlots = create<SlotsState>(() => ({ all: [] }));

export async function readSlots(): Promise<void> {
  useSlots.setState({ all: await call('slots.list', undefined) });
}

/** The posting times of one channel, in the order of the week. */
export function weekOf(all: readonly Slot[], channel: ChannelId): readonly Slot[] {
  return all.filter((slot) => slot.channel === channel);
}
