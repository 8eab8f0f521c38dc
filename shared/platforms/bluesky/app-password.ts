import { Failure } from '#shared/failures.ts';
import { NoAnswer, type HttpAnswer } from '#shared/platforms/http.ts';
import type { ConnectAnswers, ConnectContext, Connected, Connector } from '#shared/platforms/platform.ts';
import { accountOf, identifierOf } from '#shared/platforms/bluesky/account.ts';
import { troubleOf, wordsOf } from '#shared/platforms/bluesky/failures.ts';
import { bluesky } from '#shared/platforms/bluesky/rules.ts';
import { BLUESKY_SERVER, readServerAddress } from '#shared/platforms/bluesky/server-address.ts';
import { sessionRequest, type AccountSecrets } from '#shared/platforms/bluesky/session.ts';
import { didDocument, readAnswer, readRefusal, session, type Session } from '#shared/platforms/bluesky/wire.ts';
import { APP_PASSWORD_WAY } from '#shared/platforms/bluesky/ways.ts';

/** Signs in with an app password (PLATFORMS.md 7.1B). What keeps the sign-in alive afterwards is in session.ts. */
export const appPassword: Connector = { how: 'password', signIn };

async function signIn(answers: ConnectAnswers, context: ConnectContext): Promise<Connected> {
  const identifier = identifierOf(answers['handle'] ?? '');
  const password = (answers['password'] ?? '').trim();
  if (identifier === '') throw badAnswer('handle', 'write your handle or e-mail address.');
  if (password === '') throw badAnswer('password', 'write the app password.');

  const entry = entryServer(answers['server'] ?? '', context.baseUrl);
  const opened = await openSession(entry, identifier, password, context);
  const server = context.baseUrl === undefined ? ownServer(opened, entry) : entry.origin;
  const secrets: AccountSecrets = {
    did: opened.did,
    accessJwt: opened.accessJwt,
    refreshJwt: opened.refreshJwt,
    password,
    identifier,
    server,
  };
  return { account: await accountOf(opened, server, context), secrets };
}

interface Entry {
  readonly origin: string;
  readonly host: string;
  /** The person typed it, so it may be a typing mistake. */
  readonly typed: boolean;
}

function entryServer(typed: string, baseUrl: string | undefined): Entry {
  const address = readServerAddress(baseUrl ?? (typed.trim() || BLUESKY_SERVER));
  if ('problem' in address) throw badAnswer('server', address.problem);
  return { ...address, typed: baseUrl === undefined && typed.trim() !== '' };
}

/** The server that holds the account, as its DID document says; the one that was asked when it says nothing usable. */
function ownServer(opened: Session, entry: Entry): string {
  const services = didDocument.safeParse(opened.didDoc).data?.service ?? [];
  const endpoint = services.find(
    (service) => service.id === '#atproto_pds' || service.id === `${opened.did}#atproto_pds`,
  )?.serviceEndpoint;
  const address = typeof endpoint === 'string' ? readServerAddress(endpoint) : undefined;
  if (!address || 'problem' in address) return entry.origin;
  // http is this computer; only an account that was asked for here can live here.
  return address.origin.startsWith('https://') || entry.origin.startsWith('http://') ? address.origin : entry.origin;
}

async function openSession(
  entry: Entry,
  identifier: string,
  password: string,
  context: ConnectContext,
): Promise<Session> {
  const answer = await context.http
    .send(sessionRequest(entry.origin, identifier, password))
    .catch((thrown: unknown) => {
      throw thrown instanceof NoAnswer ? whyNoAnswer(thrown, entry) : thrown;
    });
  const opened = readAnswer(session, answer);
  if (!opened) throw whyNotSignedIn(answer, entry, context.now());
  if (opened.active === false) throw refused(`this account is ${opened.status ?? 'not active'}.`);
  return opened;
}

/** A server that was typed and does not exist is a typing mistake; otherwise the line or the server is down. */
function whyNoAnswer(thrown: NoAnswer, entry: Entry): Failure {
  if (entry.typed && thrown.arrived === 'no') return notAServer(entry, { cause: thrown });
  return refused(`${entry.host} could not be reached (${thrown.message}).`, { cause: thrown });
}

function whyNotSignedIn(answer: HttpAnswer, entry: Entry, now: number): Failure {
  const name = readRefusal(answer)?.error;
  if (answer.status === 429) {
    const trouble = troubleOf(answer, { channel: '', now });
    const retryAt = trouble.failure.about['retryAt'];
    return refused(`too many sign-ins; try again ${retryAt === undefined ? 'later' : `at ${retryAt}`}.`);
  }
  // The method is unknown there, or what answered does not speak this protocol.
  if (answer.status === 404 || answer.status === 501 || (name === undefined && answer.status < 500))
    return notAServer(entry);
  switch (name ?? '') {
    case 'AuthenticationRequired':
      return new Failure('sign-in.wrong-password', { platform: bluesky.name });
    case 'AuthFactorTokenRequired':
      return refused(
        'that is the password of the account itself, which also needs a code sent by e-mail. Use an app password.',
      );
    case 'InvalidRequest':
      return badAnswer('handle', 'this is not a handle or e-mail address.');
    default:
      return refused(wordsOf(answer));
  }
}

function badAnswer(field: string, problem: string): Failure {
  const label = APP_PASSWORD_WAY.fields.find((one) => one.name === field)?.label ?? field;
  return new Failure('sign-in.bad-answer', { field: label, problem });
}

function notAServer(entry: Entry, options?: { cause: unknown }): Failure {
  return new Failure('sign-in.not-a-server', { platform: bluesky.name, host: entry.host }, options);
}

function refused(answer: string, options?: { cause: unknown }): Failure {
  return new Failure('sign-in.refused', { platform: bluesky.name, answer }, options);
}
