import { z } from 'zod';
import { FAILURES as DE } from '#shared/text/de/failures.ts';
import { FAILURES as ES } from '#shared/text/es/failures.ts';
import { fillIn } from '#shared/text/fill-in.ts';
import { inSpoken } from '#shared/text/spoken.ts';

// The one catalogue of what can go wrong. The code is identity: window, log, ledger and support name a
// failure by it. `say` is for a person, with the details in braces; `offer` is the one action shown beside it.
// docs/failures.md lists every code; a test holds the two together. Other languages are in shared/text/.

/** The one thing a person is offered beside a failure. */
export type Offer =
  | 'none'
  | 'edit-post'
  | 'pick-time'
  | 'pick-media'
  | 'reconnect'
  | 'connect-again'
  | 'send-again'
  | 'check-then-decide'
  | 'wait'
  | 'choose-key'
  | 'open-settings'
  | 'open-network'
  | 'open-backup'
  | 'update-app'
  | 'report';

interface FailureEntry {
  readonly say: string;
  readonly offer: Offer;
}

export const FAILURES = {
  // Words and media of a post
  'post.not-found': { say: 'This post is no longer here.', offer: 'none' },
  'post.link-unknown': {
    say: 'The post this link leads to is not in this library. It may be in another one, or gone for good.',
    offer: 'none',
  },
  'post.exists': { say: 'This post was already created.', offer: 'none' },
  'post.deleted': { say: 'This post is in the bin. Restore it first.', offer: 'none' },
  'post.not-deleted': { say: 'This post is not in the bin.', offer: 'none' },
  'post.archived': { say: 'This post is in the archive. Bring it back first.', offer: 'none' },
  'post.not-archived': { say: 'This post is not in the archive.', offer: 'none' },
  'post.still-planned': {
    say: 'This post still has to go out or waits for you. Take it off the plan before you archive it.',
    offer: 'edit-post',
  },
  'post.is-template': { say: 'A template does not go out. Start a post from it.', offer: 'none' },
  'post.already-sending': { say: 'This post is going out now and can no longer be changed.', offer: 'wait' },
  'post.already-published': {
    say: 'This post has already gone out on {channel}, so this can no longer be changed.',
    offer: 'none',
  },
  'post.no-channels': { say: 'Choose at least one channel for this post.', offer: 'edit-post' },
  'post.unknown-channel': { say: 'A channel of this post is not connected here any more.', offer: 'edit-post' },
  'post.rule-broken': { say: '{channel}: {problem}', offer: 'edit-post' },
  'post.open-conflict': { say: 'Two edits changed the same words. Choose one before planning.', offer: 'edit-post' },
  'post.changed-meanwhile': { say: 'The parts were changed meanwhile. Look at them and do it again.', offer: 'none' },
  'post.not-planned': { say: 'This post has no planned time.', offer: 'pick-time' },
  'post.no-such-version': { say: 'Version {version} of this post does not exist.', offer: 'none' },
  'post.no-such-segment': { say: 'Part {segment} of this post does not exist.', offer: 'none' },
  'post.no-such-file': { say: 'This file is not in the post any more.', offer: 'none' },
  'post.no-such-conflict': { say: 'This conflict is already settled.', offer: 'none' },

  // Labels
  'snippet.not-found': { say: 'This snippet is no longer here.', offer: 'none' },
  'snippet.name-taken': { say: 'There is already a snippet called “{name}”.', offer: 'none' },
  'label.not-found': { say: 'This label is no longer here.', offer: 'none' },
  'label.name-taken': { say: 'There is already a label called “{name}”.', offer: 'none' },

  // Time
  'time.unknown-zone': { say: 'There is no time zone called “{zone}”.', offer: 'pick-time' },
  'time.no-such-date': { say: '“{wall}” is not a date and time.', offer: 'pick-time' },
  'time.in-the-past': { say: 'That time has already passed. Choose a later one or publish now.', offer: 'pick-time' },

  // Media
  'media.not-found': { say: 'A file of this post is missing from the library.', offer: 'pick-media' },
  'media.too-large': { say: '{file} has {size}; {limit} is the most that can be imported.', offer: 'pick-media' },
  'media.unknown-type': {
    say: '{file} cannot be posted: it is no picture (JPEG, PNG, WebP, GIF), film (MP4, MOV, WebM), sound (MP3, OGG, WAV, FLAC, M4A) or PDF.',
    offer: 'pick-media',
  },
  'media.unreadable': { say: '{file} could not be read: {reason}', offer: 'pick-media' },
  'media.damaged': { say: '{file} is damaged or was cut short, so it cannot be used.', offer: 'pick-media' },
  'media.locked': {
    say: '{file} opens only with a password. Save it without one, and add it again.',
    offer: 'pick-media',
  },
  'media.heic': {
    say: '{file} is a HEIC picture of a kind that cannot be opened here. Save it as JPEG first, then add it again.',
    offer: 'pick-media',
  },
  'media.too-many-pixels': {
    say: '{file} has {used} million pixels; {limit} million is the most that can be opened.',
    offer: 'pick-media',
  },
  'media.too-many-labels': { say: 'A file can have {limit} labels. Take one off first.', offer: 'none' },
  'media.no-fit': { say: '{file} cannot be made to fit here. Choose another picture.', offer: 'pick-media' },
  'media.no-film': { say: '{file} is no film.', offer: 'pick-media' },
  'media.film-not-opened': {
    say: '{file} is coded as {codec}, which this computer cannot open. Save it as MP4 with H.264 in the program it comes from.',
    offer: 'pick-media',
  },
  'media.film-not-written': {
    say: 'This computer cannot write a film as {file} would have to be. Save it as MP4 with H.264 in the program it comes from.',
    offer: 'pick-media',
  },
  'media.film-sound': {
    say: 'The sound of {file} is coded as {codec}, which this computer cannot open. Save it with AAC sound in the program it comes from.',
    offer: 'pick-media',
  },
  'media.film-no-end': {
    say: '{file} was worked on for a while without getting any further. Save it as MP4 with H.264 in the program it comes from.',
    offer: 'pick-media',
  },
  'media.store-check': {
    say: 'Files of your posts are gone or were changed outside Postwright: {files}. Posts with them cannot go out until you add the files again.',
    offer: 'none',
  },
  'media.no-public-address': {
    say: '{platform} fetches {file} from a public address, and none is set up: a bucket of yours, or a team server.',
    offer: 'open-settings',
  },
  'media.bucket-refused': { say: 'Your bucket, or team server, did not take {file}: {answer}', offer: 'open-settings' },
  'media.bucket-unreachable': {
    say: 'Your bucket, or team server, could not be reached for {file}: {answer}',
    offer: 'wait',
  },
  'media.not-public': {
    say: '{file} lies in your bucket, but cannot be fetched from outside: {answer}',
    offer: 'open-settings',
  },
  'media.fetch-failed': { say: '{platform} could not fetch {file}: {answer}', offer: 'send-again' },
  'media.changed': { say: 'A file of this post was changed outside Postwright and is not sent.', offer: 'pick-media' },

  // Posting times
  'slot.not-found': { say: 'This posting time is no longer there.', offer: 'none' },
  'slot.exists': { say: 'There is already a posting time then.', offer: 'none' },
  'slot.too-many': { say: 'A channel can have {limit} posting times a week.', offer: 'none' },

  // Files of rows
  'csv.too-large': { say: '{file} has {size}; {limit} is the most that can be read.', offer: 'none' },
  'csv.too-many-rows': { say: '{file} has {rows} rows; {limit} is the most that can be read at once.', offer: 'none' },
  'csv.unreadable': { say: '{file} cannot be read as a table: {reason}', offer: 'none' },
  'csv.empty': { say: 'There is nothing in {file}.', offer: 'none' },
  'csv.not-open': { say: 'The file is no longer open. Choose it again.', offer: 'none' },
  'csv.row-refused': { say: 'Row {row} cannot come in: {problem} Nothing was imported.', offer: 'none' },
  'csv.nothing-chosen': { say: 'No row can be imported as the file is read now.', offer: 'none' },
  'csv.imported-before': {
    say: 'This was imported before ({rows} rows, from {file}). Import it again only if you want these posts twice.',
    offer: 'none',
  },
  'csv.no-such-import': { say: 'This import is no longer here, or was undone before.', offer: 'none' },
  'csv.not-written': { say: 'The file could not be written: {reason}', offer: 'none' },

  // Days from files
  'days.too-large': { say: '{file} has {size}; {limit} is the most that can be read.', offer: 'none' },
  'days.unreadable': {
    say: '{file} cannot be read as a calendar file (ICS): {reason} The days you have are as they were.',
    offer: 'none',
  },
  'days.none': { say: 'There are no whole days in {file}. The days you have are as they were.', offer: 'none' },
  'days.too-many': { say: '{file} has {events} entries; {limit} is the most that can be brought in.', offer: 'none' },

  // Channels and sign-in
  'channel.not-found': { say: 'This channel is no longer connected.', offer: 'connect-again' },
  'channel.paused': { say: '{channel} is paused.', offer: 'open-settings' },
  'channel.token-expired': { say: '{channel} needs to be connected again.', offer: 'reconnect' },
  'channel.no-permission': { say: '{channel} did not allow this: {answer}', offer: 'reconnect' },
  'channel.needs-attention': {
    say: '{platform} wants you to sort something out on its own site first: {answer}',
    offer: 'open-network',
  },
  'channel.other-account': {
    say: 'You signed in as {account}, but this channel is {channel}. Nothing was changed.',
    offer: 'reconnect',
  },
  'sign-in.unknown-platform': { say: 'Postwright does not know a network called “{platform}”.', offer: 'none' },
  'sign-in.bad-answer': { say: '{field}: {problem}', offer: 'connect-again' },
  'sign-in.unknown-state': {
    say: 'This sign-in was not started here, so it was ignored.',
    offer: 'connect-again',
  },
  'sign-in.state-used': { say: 'This sign-in was already finished and cannot be used twice.', offer: 'connect-again' },
  'sign-in.expired': { say: 'This sign-in took longer than 10 minutes and has expired.', offer: 'connect-again' },
  'sign-in.refused': { say: '{platform} did not sign you in: {answer}', offer: 'connect-again' },
  'sign-in.wrong-password': { say: '{platform} did not accept this name and password.', offer: 'connect-again' },
  'sign-in.unreachable': { say: '{platform} could not be reached: {reason}', offer: 'connect-again' },
  'sign-in.missing-permission': {
    say: '{platform} did not give the permissions that posting needs: {scopes}.',
    offer: 'connect-again',
  },
  'sign-in.no-accounts': { say: '{platform} showed nothing that you may post to: {answer}', offer: 'connect-again' },
  'sign-in.wrong-keys': { say: '{platform} did not accept these app keys: {answer}', offer: 'connect-again' },
  'sign-in.no-broker': {
    say: 'Signing in to {platform} this way goes through your team server, and its address is not set.',
    offer: 'open-settings',
  },
  'sign-in.no-port': {
    say: 'Every port that {platform} may lead back to ({ports}) is in use by another program.',
    offer: 'connect-again',
  },
  'sign-in.not-a-server': { say: 'There is no {platform} server at {host}.', offer: 'connect-again' },
  'sign-in.bad-link': { say: 'Postwright was opened with a link that it does not understand.', offer: 'none' },
  'sign-in.no-browser': { say: 'The browser could not be opened: {reason}', offer: 'connect-again' },

  // Secrets
  'vault.no-keychain': {
    say: 'This computer offers no keychain. Choose how Postwright keeps your sign-ins.',
    offer: 'choose-key',
  },
  'vault.locked': { say: 'Your sign-ins are locked. Enter the passphrase.', offer: 'choose-key' },
  'vault.wrong-passphrase': { say: 'That is not the passphrase.', offer: 'choose-key' },
  'vault.unreadable': {
    say: 'The sign-in of {channel} can no longer be opened with this computer’s keychain.',
    offer: 'reconnect',
  },

  // Publishing
  'bulk.refused': { say: 'Nothing was changed. “{excerpt}”: {problem}', offer: 'none' },
  'publication.not-found': { say: 'This publication is no longer here.', offer: 'none' },
  'publication.wrong-state': { say: 'This is not possible while the publication is {state}.', offer: 'none' },
  'publish.refused': { say: '{platform} refused this post: {answer}', offer: 'edit-post' },
  'publish.duplicate': {
    say: '{platform} refused this because it says it was already posted: {answer}',
    offer: 'check-then-decide',
  },
  'publish.no-credits': {
    say: '{platform} posts nothing more until the developer account is paid for: {answer}',
    offer: 'send-again',
  },
  'publish.reply-refused': {
    say: 'The first part is out on {platform}; it refused the part that continues it: {answer}',
    offer: 'open-network',
  },
  'publish.blocked': {
    say: '{platform} has stopped posts from {channel} for a while: {answer}',
    offer: 'open-network',
  },
  'publish.version-gone': {
    say: '{platform} no longer takes the version of its interface that this Postwright speaks ({answer}).',
    offer: 'update-app',
  },
  'publish.comment-refused': {
    say: 'The post is out on {platform}, but its first comment is not: {answer}',
    offer: 'open-network',
  },
  'publish.without-card': { say: 'The post is out without a card for its link: {reason}', offer: 'none' },
  'publish.without-alt': {
    say: 'The post is out on {platform} without the description of {file}: {answer}',
    offer: 'open-network',
  },
  'publish.too-late-to-hand-over': {
    say: 'It was too late for {platform}’s own scheduler, so Postwright sends this itself at {dueAt}.',
    offer: 'wait',
  },
  'publish.without-gate': {
    say: 'The post is out on {platform}, but who may reply to it or quote it is not limited: {answer}',
    offer: 'open-network',
  },
  'publish.handed-over': { say: '{platform} sends this itself at {dueAt}.', offer: 'wait' },
  'publish.not-handed-over': {
    say: '{platform} does not take this into its own scheduler. Postwright sends it itself at {dueAt}.',
    offer: 'wait',
  },
  'publish.handed-over-gone': {
    say: '{platform} had this in its own scheduler, and it is no longer there.',
    offer: 'check-then-decide',
  },
  'publish.not-removable': { say: '{platform} lets no app delete this post.', offer: 'open-network' },
  'publish.not-editable': { say: '{platform} lets no app change a post that is out.', offer: 'open-network' },
  'publish.media-refused': { say: '{platform} refused {file}: {answer}', offer: 'pick-media' },
  'publish.parent-gone': {
    say: 'The post that this one continues is gone from {platform}.',
    offer: 'check-then-decide',
  },
  'publish.rate-limited': { say: '{platform} asked to slow down. Next try at {retryAt}.', offer: 'wait' },
  'publish.unreachable': { say: '{platform} could not be reached: {reason}', offer: 'wait' },
  'publish.server-trouble': { say: '{platform} has trouble ({status}): {answer}', offer: 'wait' },
  'publish.processing': { say: '{platform} is still preparing the media.', offer: 'wait' },
  'publish.unconfirmed': {
    say: 'We sent this to {platform} but got no answer, and {platform} cannot tell us whether it arrived.',
    offer: 'check-then-decide',
  },
  'publish.overdue': { say: 'This was due at {dueAt}, while Postwright could not send it.', offer: 'send-again' },
  'publish.restored': {
    say: 'This library was brought back from a backup of {madeAt}. Look on {platform} whether this went out since, before you send it.',
    offer: 'open-network',
  },
  'publish.looked': { say: 'You looked, and this is not out. Send it now, or give it a time.', offer: 'send-again' },
  'publish.skipped': { say: 'This was due at {dueAt} and was left out, as its rule says.', offer: 'send-again' },
  'publish.gave-up': { say: '{attempts} tries failed; the last one said: {answer}', offer: 'send-again' },
  'publish.unknown-answer': { say: '{platform} answered with something we do not know: {answer}', offer: 'report' },

  // The library file
  'library.newer': {
    say: 'This library was written by a newer Postwright (version {found}, this one knows {known}).',
    offer: 'update-app',
  },
  'library.corrupt': {
    say: 'The library file is damaged. It was kept as {kept}; your backups are in {backups}.',
    offer: 'open-backup',
  },
  'library.unreadable': { say: 'The library at {path} cannot be opened: {reason}', offer: 'open-settings' },
  'library.full': { say: 'The disk is full. Nothing was lost; free some space and try again.', offer: 'none' },
  'library.busy': {
    say: 'Another program is using the library just now. Nothing was lost; try again in a moment.',
    offer: 'none',
  },
  'library.not-written': {
    say: 'The disk did not take it: {reason}. Nothing was lost; try again once it does.',
    offer: 'none',
  },
  'library.bad-row': { say: 'An entry ({table} {id}) could not be read and was set aside.', offer: 'report' },
  'library.restored': {
    say: 'This library was brought back from a backup of {madeAt}. Posts that wait for you in the queue because of that: {held}. Look whether they went out since, then decide.',
    offer: 'none',
  },

  // Backups
  'backup.unreadable': { say: 'This file is no whole backup of Postwright: {reason}', offer: 'none' },
  'backup.file-changed': { say: '{file} in this backup is damaged. Nothing was replaced.', offer: 'none' },
  'backup.no-room': { say: 'This needs {needed} of free space, and there is {free}.', offer: 'none' },
  'backup.failed': { say: 'The backup could not be written to {folder}: {reason}', offer: 'open-settings' },
  'backup.not-chosen': { say: 'Choose the backup again.', offer: 'none' },

  // Files that leave Postwright
  'export.disk-full': { say: 'There is no room left on the disk for {file}. Nothing was written.', offer: 'none' },
  'export.not-allowed': {
    say: '{file} may not be written there. Choose another folder, or close the file where it is open.',
    offer: 'none',
  },
  'export.not-written': { say: '{file} could not be written: {reason}', offer: 'report' },

  // The practice workspace
  'practice.not-started': { say: 'The practice workspace could not be opened: {reason}.', offer: 'report' },
  'practice.ended': {
    say: 'The practice networks have stopped. Close this window and open the practice workspace again.',
    offer: 'report',
  },
  'practice.elsewhere': {
    say: 'The practice workspace opens nothing outside this computer ({address}). “What arrived” shows the post.',
    offer: 'none',
  },
  'practice.only-there': { say: 'This is only there in the practice workspace.', offer: 'none' },

  // The line between window and library
  'call.unknown': { say: 'The window asked for something unknown ({call}).', offer: 'report' },
  'call.bad-input': { say: 'The window asked for something malformed ({call}: {problem}).', offer: 'report' },
  'call.bad-output': { say: 'The answer to {call} was malformed.', offer: 'report' },
  'config.bad-value': { say: '{name} is “{value}”, but must be {wanted}.', offer: 'none' },
  'app.unexpected': { say: 'Something went wrong inside Postwright: {reason}', offer: 'report' },
} as const satisfies Record<string, FailureEntry>;

