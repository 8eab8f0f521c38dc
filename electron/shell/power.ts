import { powerMonitor } from 'electron';

/** Calls `onWake` when the computer comes back from sleep or a person comes back to it: time has passed unseen. */
export function hearWaking(onWake: () => void): { stop(): Promise<void> } {
  powerMonitor.on('resume', onWake);
  powerMonitor.on('unlock-screen', onWake);
  return {
    stop: () => {
      powerMonitor.off('resume', onWake);
      powerMonitor.off('unlock-screen', onWake);
      return Promise.resolve();
    },
  };
}
