import { invariant } from '#shared/assert.ts';
import { Failure } from '#shared/failures.ts';
import type { ChannelId } from '#shared/ids.ts';
import type { Fact, SignInOutcome } from '#shared/ipc/facts.ts';
import type { Connected } from '#shared/platforms/platform.ts';
import { asShownFailure, redactText } from '#shared/redact.ts';
import type { AccountChoices } from '#electron/channels/account-choices.ts';
import { channelById } from '#electron/channels/channels.read.ts';
import {
  adapterOf,
  connectorOf,
  contextFor,
  keepConnected,
  type ConnectingDeps,
} from '#electron/channels/connect-channel.ts';
import { OAUTH_CALLBACKS } from '#electron/channels/oauth-link.ts';
import { isKnownState, useSignIn, type UnderWay } from '#electron/channels/sign-ins.write.ts';
import type { ReadDb } from '#electron/db/handles.ts';
import type { Log } from '#electron/log.ts';

export interface CallbackDeps extends ConnectingDeps {
  readonly choices: AccountChoices;
  readonly log: Log;
  tell(fact: Fact): void;
}

/** Whether the sign-in that a link belongs to began in this library. */
export function isWaitingFor(db: ReadDb, link: string): boolean {
  const callback = parseCallback(link);
  return callback !== undefined && isKnownState(db, callback.state);
}

/** What came back from a browser. */
export type Callback =
  | { readonly state: string; readonly code: string; readonly params: Readonly<Record<string, string>> }
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
    d.tell({ fact: 'sign-in', outcome: await finishSignIn(d, callback) });
  } catch (error) {
    d.log.warn('sign-in', error);
    d.tell({ fact: 'sign-in', outcome: { failure: asShownFailure(error) } });
  }
}

/** Reads `postwright://oauth/callback?code=…&state=…` or `?error=…&state=…`, and nothing else. */
export function parseCallback(link: string): Callback | undefined {
  const isOurs = OAUTH_CALLBACKS.some((callback) => link.startsWith(`${callback}?`));
  if (link.length > LONGEST_LINK || !isOurs || !URL.canParse(link)) return undefined;
  const { searchParams } = new URL(link);
  const one = (name: string): string | undefined => {
    const values = searchParams.getAll(name);
    return values.length === 1 && values[0] !== '' ? values[0] : undefined;
  };
  // Said twice is said by two: then nothing of it is believed.
  if (['code', 'state', 'error'].some((name) => searchParams.getAll(name).length > 1)) return undefined;
  const [state, code, error] = [one('state'), one('code'), one('error')];
  if (state === undefined || (code === undefined) === (error === undefined)) return undefined;
  if (code === undefined) return { state, error: error ?? '', description: one('error_description') };
  return { state, code, params: Object.fromEntries(searchParams) };
}

type SignedIn = Exclude<SignInOutcome, { failure: unknown }>;

async function finishSignIn(d: CallbackDeps, callback: Callback): Promise<SignedIn> {
  const begun = d.library.write((tx) => useSignIn(tx, d.vault, callback.state));
  const adapter = adapterOf(d, begun.platform);
  if ('error' in callback)
    throw new Failure('sign-in.refused', { platform: adapter.platform.name, answer: wordsOf(callback) });
  const connector = connectorOf(adapter, begun.way);
  if (connector.how !== 'browser') throw new Failure('sign-in.unknown-state');
  const came = { code: callback.code, verifier: begun.verifier, params: callback.params };
  const accounts = await connector.finish(begun.memory, came, contextFor(d, begun.platform));
  const one = onlyOne(d, accounts, begun.reconnect);
  if (one === undefined) return { choose: d.choices.offer(d.library.read, accounts, begun) };
  const channel = d.library.write((tx) =>
    keepConnected(tx, inWorkspace(d, begun), begun.platform, one, begun.reconnect),
  );
  return { channel };
}

/** The account that is meant without asking: the only one, or on connecting again the same one as before. */
function onlyOne(
  d: CallbackDeps,
  accounts: readonly Connected[],
  reconnect: ChannelId | undefined,
): Connected | undefined {
  const [first, ...others] = accounts;
  invariant(first !== undefined, 'a sign-in ends with an account or a failure');
  if (reconnect === undefined) return others.length === 0 ? first : undefined;
  const known = channelById(d.library.read, reconnect);
  return (
    accounts.find(({ account }) => account.remoteId === known?.remoteId && account.server === known.server) ?? first
  );
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
