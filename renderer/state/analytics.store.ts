import { create } from 'zustand';
import type { Report, ReportQuery } from '#shared/analytics/report.ts';
import { showFailure } from '../failures/show-notice.tsx';
import { call } from '../ipc.ts';

// The report that is shown. It is asked again when numbers or publications changed, and only while somebody looks at it.

interface AnalyticsState {
  readonly query: ReportQuery | undefined;
  readonly report: Report | undefined;
}

export const useAnalytics = create<AnalyticsState>(() => ({ query: undefined, report: undefined }));

/** Networks answer one by one: what comes close together is read together. */
const GATHER_MS = 400;
const waiting: { timer: ReturnType<typeof setTimeout> | undefined } = { timer: undefined };

/** Asks for a report; what was shown stays until the new one is there. */
export async function readReport(query: ReportQuery): Promise<void> {
  useAnalytics.setState({ query });
  const report = await call('analytics.report', query);
  // Another one was asked for meanwhile.
  if (useAnalytics.getState().query === query) useAnalytics.setState({ report });
}

/** Nobody looks at it any more. */
export function closeReport(): void {
  useAnalytics.setState({ query: undefined, report: undefined });
}

/** Numbers changed. */
export function readAgainSoon(): void {
  waiting.timer ??= setTimeout(() => {
    waiting.timer = undefined;
    const { query } = useAnalytics.getState();
    if (query !== undefined) readReport(query).catch(showFailure);
  }, GATHER_MS);
}

/** Answers the file's path; `undefined` when the person changed their mind. */
export async function exportReport(query: ReportQuery, as: 'csv' | 'pdf'): Promise<string | undefined> {
  const { file } = await call(as === 'csv' ? 'analytics.exportCsv' : 'analytics.exportPdf', query);
  return file;
}
