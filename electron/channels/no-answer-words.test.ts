import { expect, test } from 'vitest';
import { noAnswerWords } from '#electron/channels/no-answer-words.ts';

test.each([
  ['ERR_INTERNET_DISCONNECTED', 'this computer is offline'],
  ['ENOTFOUND', 'its name was not found; check the internet connection'],
  ['ERR_CERT_DATE_INVALID', 'its certificate is not trusted on this computer'],
  ['ERR_PROXY_CONNECTION_FAILED', 'the proxy of this computer could not be reached, or refused'],
  ['ERR_EMPTY_RESPONSE', 'the connection broke before the answer'],
  ['ECONNRESET', 'the connection broke before the answer'],
])('%s is said as “%s”, with the code for whoever helps', (code, words) => {
  expect(noAnswerWords(code)).toBe(`${words} (${code})`);
});

test('a code that nobody knows is shown as it is', () => {
  expect(noAnswerWords('ERR_SOMETHING_NEW')).toBe('ERR_SOMETHING_NEW');
  expect(noAnswerWords('no answer within 30 s')).toBe('no answer within 30 s');
});
