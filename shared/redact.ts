import { asFailureValue, FAILURES, type FailureValue } from '#shared/failures.ts';

// The last line of defence: what is logged passes through here. Nothing secret should reach a log in the first
// place; this catches what a library, a server's answer or a mistake of ours carries along.

export const REDACTED = '[redacted]';

/** A copy of `value` in which nothing token-like is left. Cycles, depth and size are bounded. */
export function redact(value: unknown): unknown {
  return redactValue(value, '', 0, new WeakSet());
}

/** A text without tokens: values of telling parameters and fields, `Bearer …`, JWTs, app passwords, secrets in paths. */
export function redactText(text: string): string {
  return text
    .replaceAll(JWT, REDACTED)
    .replaceAll(SCHEME, `$1 ${REDACTED}`)
    .replaceAll(PARAMETER, `$1${REDACTED}`)
    .replaceAll(JSON_FIELD, `$1${REDACTED}$2`)
    .replaceAll(NAMED, `$1${REDACTED}`)
    .replaceAll(USER_INFO, `$1${REDACTED}@`)
    .replaceAll(APP_PASSWORD, REDACTED)
    .replaceAll(BOT_TOKEN, REDACTED)
    .replaceAll(BOT_PATH, `$1${REDACTED}`)
    .replaceAll(WEBHOOK_PATH, `$1${REDACTED}`);
}

/** Any thrown thing as a failure that may be shown: what a network or a library said is freed of tokens. */
export function asShownFailure(thrown: unknown): FailureValue {
  const { code, about } = asFailureValue(thrown);
  const shown = Object.entries(about).map(([name, value]) => [
    name,
    typeof value === 'string' ? redactText(value) : value,
  ]);
  return { code, about: Object.fromEntries(shown) as FailureValue['about'] };
}

const SECRET_WORDS =
  'access_?token|refresh_?token|id_?token|input_?token|fb_exchange_?token|token|client_?secret|secret|password|passphrase|assertion|verifier|code_verifier|code_challenge|jwt|accessjwt|refreshjwt|signature|api_?key|sig';

const JWT = /\beyJ[\w-]{6,}\.[\w-]+(?:\.[\w-]*){0,3}/g;
const SCHEME = /\b(Bearer|DPoP|Basic)\s+(?!\[redacted\])[\w.~+/=-]{6,}/gi;
const PARAMETER = new RegExp(
  `((?:^|[?&#;\\s"'(])(?:${SECRET_WORDS}|code|state)=)(?!\\[redacted\\])[^&#\\s"'<>)]+`,
  'gi',
);
const JSON_FIELD = new RegExp(
  `("(?:[\\w-]*(?:${SECRET_WORDS})|authorization|dpop)"\\s*:\\s*")(?:[^"\\\\]|\\\\.)*("?)`,
  'gi',
);
/** As headers and people write it: `client_secret: …`. */
const NAMED = new RegExp(`\\b((?:${SECRET_WORDS})\\s*:\\s*)(?![\\[{"\\s])[^\\s"'<>,;&]+`, 'gi');
const USER_INFO = /(\b[a-z][a-z0-9+.-]*:\/\/)[^/?#\s@]+@/gi;
/** The form Bluesky gives its app passwords (PLATFORMS.md 7.1B). */
const APP_PASSWORD = /\b[a-z2-7]{4}(?:-[a-z2-7]{4}){3}\b/g;
/** A bot's number and key, alone or in a path, as Telegram gives them (core.telegram.org/bots/api#authorizing-your-bot). */
const BOT_TOKEN = /(?<!\d)\d{5,}(?::|%3A)[\w-]{30,}/gi;
/** Whatever stands where the bot's token stands in a path. */
const BOT_PATH = /(\/bot)\d+(?::|%3A)[^/?#\s"'<>]+/gi;
/** The key of an incoming webhook stands behind its number (discord.com/developers/docs/resources/webhook). */
const WEBHOOK_PATH = /(\/webhooks\/\d+\/)(?!\[redacted\])[^/?#\s"'<>]+/gi;

/** Field names whose value is never shown, whatever it is. */
const SECRET_FIELD =
  /token|secret|passw|passphrase|jwt|authori[sz]ation$|^auth$|cookie|verifier|challenge|credential|api[-_]?key|^dpop$|sealed|private[-_]?key|assertion/i;
/** Field names that are used for secrets and for plain words: shown only when the value is plainly a word. */
const AMBIGUOUS_FIELD = /^(code|state|key|nonce)$/i;
const PLAIN_WORD = /^(?:[a-z]+(?:-[a-z]+){0,4}|E[A-Z]{3,}|(?:ERR|SQLITE)_[A-Z_]+)$/;
const LONGEST_PLAIN_WORD = 40;

const DEEPEST = 6;
const MOST_ENTRIES = 100;
const LONGEST_TEXT = 4000;

function redactValue(value: unknown, field: string, depth: number, seen: WeakSet<object>): unknown {
  if (value === null || value === undefined || typeof value === 'boolean') return value;
  if (SECRET_FIELD.test(field)) return REDACTED;
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'string')
    return AMBIGUOUS_FIELD.test(field) && !isPlainWord(value) ? REDACTED : clipped(redactText(value));
  if (typeof value !== 'object') return `[${typeof value}]`;
  if (depth >= DEEPEST) return '[deeper]';
  if (seen.has(value)) return '[again]';
  seen.add(value);
  return redactObject(value, depth, seen);
}

function redactObject(value: object, depth: number, seen: WeakSet<object>): unknown {
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.slice(0, MOST_ENTRIES).map((entry) => redactValue(entry, '', depth + 1, seen));
  if (value instanceof Error) return redactError(value, depth, seen);
  if (value instanceof Map) return `[map of ${value.size}]`;
  return redactFields(Object.entries(value), depth, seen);
}

function redactError(error: Error, depth: number, seen: WeakSet<object>): unknown {
  const own = Object.entries(error).filter(
    ([name]) => name === 'code' || name === 'about' || name === 'trouble' || name === 'arrived',
  );
  return {
    name: error.name,
    message: clipped(redactText(error.message)),
    ...redactFields(own, depth, seen),
    ...(error.stack === undefined ? {} : { stack: clipped(redactText(error.stack)) }),
    ...(error.cause === undefined ? {} : { cause: redactValue(error.cause, '', depth + 1, seen) }),
  };
}

function redactFields(
  fields: readonly (readonly [string, unknown])[],
  depth: number,
  seen: WeakSet<object>,
): Record<string, unknown> {
  return Object.fromEntries(
    fields.slice(0, MOST_ENTRIES).map(([name, value]) => [name, redactValue(value, name, depth + 1, seen)]),
  );
}

function isPlainWord(value: string): boolean {
  return value in FAILURES || (value.length <= LONGEST_PLAIN_WORD && PLAIN_WORD.test(value));
}

function clipped(text: string): string {
  return text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT)}… (${text.length} characters)`;
}
