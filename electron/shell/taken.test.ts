import { expect, test } from 'vitest';
import { watchTaking } from '#electron/shell/taken.ts';

// What else the program has to read waits until the page has its files: reading holds up the thread that hands them over.

const BYTES = new TextEncoder().encode('a script');

function page() {
  const left: number[] = [];
  const taking = watchTaking((still) => left.push(still));
  return { left, asked: () => taking.asked() };
}

test('a page takes the bytes of a file as they are, and it is told how many files are still on their way', async () => {
  const { left, asked } = page();
  const script = asked();
  const style = asked();
  expect(await new Response(script.body(BYTES)).text()).toBe('a script');
  expect(left).toEqual([1]);
  await new Response(style.body(BYTES)).text();
  expect(left).toEqual([1, 0]);
});

test('a file that is read but not yet asked for by the network process has not been taken', async () => {
  const { left, asked } = page();
  const reader = asked().body(BYTES).getReader();
  expect(left).toEqual([]);
  await reader.read();
  expect(left).toEqual([]);
  expect(await reader.read()).toMatchObject({ done: true });
  expect(left).toEqual([0]);
});

test('a page that goes away while it takes a file does not keep the others waiting, nor is the file counted twice', async () => {
  const { left, asked } = page();
  const going = asked();
  const reader = going.body(BYTES).getReader();
  await reader.read();
  await reader.cancel();
  going.nothing();
  expect(left).toEqual([0]);
});

test('a file that is not there is not waited for', () => {
  const { left, asked } = page();
  asked().nothing();
  expect(left).toEqual([0]);
});
