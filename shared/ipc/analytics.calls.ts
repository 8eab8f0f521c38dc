import { z } from 'zod';
import { report, reportQuery } from '#shared/analytics/report.ts';
import { ask } from '#shared/ipc/ask.ts';

/** Where a file went; absent when the person changed their mind. */
export const exported = z.object({ file: z.string().optional() });

export const analyticsCalls = {
  'analytics.report': ask(reportQuery, report),
  /** Every publication of the range with its numbers, as CSV; asks where to. */
  'analytics.exportCsv': ask(reportQuery, exported),
  /** A report for a client, as PDF; asks where to. */
  'analytics.exportPdf': ask(reportQuery, exported),
};
