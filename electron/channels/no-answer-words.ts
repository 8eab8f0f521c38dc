// What the network's error codes mean, in words for a person. Chromium's names (net_error_list.h) and Node's.

const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^ERR_INTERNET_DISCONNECTED$|^ENETUNREACH$/, 'this computer is offline'],
  [/^ERR_NAME_|^ERR_ICANN|^ENOTFOUND$|^EAI_AGAIN$/, 'its name was not found; check the internet connection'],
  [/^ERR_CONNECTION_REFUSED$|^ECONNREFUSED$/, 'the server takes no connections'],
  [/^ERR_ADDRESS_UNREACHABLE$|^EHOSTUNREACH$|^ERR_CONNECTION_FAILED$/, 'there is no way to the server'],
  [/PROXY|TUNNEL|SOCKS/, 'the proxy of this computer could not be reached, or refused'],
  [/CERT|ERR_SSL|ERR_TLS/, 'its certificate is not trusted on this computer'],
  [/TIMED_OUT|TIMEOUT/, 'there was no answer in time'],
  [/^ERR_NETWORK_(?:CHANGED|IO_SUSPENDED)$/, 'the connection changed in the middle'],
  [/EMPTY_RESPONSE|CONNECTION_(?:RESET|CLOSED|ABORTED)|^ECONNRESET$|SOCKET/, 'the connection broke before the answer'],
];

/** A sentence's end for “could not be reached: …”; the code stands behind it for whoever helps. */
export function noAnswerWords(code: string): string {
  const known = WORDS.find(([pattern]) => pattern.test(code));
  return known === undefined ? code : `${known[1]} (${code})`;
}
