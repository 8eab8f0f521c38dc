import { languageChoice } from '#shared/text/language.ts';
import { sampleLibrary, type SampleName } from './sample/sample-library.ts';
import { fakeBridge } from './fake-bridge.ts';
import { drawPictures } from './draw-pictures.ts';

// The window without Electron, for looking at it: `npx vite` and open /preview/. Never part of the product:
// nothing outside this folder imports it. `?sample=empty`, `&vault=undecided`, `&theme=dark`, `&language=de` choose what is shown.

const wanted = new URLSearchParams(location.search);
const library = sampleLibrary((wanted.get('sample') ?? 'busy') as SampleName, {
  vault: wanted.get('vault') ?? 'keychain',
  theme: wanted.get('theme') ?? 'auto',
  language: languageChoice.catch('en').parse(wanted.get('language')),
});

Object.defineProperty(window, 'postwright', { value: fakeBridge(library) });
drawPictures(library);
await import('../main.tsx');
