import { importLines, measureImporting } from '#bench/importing.ts';
import { measureOverhead, overheadLines } from '#bench/overhead.ts';
import { measurePunctuality, punctualityLines } from '#bench/punctuality.ts';
import { measureSearching, searchLines } from '#bench/searching.ts';
import { measureReport, reportLines } from '#bench/report.ts';

// `npm run bench`: the figures Postwright claims, each beside what bounds it, measured in the same run.

console.log('Queue');
for (const line of overheadLines(await measureOverhead(500))) console.log(`  ${line}`);
console.log('Scheduler');
for (const line of punctualityLines(await measurePunctuality(200, 20_000))) console.log(`  ${line}`);
console.log('Analytics');
for (const line of reportLines(await measureReport(10_000))) console.log(`  ${line}`);
console.log('Import');
for (const line of importLines(await measureImporting(200))) console.log(`  ${line}`);
console.log('Search');
for (const line of searchLines(await measureSearching(100_000))) console.log(`  ${line}`);
