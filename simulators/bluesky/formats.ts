import { isCid } from '#simulators/bluesky/cid.ts';

// The kinds of text that lexicons know (atproto.com/specs/lexicon, String Formats), by the names that refusals give them.

export type Format =
  | 'datetime'
  | 'uri'
  | 'at-uri'
  | 'DID'
  | 'handle'
  | 'AT identifier'
  | 'NSID'
  | 'CID string'
  | 'language'
  | 'TID string'
  | 'record key';

const LABEL = '[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?';
const DID = /^did:[a-z]+:[\w.:%-]*[\w.-]$/;
const HANDLE = new RegExp(`^(?=.{1,253}$)(?:${LABEL}\\.)+[a-zA-Z](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?$`);
const NSID = new RegExp(
  `^(?=.{1,317}$)[a-zA-Z](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\\.${LABEL})+\\.[a-zA-Z][a-zA-Z0-9]{0,62}$`,
);
const RECORD_KEY = /^(?!\.{1,2}$)[\w.~:-]{1,512}$/;
/** RFC 3339, as a record's times have to be. */
const DATETIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,20})?(?:Z|[+-]\d\d:\d\d)$/;

const IS: Readonly<Record<Format, (text: string) => boolean>> = {
  datetime: (text) => DATETIME.test(text) && !Number.isNaN(Date.parse(text)),
  uri: (text) => /^\w[\w+.-]*:[^\s:]\S*$/.test(text) || /^\w[\w+.-]*::\S+$/.test(text),
  'at-uri': isAtUri,
  DID: (text) => DID.test(text),
  handle: (text) => HANDLE.test(text),
  'AT identifier': (text) => DID.test(text) || HANDLE.test(text),
  NSID: (text) => NSID.test(text),
  'CID string': isCid,
  language: isLanguage,
  'TID string': (text) => /^[234567a-j][234567a-z]{12}$/.test(text),
  'record key': (text) => RECORD_KEY.test(text),
};

export function isString(format: Format, text: string): boolean {
  return IS[format](text);
}

function isAtUri(text: string): boolean {
  const [scheme, , actor = '', collection, rkey, ...more] = text.split('/');
  const isActor = DID.test(actor) || HANDLE.test(actor);
  if (scheme !== 'at:' || !text.startsWith('at://') || !isActor || more.length > 0) return false;
  return (collection === undefined || NSID.test(collection)) && (rkey === undefined || RECORD_KEY.test(rkey));
}

function isLanguage(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch (_expected) {
    // Not well-formed.
    return false;
  }
}
