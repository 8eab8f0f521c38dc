import { create } from 'zustand';
import type { PlatformId } from '#shared/ids.ts';
import type { CallOutput } from '#shared/ipc/contract.ts';
import type { Arrived, OrderedTrouble, PracticeNetwork } from '#shared/practice/practice.ts';
import { showFailure } from '../failures/show-notice.tsx';
import { call } from '../ipc.ts';

// Only in the window of the practice workspace: its networks, what arrived there, and what is out of order.

interface PracticeState extends Omit<CallOutput<'practice.state'>, 'networks'> {
  readonly networks: readonly PracticeNetwork[];
  /** Oldest first. */
  readonly arrived: readonly Arrived[];
}

export const usePractice = create<PracticeState>(() => ({ networks: [], ordered: [], isOffline: false, arrived: [] }));

export async function readPractice(): Promise<void> {
  const [state, arrived] = await Promise.all([call('practice.state', undefined), call('practice.arrived', undefined)]);
  usePractice.setState({ ...state, arrived });
}

/** Opens the practice workspace in its own window, or shows that. */
export async function openPractice(): Promise<void> {
  await call('practice.open', undefined).catch(showFailure);
}

/** Opens it with a first post begun. */
export async function beginPractice(): Promise<void> {
  await call('practice.begin', undefined).catch(showFailure);
}

/** Shows the window of the person's own work. */
export async function showReal(): Promise<void> {
  await call('practice.showReal', undefined).catch(showFailure);
}

export async function orderTrouble(trouble: OrderedTrouble): Promise<void> {
  await call('practice.order', trouble).catch(showFailure);
}

/** Takes back everything that has met nothing yet. */
export async function calm(): Promise<void> {
  await call('practice.calm', undefined).catch(showFailure);
}

export async function setOffline(isOffline: boolean): Promise<void> {
  await call('practice.setOffline', { isOffline }).catch(showFailure);
}

/** How a network is connected here; `undefined` outside the practice workspace. */
export function practiceWay(platform: PlatformId): PracticeNetwork | undefined {
  return usePractice.getState().networks.find((one) => one.platform === platform);
}
