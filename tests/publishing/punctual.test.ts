import { expect, test } from 'vitest';
import { measurePunctuality, punctualityLines } from '#bench/punctuality.ts';

test('two hundred publications all start, none twice, and the log says how late', async () => {
  const measured = await measurePunctuality(200, 8_000);
  for (const line of punctualityLines(measured)) console.log(line);
  expect(measured.arrived).toBe(200);
  expect(measured.lateMs.every((lateMs) => lateMs >= 0)).toBe(true);
}, 60_000);
