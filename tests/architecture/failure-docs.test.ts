import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FAILURE_DOCS, failureDocs } from '#build/write-failure-docs.ts';
import { FAILURES } from '#shared/failures.ts';

const page = readFileSync(FAILURE_DOCS, 'utf8');
const documented = [...page.matchAll(/^- `([a-z-]+\.[a-z-]+)`: /gm)].map((match) => match[1]);

test('docs/failures.md lists every code of shared/failures.ts and nothing else', () => {
  expect(documented, 'write the page again: npx node build/write-failure-docs.ts').toEqual(Object.keys(FAILURES));
});

test('docs/failures.md has the sentence and the offer of every code', () => {
  expect(page, 'write the page again: npx node build/write-failure-docs.ts').toBe(failureDocs());
});
