import { createHash, randomUUID } from 'node:crypto';
import { asFailureValue, Failure, sentenceOf } from '#shared/failures.ts';
import type { ChannelId, CommandId, MediaId, PostId, WorkspaceId } from '#shared/ids.ts';
import type { CallInput, CallOutput } from '#shared/ipc/contract.ts';
import type { PreviewRow } from '#shared/ipc/csv.calls.ts';
import { channelName } from '#shared/channels/channel.ts';
import { platformOf } from '#shared/platforms/catalog.ts';
import {
  becomesOf,
  readRow,
  type CsvReading,
  type NamedFile,
  type ReadRow,
  type RowContext,
} from '#shared/posts/csv-rows.ts';
import { problemSentence, stopping, type Problem } from '#shared/posts/draft-problems.ts';
import { linkOf } from '#shared/posts/first-link.ts';
import { excerptOf, type Segment, type SegmentId } from '#shared/posts/post.ts';
import type { RowProblem } from '#shared/posts/row-problems.ts';
import type { Draft, DraftMedia } from '#shared/publishing/publication.ts';
import { isInFlight, isSent } from '#shared/publishing/publication.ts';
import { channelById } from '#electron/channels/channels.read.ts';
import { nextTurn } from '#electron/clock.ts';
import { decidedOnce } from '#electron/db/commands.write.ts';
import type { Library, WriteTx } from '#electron/db/handles.ts';
import { changePostIn, type PublicationsOfPosts } from '#electron/posts/change-post.ts';
import { rowContext, type CsvSession } from '#electron/posts/csv-session.ts';
import { importOfFile, importOfRow, postsOfImport } from '#electron/posts/imports.read.ts';
import { keepImport, labelPost, markUndone } from '#electron/posts/imports.write.ts';
import { postById } from '#electron/posts/posts.read.ts';

export interface CsvImporting {
  readonly library: Library;
  readonly publications: PublicationsOfPosts;
  readonly workspace: () => WorkspaceId;
  readonly now: () => number;
}

/** A row as it was read, with what its pictures and its networks say. */
interface CheckedRow {
  readonly row: number;
  readonly read: ReadRow;
  readonly problems: readonly RowProblem[];
  readonly becomes: PreviewRow['becomes'];
  readonly hash: string;
}

/** What would become of every row. Nothing is changed. */
export async function previewCsv(d: CsvImporting, session: CsvSession, reading: CsvReading): Promise<PreviewRow[]> {
  const checked = await checkRows(d, session, reading);
  return checked.map(({ row, read, problems, becomes }) => ({
    row,
    becomes,
    excerpt: excerptOf(read.parts.map(bareSegment), 140),
    parts: read.parts.length,
    files: read.parts.reduce((sum, part) => sum + part.files.length, 0),
    ...(read.planned === undefined ? {} : { planned: read.planned }),
    ...(read.dueAt === undefined ? {} : { dueAt: read.dueAt }),
    channels: [...read.channels],
    problems: [...problems],
  }));
}

/**
 * Imports the rows that become something and are not left out. Pictures first; then everything in one transaction, so
 * that all of it is there or nothing. Throws `csv.row-refused`, `csv.imported-before`, `csv.nothing-chosen`.
 */
export async function importCsv(
  d: CsvImporting,
  session: CsvSession,
  wanted: Pick<CallInput<'csv.import'>, 'id' | 'reading' | 'leftOut' | 'again'>,
): Promise<CallOutput<'csv.import'>> {
  const leftOut = new Set(wanted.leftOut);
  const isChosen = (one: CheckedRow): boolean => one.becomes !== 'left-out' && !leftOut.has(one.row);
  const rows = (await checkRows(d, session, wanted.reading)).filter(isChosen);
  if (rows.length === 0) throw new Failure('csv.nothing-chosen');
  if (!wanted.again) refuseKnown(d, session, rows);
  const pictures = await bringInPictures(session, rows);
  return d.library.write((tx) =>
    decidedOnce(tx, wanted.id, { kind: 'csv.import', file: session.hash, rows: rows.map(({ row }) => row) }, () => {
      const id = randomUUID();
      const kept = rows.map((one) => ({ row: one.row, hash: one.hash, post: insertRow(tx, d, one, pictures) }));
      keepImport(tx, { id, workspace: d.workspace(), name: session.name, fileHash: session.hash, rows: kept });
      const planned = rows.filter(({ becomes }) => becomes === 'planned').length;
      return { import: id, planned, drafts: rows.length - planned };
    }),
  );
}

