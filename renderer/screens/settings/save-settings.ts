import type { CallInput } from '#shared/ipc/contract.ts';
import { showFailure } from '../../failures/show-notice.tsx';
import { call } from '../../ipc.ts';

// Every change is saved at once; that it holds arrives as a fact.

export function setWorkspace(change: CallInput<'settings.setWorkspace'>): void {
  call('settings.setWorkspace', change).catch(showFailure);
}

export function setPersonal(change: CallInput<'settings.setPersonal'>): void {
  call('settings.setPersonal', change).catch(showFailure);
}
