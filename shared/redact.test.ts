import { expect, test } from 'vitest';
import { Failure } from '#shared/failures.ts';
import { redact, redactText } from '#shared/redact.ts';

const JWT = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJkaWQ6cGxjOmFiYyJ9.c2lnbmF0dXJl-_x';

test.each([
  ['an authorization header', `Authorization: Bearer s3cr3t-T0ken.value`, 's3cr3t'],
  ['a DPoP header', `DPoP abcdef123456`, 'abcdef123456'],
  ['a bare JWT', `answer was ${JWT}.`, 'eyJ'],
  ['a callback link', 'postwright://oauth/callback?code=AbC-123_x&state=qwertzuiop', 'AbC-123_x'],
  ['the state of a callback link', 'postwright://oauth/callback?code=x&state=qwertzuiop', 'qwertzuiop'],
  ['a query parameter', 'GET https://a.test/x?access_token=tok123&limit=2', 'tok123'],
  ['a form', 'grant_type=authorization_code&client_secret=sec456&code_verifier=ver789', 'sec456'],
  ['a verifier in a form', 'grant_type=authorization_code&code_verifier=ver789', 'ver789'],
  ['a JSON body', '{"accessJwt":"abc.def","handle":"alice"}', 'abc.def'],
  ['a JSON body with an escaped quote', String.raw`{"password":"a\"b-rest"}`, 'b-rest'],
  ['an app password', 'signed in with abcd-efgh-ij23-4567', 'abcd-efgh'],
  ['a password in an address', 'https://alice:hunter2@pds.test/x', 'hunter2'],
  [
    'a bot’s token in a path',
    'POST https://api.telegram.org/bot123456789:AAEmade-up_key_of_thirty_five_chars/getMe',
    'AAEmade',
  ],
  [
    'a bot’s token, encoded',
    'https://api.telegram.org/bot123456789%3AAAEmade-up_key_of_thirty_five_chars/getMe',
    'AAEmade',
  ],
  ['a short one in a path', 'http://127.0.0.1:4600/bot42:brief-key/getMe', 'brief-key'],
  ['a bot’s token alone', 'invalid token 123456789:AAEmade-up_key_of_thirty_five_chars.', 'AAEmade'],
  ['the key of a webhook', 'https://discord.com/api/webhooks/1234567890/made-up-key_1', 'made-up'],
  ['the key of a webhook before more', '/api/v10/webhooks/1234567890/made-up-key_2?wait=true', 'made-up'],
])('%s does not survive', (_what, text, secret) => {
  expect(redactText(text)).not.toContain(secret);
});

test('what is around a secret stays readable', () => {
  expect(redactText('POST https://m.test/oauth/token?code=abc&lang=en took 12 ms')).toBe(
    'POST https://m.test/oauth/token?code=[redacted]&lang=en took 12 ms',
  );
  expect(redactText('PATCH https://d.test/api/v10/webhooks/1234/key_of-it/messages/77 at 12:30:05')).toBe(
    'PATCH https://d.test/api/v10/webhooks/1234/[redacted]/messages/77 at 12:30:05',
  );
  expect(redactText('POST https://t.test/bot1234:key_of-it/sendPhoto took 12345:678 ms')).toBe(
    'POST https://t.test/bot[redacted]/sendPhoto took 12345:678 ms',
  );
});

test('fields with telling names lose their value at any depth, whatever its type', () => {
  const shown = JSON.stringify(
    redact({
      channel: {
        secrets: { a: 'deep1' },
        accessJwt: 'x1',
        Authorization: ['x2'],
        client_secret: 'x3',
        'set-cookie': 'x4',
      },
      n: 5,
    }),
  );
  expect(shown).not.toMatch(/deep1|x1|x2|x3|x4/);
  expect(shown).toContain('"n":5');
});

test('codes and states that are words stay, those that are secrets go', () => {
  expect(redact({ code: 'channel.token-expired', state: 'signed-out' })).toEqual({
    code: 'channel.token-expired',
    state: 'signed-out',
  });
  expect(redact({ code: 'ECONNREFUSED', state: 'connected' })).toEqual({ code: 'ECONNREFUSED', state: 'connected' });
  expect(redact({ code: 'Zx81-kk_Q', state: 'h4Jd9' })).toEqual({ code: '[redacted]', state: '[redacted]' });
});

test('an error is shown with its code, cause and without its tokens', () => {
  const error = new Failure(
    'sign-in.refused',
    { platform: 'Example', answer: `no ${JWT}` },
    { cause: new Error(`Bearer ${JWT}`) },
  );
  const shown = JSON.stringify(redact(error));
  expect(shown).not.toContain('eyJ');
  expect(shown).toContain('sign-in.refused');
});

test('bytes are counted, cycles and depth are cut', () => {
  const loop: Record<string, unknown> = { bytes: new Uint8Array(3) };
  loop['self'] = loop;
  expect(redact(loop)).toEqual({ bytes: '[3 bytes]', self: '[again]' });
});
