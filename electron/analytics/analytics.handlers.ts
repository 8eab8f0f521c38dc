import { reportCsv } from '#shared/analytics/report-csv.ts';
import { reportOf, type Report, type ReportQuery, type ReportSource } from '#shared/analytics/report.ts';
import type { MeasuredPost } from '#shared/analytics/measures.ts';
import { notProvided } from '#shared/analytics/metric-words.ts';
import { reportPage, type PageNames } from '#shared/analytics/report-page.ts';
import { channelName } from '#shared/channels/channel.ts';
import { Failure } from '#shared/failures.ts';
import type { ChannelId, WorkspaceId } from '#shared/ids.ts';
import type { Handlers } from '#shared/ipc/contract.ts';
import { platformOf } from '#shared/platforms/catalog.ts';
import type { WorkspaceSettings } from '#shared/ipc/settings.calls.ts';
import { channelById } from '#electron/channels/channels.read.ts';
import type { Library } from '#electron/db/handles.ts';
import { publicationById } from '#electron/publishing/publications.read.ts';
import { workspaceById } from '#electron/settings/settings.read.ts';
import { newestReadings, reportSource } from '#electron/analytics/analytics.read.ts';
import { writeWholeFile } from '#electron/analytics/write-whole-file.ts';

/** How a report leaves the app: where to is asked of the person, and paper is printed by Chromium. */
export interface Exporting {
  /** The chosen path; `undefined` when the person changed their mind. */
  chooseWhere(suggested: { readonly name: string; readonly extension: 'csv' | 'pdf' }): Promise<string | undefined>;
  /** A page without scripts as PDF. */
  printPage(html: string): Promise<Uint8Array>;
}

export interface AnalyticsHandling {
  readonly library: Library;
  readonly workspace: () => WorkspaceId;
  readonly exporting: Exporting;
  readonly now: () => number;
  /** From which age on a post counts as grown, ms; a day unless said. */
  readonly grownAtMs?: number;
}

/** Answers how posts are doing, from what networks told so far, and writes it into files. */
export const analyticsHandlers = (d: AnalyticsHandling) =>
  ({
    'analytics.newest': ({ publications }) => newestReadings(d.library.read, publications),
    'analytics.report': (query) => reportOf(sourceOf(d, query), query),
    'analytics.exportCsv': (query) =>
      exportTo(d, query, 'csv', () => reportCsv(sourceOf(d, query), csvNames(d), query)),
    'analytics.exportPdf': (query) =>
      exportTo(d, query, 'pdf', () => {
        const report = reportOf(sourceOf(d, query), query);
        return d.exporting.printPage(reportPage(report, query, pageNames(d, report)));
      }),
  }) satisfies Handlers<'analytics.'>;

function sourceOf(d: AnalyticsHandling, { range, channels }: ReportQuery): ReportSource {
  const { id, zone } = workspaceOf(d);
  const source = reportSource(d.library.read, { workspace: id, zone, range, channels });
  return { ...source, ...(d.grownAtMs !== undefined && { grownAtMs: d.grownAtMs }) };
}

/** Asks first, then makes it: nobody waits for a file that they do not want. Throws `export.*`. */
async function exportTo(
  d: AnalyticsHandling,
  { range }: ReportQuery,
  extension: 'csv' | 'pdf',
  make: () => string | Promise<Uint8Array>,
): Promise<{ file?: string }> {
  const name = `${fileName(workspaceOf(d).name)}-${range.from}-to-${range.to}.${extension}`;
  const path = await d.exporting.chooseWhere({ name, extension });
  if (path === undefined) return {};
  await writeWholeFile(path, await make());
  return { file: path };
}

function workspaceOf(d: AnalyticsHandling): WorkspaceSettings {
  const known = workspaceById(d.library.read, d.workspace());
  if (known === undefined) throw new Failure('library.bad-row', { table: 'workspaces', id: d.workspace() });
  return known;
}

function csvNames({ library }: AnalyticsHandling): Parameters<typeof reportCsv>[1] {
  return {
    channel: ({ channel }) => nameOf(library, channel),
    network: ({ platform }) => platformOf(platform)?.name ?? platform,
    permalink: ({ publication }: MeasuredPost) => {
      const known = publicationById(library.read, publication);
      return known?.state === 'published' ? known.receipt.permalink : undefined;
    },
  };
}

function pageNames(d: AnalyticsHandling, report: Report): PageNames {
  const { name: workspace, zone } = workspaceOf(d);
  const platforms = new Set(
    report.channels.flatMap(({ channel }) => channelById(d.library.read, channel)?.platform ?? []),
  );
  return {
    workspace,
    zone,
    madeAt: d.now(),
    channel: (id) => {
      const platform = platformOf(channelById(d.library.read, id)?.platform ?? '');
      return { name: `${nameOf(d.library, id)} (${platform?.name ?? ''})`, color: platform?.color ?? '#596368' };
    },
    notProvided: [...platforms].flatMap((id) => {
      const platform = platformOf(id);
      return platform === undefined ? [] : [notProvided(platform)];
    }),
  };
}

function nameOf({ read }: Library, id: ChannelId): string {
  const known = channelById(read, id);
  return known === undefined ? '' : channelName(known);
}

/** What every file system takes. */
function fileName(name: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');
  return plain === '' ? 'postwright' : plain.slice(0, 60);
}