/** Puts the posts of an import into the bin; what went out or is going out stays. Throws `csv.no-such-import`. */
export function undoImport(d: CsvImporting, id: CommandId, imported: string): CallOutput<'csv.undo'> {
  return d.library.write((tx) =>
    decidedOnce(tx, id, { kind: 'csv.undo', import: imported }, () => {
      const posts = postsOfImport(tx, imported);
      if (posts === undefined) throw new Failure('csv.no-such-import');
      const open = posts.filter((post) => mayGo(tx, d, post));
      for (const post of open) changePostIn(tx, d.publications, freshId(), { kind: 'post.delete', post });
      markUndone(tx, imported);
      return { deleted: open.length, kept: posts.length - open.length };
    }),
  );
}

function mayGo(tx: WriteTx, d: CsvImporting, id: PostId): boolean {
  const post = postById(tx, id);
  const states = d.publications.ofPost(tx, id).map(({ state }) => state);
  return post !== undefined && post.deletedAt === undefined && !states.some((one) => isSent(one) || isInFlight(one));
}

// --- looking at rows -------------------------------------------------------------------------------------

/** Rows looked at before others get their turn: a post that is due does not wait for a file of thousands. */
const AT_ONCE = 50;

async function checkRows(d: CsvImporting, session: CsvSession, reading: CsvReading): Promise<CheckedRow[]> {
  const context = rowContext(d, session, reading);
  const rows = reading.hasHeader ? session.rows.slice(1) : session.rows;
  const checked: CheckedRow[] = [];
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const some = rows.slice(from, from + AT_ONCE);
    checked.push(...(await Promise.all(some.map((row) => checkRow(d, session, reading, context, row)))));
    await nextTurn();
  }
  return checked;
}

async function checkRow(
  d: CsvImporting,
  session: CsvSession,
  reading: CsvReading,
  context: RowContext,
  { row, cells }: CsvSession['rows'][number],
): Promise<CheckedRow> {
  const read = readRow(cells, context);
  const hash = hashOf(read);
  const files = read.parts.flatMap((part) => part.files);
  const seen = await Promise.all(files.map((file) => session.pictures.see(file, reading.fetchPictures)));
  const drafts = seen.map(({ draft }) => draft);
  const known = importOfRow(d.library.read, d.workspace(), hash);
  const problems: RowProblem[] = [
    ...read.problems,
    ...seen.flatMap(({ problem }) => problem ?? []),
    ...rulesProblems(d, read, drafts),
    ...(known === undefined ? [] : [{ code: 'again', field: 'text', severity: 'warns', about: {} } as const]),
  ];
  const becomes = becomesOf({ planned: read.planned, problems }, reading.unplannable);
  return { row, read, problems, hash, becomes };
}

/** What a network would say, for every channel; what only the bytes of a picture can tell is asked when it is there. */
function rulesProblems(
  d: CsvImporting,
  read: ReadRow,
  media: readonly (DraftMedia | undefined)[],
): readonly RowProblem[] {
  if (read.planned === undefined) return [];
  const isWhole = media.every((one) => one !== undefined);
  const draft = draftOf(read, media);
  return read.channels.flatMap((id) => {
    const channel = channelById(d.library.read, id);
    const problems = channel && platformOf(channel.platform)?.rules.check(draft, channel.limits);
    const named = channel === undefined ? '' : channelName(channel);
    return stopping(problems ?? [])
      .filter((one) => isSure(one, draft, isWhole))
      .map((one): RowProblem => ({
        code: 'rule',
        field: one.code.startsWith('media.') ? 'media' : 'text',
        severity: 'stops',
        about: { channel: named, problem: problemSentence(one) },
      }));
  });
}

/** Told from names and sizes alone. */
const EARLY: ReadonlySet<string> = new Set(['media.too-many', 'media.wrong-type', 'media.mixed', 'media.alt-too-long']);

