import { writeFile } from 'node:fs/promises';
import { Failure } from '#shared/failures.ts';
import type { ChannelId, WorkspaceId } from '#shared/ids.ts';
import { platformOf } from '#shared/platforms/catalog.ts';
import { defused, joinedCell } from '#shared/posts/csv-cells.ts';
import { OWN_EXTRA, OWN_NAMES } from '#shared/posts/csv-columns.ts';
import { namedChannel } from '#shared/posts/csv-rows.ts';
import type { Post, Segment } from '#shared/posts/post.ts';
import { progressOf, type PostProgress } from '#shared/posts/post-progress.ts';
import type { Publication } from '#shared/publishing/publication.ts';
import { toPlannedTime } from '#shared/time-zones.ts';
import { channelById } from '#electron/channels/channels.read.ts';
import type { Library, ReadDb } from '#electron/db/handles.ts';
import { mediaByIds } from '#electron/media/media.read.ts';
import type { PublicationsOfPosts } from '#electron/posts/change-post.ts';
import { writtenTable } from '#electron/posts/csv-file.ts';
import { labelNamesOf } from '#electron/posts/imports.read.ts';
import { draftPosts, plannedPosts } from '#electron/posts/posts.read.ts';
import { workspaceById } from '#electron/settings/settings.read.ts';

export interface CsvExporting {
  readonly library: Library;
  readonly publications: Pick<PublicationsOfPosts, 'ofPost'>;
  readonly workspace: () => WorkspaceId;
}

export interface Exported {
  readonly planned: boolean;
  readonly drafts: boolean;
  readonly history: boolean;
}

/** Writes posts into a file that `importCsv` reads again, and gives how many rows. Throws `csv.not-written`. */
export async function writeExport(d: CsvExporting, which: Exported, path: string): Promise<number> {
  const { text, rows } = exportedCsv(d, which);
  try {
    await writeFile(path, text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Failure('csv.not-written', { reason }, { cause: error });
  }
  return rows;
}

/** A post whose channels get different texts is a row for each text: what a row says goes to all of its channels. */
interface TextRow {
  readonly post: Post;
  readonly channels: readonly ChannelId[];
  readonly segments: readonly Segment[];
  readonly publications: readonly Publication[];
}

/** The file as text, with how many rows it has besides the names. */
export function exportedCsv(d: CsvExporting, which: Exported): { text: string; rows: number } {
  const db = d.library.read;
  const rows = postsFor(d, which)
    .flatMap((post) => textRows(post, d.publications.ofPost(db, post.id)))
    .filter((row) => isWanted(stateOf(row), which));
  const parts = Math.max(1, ...rows.map(({ segments }) => segments.length));
  const zone = workspaceById(db, d.workspace())?.zone ?? 'UTC';
  const lines = rows.map((row) => cellsOf(db, row, parts, zone).map(defused));
  return { text: writtenTable([namesFor(parts), ...lines]), rows: rows.length };
}

const ALL_TIME = [0, 8.64e15] as const;
const MOST = 1_000_000;

function postsFor({ library, workspace }: CsvExporting, which: Exported): readonly Post[] {
  const planned = which.planned || which.history ? plannedPosts(library.read, workspace(), ...ALL_TIME) : [];
  return [...planned, ...(which.drafts ? draftPosts(library.read, workspace(), MOST) : [])];
}

function textRows(post: Post, publications: readonly Publication[]): TextRow[] {
  const own = post.channels.filter((channel) => post.variants[channel] !== undefined);
  const shared = post.channels.filter((channel) => post.variants[channel] === undefined);
  const groups = own.map((channel) => ({ channels: [channel], segments: post.variants[channel] ?? post.segments }));
  const isShared = shared.length > 0 || own.length === 0;
  return [...(isShared ? [{ channels: shared, segments: post.segments }] : []), ...groups].map((group) => ({
    ...group,
    post,
    publications: publications.filter(({ channel }) => group.channels.includes(channel)),
  }));
}

function stateOf({ post, publications }: TextRow): PostProgress {
  return progressOf(
    post,
    publications.map(({ state }) => state),
  );
}

function isWanted(state: PostProgress, which: Exported): boolean {
  if (state === 'draft') return which.drafts;
  const isOver = state === 'published' || state === 'partly-published' || state === 'canceled';
  return isOver ? which.history : which.planned;
}

const PER_PART = ['text', 'media', 'media-ids', 'alt', 'card', 'poll'] as const;

function namesFor(parts: number): string[] {
  const perPart = Array.from({ length: parts }, (_part, at) =>
    PER_PART.map((one) => (at === 0 ? OWN_NAMES[one] : `${OWN_NAMES[one]} ${at + 1}`)),
  );
  const { date, zone, channels, state, comment, labels } = OWN_NAMES;
  return [date, zone, channels, state, ...perPart.flat(), comment, labels, OWN_EXTRA.permalink, OWN_EXTRA.post];
}

function cellsOf(db: ReadDb, row: TextRow, parts: number, zone: string): string[] {
  const { post, publications } = row;
  const planned = plannedOf(post, zone);
  const permalinks = publications.flatMap((one) => ('receipt' in one ? one.receipt.permalink : []));
  return [
    planned?.wall.replace('T', ' ') ?? '',
    planned?.zone ?? zone,
    joinedCell(row.channels.flatMap((id) => nameOf(db, id) ?? [])),
    stateOf(row),
    ...Array.from({ length: parts }, (_part, at) => partCells(db, row.segments[at])).flat(),
    post.firstComment,
    joinedCell(labelNamesOf(db, post.id)),
    joinedCell(permalinks),
    post.id,
  ];
}

function partCells(db: ReadDb, part: Segment | undefined): string[] {
  if (part === undefined) return PER_PART.map(() => '');
  const { text, media, link = '', poll } = part;
  const names = media.map((use) => mediaByIds(db, [use.media])[0]?.name ?? use.media.slice(0, 8));
  return [
    text,
    joinedCell(names),
    joinedCell(media.map((use) => use.media)),
    joinedCell(media.map((use) => use.alt)),
    link,
    poll === undefined ? '' : JSON.stringify(poll),
  ];
}

function plannedOf({ plan }: Post, zone: string) {
  if (plan.kind === 'none') return undefined;
  return plan.kind === 'at' ? plan.planned : toPlannedTime(plan.dueAt, zone);
}

function nameOf(db: ReadDb, id: ChannelId): string | undefined {
  const channel = channelById(db, id);
  return channel && namedChannel({ ...channel, network: platformOf(channel.platform)?.name ?? channel.platform });
}
