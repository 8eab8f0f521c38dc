import { join } from 'node:path';
import { openLibrary } from '#electron/db/open.ts';
import { importFiles } from '#electron/media/import-file.ts';
import { mediaStore } from '#electron/media/media-store.ts';
import { systemClock } from '#electron/clock.ts';
import { testPictures } from '#tests/kit/picture-child.ts';

// A program of its own for check-store.test.ts: imports a file and dies, as in a power cut, before its row is written.

const [folder = '', file = ''] = process.argv.slice(2);
const library = openLibrary({
  path: join(folder, 'library.sqlite'),
  clock: systemClock,
  onListenerError: () => undefined,
});
const dying = { ...library, write: () => process.kill(process.pid, 'SIGKILL') as never };
const store = mediaStore(join(folder, 'media'));
await importFiles({ library: dying, store, pictures: testPictures(), now: () => Date.now() }, [file]);
