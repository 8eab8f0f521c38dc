import { create } from 'zustand';
import type { FailureCode, FailureValue } from '#shared/failures.ts';
import type { AccountChoice } from '#shared/ipc/facts.ts';
import type { ChannelId, PlatformId } from '#shared/ids.ts';

// One way to connect at a time: what the connect window shows, wherever it was opened from.

export type SignIn =
  | { readonly step: 'closed' }
  | { readonly step: 'network' }
  | {
      readonly step: 'form';
      readonly platform: PlatformId;
      /** Which of the network's ways; its first one unless said. */
      readonly way?: string;
      readonly reconnect?: ChannelId;
      readonly failure?: FailureValue;
      /** What was answered before, for another try. */
      readonly answers?: Readonly<Record<string, string>>;
    }
  // The browser is open; the fact `sign-in` ends this.
  | {
      readonly step: 'browser';
      readonly platform: PlatformId;
      readonly way: string;
      readonly reconnect?: ChannelId;
      readonly answers: Readonly<Record<string, string>>;
    }
  // One sign-in may post to several accounts.
  | { readonly step: 'choose'; readonly choice: AccountChoice; readonly failure?: FailureValue };

interface SignInState {
  readonly signIn: SignIn;
}

export const useSignIn = create<SignInState>(() => ({ signIn: { step: 'closed' } }));

export function setSignIn(signIn: SignIn): void {
  useSignIn.setState({ signIn });
}

/** Failures of a link that belongs to no sign-in of ours: whoever waits for the browser goes on waiting. */
const NOT_OURS: readonly FailureCode[] = ['sign-in.unknown-state', 'sign-in.state-used'];

/** A sign-in in the browser ended badly: back to the form, with the reason. `false`: nobody here waited for it. */
export function signInFailed(failure: FailureValue): boolean {
  const { signIn } = useSignIn.getState();
  if (signIn.step !== 'browser' || NOT_OURS.includes(failure.code)) return false;
  setSignIn({
    step: 'form',
    platform: signIn.platform,
    way: signIn.way,
    failure,
    answers: signIn.answers,
    ...(signIn.reconnect === undefined ? {} : { reconnect: signIn.reconnect }),
  });
  return true;
}
