import { changeWords, countWords, rangeWords, shareWords, stretchWords } from '#shared/analytics/figures.ts';
import { analyticsWords } from '#shared/text/analytics-words.ts';
import { MEASURES } from '#shared/analytics/measures.ts';
import { REPORT_STYLE } from '#shared/analytics/report-style.ts';
import type { Report, ReportQuery, Summary } from '#shared/analytics/report.ts';
import { changeOf } from '#shared/analytics/totals.ts';
import { locale } from '#shared/text/spoken.ts';
import { toPlannedTime } from '#shared/time-zones.ts';

/** What a client reads besides numbers. */
export interface PageNames {
  /** The client, or the workspace. */
  readonly workspace: string;
  readonly zone: string;
  readonly madeAt: number;
  channel(id: Report['channels'][number]['channel']): { readonly name: string; readonly color: string };
  /** One sentence for each network in it. */
  readonly notProvided: readonly string[];
}

/** A page to be printed for a client: no script, nothing fetched, everything from outside written as text. */
export function reportPage(report: Report, { drawn }: Pick<ReportQuery, 'drawn'>, names: PageNames): string {
  const words = analyticsWords().page;
  const title = `${names.workspace}: ${rangeWords(report.range)}`;
  return `<!doctype html><html lang="${locale()}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${text(title)}</title><style>${REPORT_STYLE}</style></head><body>
<header><h1>${text(names.workspace)}</h1><p>${text(words.compared(rangeWords(report.range), rangeWords(report.before)))}</p></header>
${tiles(report)}
<section><h2>${text(words.byDay(analyticsWords().measures[drawn]))}</h2>${chart(report, names)}</section>
${channelTable(report, names)}
${report.labels.length === 0 ? '' : labelTable(report)}
${topTable(report, names)}
<section class="notes"><h2>${text(words.notesTitle)}</h2>
<p>${text(analyticsWords().interactionsAre)} ${text(analyticsWords().rateIs)} ${text(words.grows)}</p>
<ul>${names.notProvided.map((sentence) => `<li>${text(sentence)}</li>`).join('')}</ul>
<p>${report.unread === 0 ? '' : `${text(words.unread(report.unread))} `}${text(words.made(names.zone, toPlannedTime(names.madeAt, names.zone).wall.slice(0, 16).replace('T', ' ')))}</p>
</section></body></html>`;
}

function tiles({ now, then }: Report): string {
  const told = MEASURES.filter((measure) => now.totals[measure] !== undefined);
  const all = [
    tile(analyticsWords().measures.posts, countWords(now.posts), changeOf(now.posts, then.posts)),
    ...told.map((measure) => {
      const value = now.totals[measure]?.value ?? 0;
      return tile(analyticsWords().measures[measure], countWords(value), changeOf(value, then.totals[measure]?.value));
    }),
    ...(now.rate === undefined
      ? []
      : [tile(analyticsWords().rate, shareWords(now.rate.value), changeOf(now.rate.value, then.rate?.value))]),
  ];
  return `<ul class="tiles">${all.join('')}</ul>`;
}

function tile(name: string, value: string, change: number | undefined): string {
  const before = change === undefined ? '' : `<small>${text(changeWords(change))}</small>`;
  return `<li><span>${text(name)}</span><b>${text(value)}</b>${before}</li>`;
}

const WIDTH = 680;
const HEIGHT = 170;

/** Bars, one for each stretch of days, stacked by channel. */
function chart({ series, channels }: Report, names: PageNames): string {
  const sums = series.map(({ values }) => channels.reduce((sum, { channel }) => sum + (values[channel] ?? 0), 0));
  const most = Math.max(...sums);
  if (most === 0) return `<p>${text(analyticsWords().page.nothing)}</p>`;
  const step = WIDTH / series.length;
  const bars = series.map(({ values }, at) => {
    let top = HEIGHT;
    return channels
      .map(({ channel }) => {
        const height = ((values[channel] ?? 0) / most) * HEIGHT;
        top -= height;
        const place = `x="${(at * step + step * 0.15).toFixed(1)}" y="${top.toFixed(1)}"`;
        return `<rect ${place} width="${(step * 0.7).toFixed(1)}" height="${height.toFixed(1)}" fill="${text(names.channel(channel).color)}"/>`;
      })
      .join('');
  });
  const ends = [series[0], series.at(-1)].flatMap((one) => (one === undefined ? [] : [text(stretchWords(one))]));
  const legend = channels.map(({ channel }) => {
    const { name, color } = names.channel(channel);
    return `<li><i style="background:${text(color)}"></i>${text(name)}</li>`;
  });
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${text(analyticsWords().page.bars(countWords(most)))}">${bars.join('')}</svg>
<p class="ends"><span>${ends.join('</span><span>')}</span></p><ul class="legend">${legend.join('')}</ul>`;
}

function channelTable({ channels }: Report, names: PageNames): string {
  const rows = channels.map(({ channel, followers, ...own }) => [
    names.channel(channel).name,
    ...cellsOf(own),
    followers === undefined ? '' : countWords(followers.count),
  ]);
  const words = analyticsWords().page;
  return table(words.channels, [words.channel, ...summary(), words.followers], rows);
}

function labelTable({ labels }: Report): string {
  const words = analyticsWords().page;
  return table(
    words.labels,
    [words.label, ...summary()],
    labels.map(({ label, ...own }) => [label, ...cellsOf(own)]),
  );
}

function topTable({ top }: Report, names: PageNames): string {
  const rows = top.map(({ excerpt, channel, publishedAt, metrics, interactions }) => [
    excerpt,
    names.channel(channel).name,
    toPlannedTime(publishedAt, names.zone).wall.slice(0, 16).replace('T', ' '),
    shown(metrics.impressions ?? metrics.views),
    shown(interactions),
  ]);
  const { page, measures } = analyticsWords();
  return table(page.topPosts, [page.post, page.channel, page.published, page.shown, measures.interactions], rows);
}

function summary(): readonly string[] {
  const { measures, rate } = analyticsWords();
  return [measures.posts, measures.interactions, rate];
}

function cellsOf({ posts, totals, rate }: Summary): string[] {
  return [countWords(posts), shown(totals.interactions?.value), rate === undefined ? '' : shareWords(rate.value)];
}

function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const cells = (row: readonly string[], tag: string): string =>
    `<tr>${row.map((cell) => `<${tag}>${text(cell)}</${tag}>`).join('')}</tr>`;
  return `<section><h2>${text(title)}</h2><table><thead>${cells(head, 'th')}</thead><tbody>${rows.map((row) => cells(row, 'td')).join('')}</tbody></table></section>`;
}

function shown(count: number | undefined): string {
  return count === undefined ? '' : countWords(count);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function text(words: string): string {
  return words.replaceAll(/[&<>"']/g, (letter) => ESCAPES[letter] ?? '');
}
