import { z } from 'zod';
import { report, reportQuery } from '#shared/analytics/report.ts';
import { publicationId } from '#shared/ids.ts';
import { ask } from '#shared/ipc/ask.ts';
import { metrics } from '#shared/publishing/metrics.ts';

/** Where a file went; absent when the person changed their mind. */
export const exported = z.object({ file: z.string().optional() });

/** What a network told last about something that is out. */
export const newestMetrics = z.object({ publication: publicationId, metrics });

export const analyticsCalls = {
  /** What is known of these by now; what was never told about is left out. Asks no network. */
  'analytics.newest': ask(z.object({ publications: z.array(publicationId).max(1000) }), z.array(newestMetrics)),
  'analytics.report': ask(reportQuery, report),
  /** Every publication of the range with its numbers, as CSV; asks where to. */
  'analytics.exportCsv': ask(reportQuery, exported),
  /** A report for a client, as PDF; asks where to. */
  'analytics.exportPdf': ask(reportQuery, exported),
};
