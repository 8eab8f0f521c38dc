import { TID } from '@atproto/common-web';
import type { Api } from '#shared/platforms/platform.ts';

/** The record key and time of a part, chosen by us before anything is sent, and never again. */
export type Key = { readonly rkey: string; readonly createdAt: string };

const MILLISECOND = 1000;

/** Keys that grow along a thread, as do the times, so that every app shows its parts in order. */
export function chooseKeys(count: number, api: Api): readonly Key[] {
  const [a = 0, b = 0, c = 0, d = 0] = api.random(4);
  // A TID is microseconds and a clock's number (10 bits); ours counts milliseconds, so chance fills the rest.
  const clock = ((a << 8) | b) % 1024;
  const micros = ((c << 8) | d) % MILLISECOND;
  const first = api.now();
  return Array.from({ length: count }, (_part, index) => {
    const madeAt = first + index;
    const rkey = TID.fromTime(madeAt * MILLISECOND + micros, clock).toString();
    return { rkey, createdAt: new Date(madeAt).toISOString() };
  });
}

/** The key that was chosen after this one: of the last part of a thread, it is the first comment's. */
export function keyAfter(rkey: string): string | undefined {
  if (!TID.is(rkey)) return undefined;
  const tid = TID.fromStr(rkey);
  return TID.fromTime(tid.timestamp() + MILLISECOND, tid.clockid()).toString();
}