function isSure({ code }: Problem, draft: Draft, isWhole: boolean): boolean {
  if (!isWhole && (code === 'media.required' || code === 'text.empty' || code === 'thread.empty-part')) return false;
  const isInside = draft.segments.every((part) => part.media.every((file) => file.width > 0));
  return !code.startsWith('media.') || isInside || EARLY.has(code) || code === 'media.required';
}

function draftOf(read: ReadRow, media: readonly (DraftMedia | undefined)[]): Draft {
  const left = [...media];
  return {
    segments: read.parts.map((part) => {
      const files = left.splice(0, part.files.length).flatMap((file) => file ?? []);
      const link = linkOf(segmentOf(part, []));
      return {
        text: part.text,
        media: files,
        ...(part.poll === undefined ? {} : { poll: part.poll }),
        ...(link === undefined ? {} : { link }),
      };
    }),
    options: {},
    ...(read.comment === '' ? {} : { firstComment: read.comment }),
  };
}

/** What a row says, whatever file it stands in. */
function hashOf({ parts, planned, channels, comment }: ReadRow): string {
  return createHash('sha256')
    .update(JSON.stringify([parts, planned, channels, comment]))
    .digest('hex');
}

// --- bringing them in ------------------------------------------------------------------------------------

function refuseKnown(d: CsvImporting, session: CsvSession, rows: readonly CheckedRow[]): void {
  const file = importOfFile(d.library.read, d.workspace(), session.hash);
  const known = rows.flatMap(({ hash }) => importOfRow(d.library.read, d.workspace(), hash) ?? []);
  const [first] = known;
  if (file === undefined && first === undefined) return;
  const about = { rows: known.length, file: (first ?? file)?.name ?? session.name };
  throw new Failure('csv.imported-before', about);
}

/** A few at once; the first that cannot come in ends the import before anything is written. */
async function bringInPictures(session: CsvSession, rows: readonly CheckedRow[]): Promise<Map<string, MediaId>> {
  const wanted = rows.flatMap(({ row, read }) =>
    read.parts.flatMap(({ files }) => files).map((file) => ({ row, file })),
  );
  const found = new Map<string, MediaId>();
  const left = wanted.values();
  const work = async (): Promise<void> => {
    for (const { row, file } of left) {
      const id = await session.pictures.bringIn(file).catch((error: unknown) => refuseRow(row, error));
      found.set(pictureKey(file), id);
    }
  };
  await Promise.all(Array.from({ length: 4 }, work));
  return found;
}

function insertRow(
  tx: WriteTx,
  d: CsvImporting,
  { row, read, becomes }: CheckedRow,
  pictures: ReadonlyMap<string, MediaId>,
): PostId {
  const post = randomUUID() as PostId;
  const workspace = d.workspace();
  const change = (command: Parameters<typeof changePostIn>[3]): void =>
    void changePostIn(tx, d.publications, freshId(), command);
  try {
    const segments = read.parts.map((part) =>
      segmentOf(
        part,
        part.files.flatMap((file) => {
          const media = pictures.get(pictureKey(file));
          return media === undefined ? [] : { media, alt: file.alt };
        }),
      ),
    );
    change({ kind: 'post.create', post, workspace, segments, channels: [...read.channels] as ChannelId[] });
    if (read.comment !== '') change({ kind: 'post.set-first-comment', post, from: '', to: read.comment });
    labelPost(tx, workspace, post, read.labels);
    if (becomes === 'planned' && read.planned !== undefined) change({ kind: 'post.plan', post, planned: read.planned });
  } catch (error) {
    return refuseRow(row, error);
  }
  return post;
}

function refuseRow(row: number, error: unknown): never {
  if (!(error instanceof Failure)) throw error;
  throw new Failure('csv.row-refused', { row, problem: sentenceOf(asFailureValue(error)) }, { cause: error });
}

function segmentOf(part: ReadRow['parts'][number], media: Segment['media']): Segment {
  const { text, poll, link } = part;
  return {
    id: randomUUID() as SegmentId,
    text,
    media,
    ...(poll === undefined ? {} : { poll }),
    ...(link === undefined ? {} : { link }),
  };
}

function bareSegment(part: ReadRow['parts'][number]): Segment {
  return segmentOf(part, []);
}

function pictureKey({ id, name }: NamedFile): string {
  return `${id ?? ''} ${name}`;
}

function freshId(): CommandId {
  return randomUUID() as CommandId;
}
