import { Failure } from '#shared/failures.ts';
import type { ChannelId } from '#shared/ids.ts';
import type { Fact } from '#shared/ipc/facts.ts';
import { asShownFailure, redactText } from '#shared/redact.ts';
import {
  adapterOf,
  contextFor,
  keepConnected,
  OAUTH_CALLBACK,
  type ConnectingDeps,
} from '#electron/channels/connect-channel.ts';
import { useSignIn, type UnderWay } from '#electron/channels/sign-ins.write.ts';
import type { Log } from '#electron/log.ts';

export interface CallbackDeps extends ConnectingDeps {
  readonly log: Log;
  tell(fact: Fact): void;
}

/** What came back from a browser. */
export type Callback =
  | { readonly state: string; readonly code: string }
  | { readonly state: string; readonly error: string; readonly description: string | undefined };

/** Longer than any network's code; what is longer is not read at all. */
const LONGEST_LINK = 8192;
const LONGEST_DESCRIPTION = 200;

/** Takes a link that the app was opened with. However it ends, the window hears of it; nothing is thrown. */
export async function followLink(d: CallbackDeps, link: string): Promise<void> {
  const callback = parseCallback(link);
  if (callback === undefined) {
    d.log.warn('a link that is not understood');
    return d.tell({ fact: 'trouble', failure: asShownFailure(new Failure('sign-in.bad-link')) });
  }
  try {
    const channel = await finishSignIn(d, callback);
    d.tell({ fact: 'sign-in', outcome: { channel } });
  } catch (error) {
    d.log.warn('sign-in', error);
    d.tell({ fact: 'sign-in', outcome: { failure: asShownFailure(error) } });
  }
}

/** Reads `postwright://oauth/callback?code=…&state=…` or `?error=…&state=…`, and nothing else. */
export function parseCallback(link: string): Callback | undefined {
  if (link.length > LONGEST_LINK || !link.startsWith(`${OAUTH_CALLBACK}?`) || !URL.canParse(link)) return undefined;
  const { searchParams } = new URL(link);
  const one = (name: string): string | undefined => {
    const values = searchParams.getAll(name);
    return values.length === 1 && values[0] !== '' ? values[0] : undefined;
  };
  // Said twice is said by two: then nothing of it is believed.
  if (['code', 'state', 'error'].some((name) => searchParams.getAll(name).length > 1)) return undefined;
  const [state, code, error] = [one('state'), one('code'), one('error')];
  if (state === undefined || (code === undefined) === (error === undefined)) return undefined;
  return code === undefined ? { state, error: error ?? '', description: one('error_description') } : { state, code };
}

async function finishSignIn(d: CallbackDeps, callback: Callback): Promise<ChannelId> {
  const begun = d.library.write((tx) => useSignIn(tx, d.vault, callback.state));
  const adapter = adapterOf(d, begun.platform);
  if ('error' in callback)
    throw new Failure('sign-in.refused', { platform: adapter.platform.name, answer: wordsOf(callback) });
  if (adapter.connector.how !== 'browser') throw new Failure('sign-in.unknown-state');
  const context = contextFor(d, begun.platform);
  const connected = await adapter.connector.finish(begun.memory, callback.code, begun.verifier, context);
  return d.library.write((tx) => keepConnected(tx, inWorkspace(d, begun), begun.platform, connected, begun.reconnect));
}

/** The channel belongs where the sign-in began, whatever is shown by now. */
function inWorkspace(d: CallbackDeps, begun: UnderWay): CallbackDeps {
  return { ...d, workspace: () => begun.workspace };
}

/** Anybody can write a link: its words are shown as words of the network, short and without anything odd. */
function wordsOf({ error, description }: Extract<Callback, { error: string }>): string {
  const known =
    error === 'access_denied' && description === undefined ? 'you, or the network, declined' : (description ?? error);
  return redactText(known.replaceAll(/[\p{C}\p{Z}]+/gu, ' ').trim()).slice(0, LONGEST_DESCRIPTION);
}
