import { asFailureValue } from '#shared/failures.ts';
import { systemClock } from '#electron/clock.ts';
import { numberedAsk, type FileFacts, type LookAsk, type PictureAsk } from '#electron/media/picture-asks.ts';
import { doPictureWork } from '#electron/media/picture-work.ts';

// The program of the process for pictures (docs/decisions/0005): a utility process of Electron's, or a child of Node's in
// tests. It has no library, no secrets and no network.

const port = process.parentPort as typeof process.parentPort | undefined;

if (port !== undefined) port.on('message', ({ data }) => void answer(data, (said) => port.postMessage(said)));
else process.on('message', (asked) => void answer(asked, (said) => process.send?.(said)));
process.once('disconnect', () => process.exit(0));

async function answer(asked: unknown, say: (answer: unknown) => void): Promise<void> {
  const { number, ask } = numberedAsk.parse(asked);
  try {
    say({ number, ok: true, facts: await work(ask) });
  } catch (error) {
    say({ number, ok: false, failure: asFailureValue(error) });
  }
}

async function work(ask: PictureAsk | LookAsk): Promise<FileFacts> {
  if (ask.do !== 'look') return doPictureWork(ask);
  // Large, and not needed for pictures.
  const { inspectFile } = await import('#electron/media/inspect-file.ts');
  return inspectFile(ask, systemClock);
}