export type FailureCode = keyof typeof FAILURES;

/** What a failure's sentence is filled with. Never a token: only what a person may read. */
export type About = Readonly<Record<string, string | number>>;

export const failureCode = z.enum(Object.keys(FAILURES) as [FailureCode, ...FailureCode[]]);
export const failureValue = z.object({
  code: failureCode,
  about: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** A failure as a value: what the database stores and what crosses to the window. */
export type FailureValue = z.infer<typeof failureValue>;

/** A failure on its way up. Everything that Postwright refuses on purpose is one of these. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: FailureCode;
  readonly about: About;

  constructor(code: FailureCode, about: About = {}, options?: { cause?: unknown }) {
    // For the log, which is read by people who help, whatever the person speaks.
    super(fillIn(FAILURES[code].say, about), options);
    this.code = code;
    this.about = about;
  }
}

/** The sentence a person reads, in the language that is spoken. A detail that is missing shows as “…”. */
export function sentenceOf(failure: { code: FailureCode; about: About }): string {
  const { code, about } = failure;
  return fillIn(inSpoken({ en: FAILURES[code].say, de: DE[code], es: ES[code] }), about);
}

export function offerOf(code: FailureCode): Offer {
  return FAILURES[code].offer;
}

/** Any thrown thing as a value; what is not a `Failure` becomes `app.unexpected`. */
export function asFailureValue(thrown: unknown): FailureValue {
  if (thrown instanceof Failure) return { code: thrown.code, about: { ...thrown.about } };
  return { code: 'app.unexpected', about: { reason: thrown instanceof Error ? thrown.message : String(thrown) } };
}
