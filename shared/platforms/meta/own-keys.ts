import { Failure } from '#shared/failures.ts';
import type { ConnectAnswers, ConnectField, ReturnPlace } from '#shared/platforms/platform.ts';

// Whoever has an app of their own at Meta signs in with its keys: what is asked, and where the browser leads back to.
// rules.ts files import this: it stays small.

/** The form of a way with one's own app keys. */
export function ownKeyFields(names: { readonly id: string; readonly secret: string }): readonly ConnectField[] {
  return [
    { name: 'clientId', label: names.id, kind: 'text', placeholder: '1234567890123456' },
    { name: 'clientSecret', label: names.secret, kind: 'password', placeholder: 'Shown in the app’s basic settings' },
    {
      name: 'returnAddress',
      label: 'Return address',
      kind: 'text',
      placeholder: 'https://postwright.app/oauth/return',
      help: 'One of the redirect addresses of your app, exactly as it is registered there. The page has to lead on to postwright://oauth/callback.',
    },
  ];
}

export interface OwnKeys {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The keys that were typed. Throws `sign-in.bad-answer` when one is missing. */
export function ownKeysIn(answers: ConnectAnswers, names: { readonly id: string; readonly secret: string }): OwnKeys {
  return {
    clientId: typed(answers, 'clientId', names.id),
    clientSecret: typed(answers, 'clientSecret', names.secret),
  };
}

/** Meta leads back to registered https addresses, and on request to this computer. Throws `sign-in.bad-answer` for any other. */
export function returnPlaceOf(answers: ConnectAnswers): ReturnPlace {
  const uri = typed(answers, 'returnAddress', 'Return address');
  if (uri.startsWith('http://127.0.0.1:')) return { at: 'loopback' };
  if (uri.startsWith('https://') && URL.canParse(uri)) return { at: 'page', uri };
  throw new Failure('sign-in.bad-answer', { field: 'Return address', problem: 'it has to begin with https://' });
}

function typed(answers: ConnectAnswers, name: string, field: string): string {
  const value = answers[name]?.trim() ?? '';
  if (value === '') throw new Failure('sign-in.bad-answer', { field, problem: 'it is missing' });
  return value;
}
