import type { MediaId } from '#shared/ids.ts';
import { PICTURES_ORIGIN } from '#shared/media/picture-addresses.ts';
import type { Library } from './sample/library.ts';
import { SCENES } from './scenes.ts';

/** There is no main process to serve pictures: what fails to load is drawn, by the name of its file. */
export function drawPictures(library: Library): void {
  // On its way to the picture, so that a screen that looks for a missing one does not hear of it.
  addEventListener(
    'error',
    (event) => {
      const image = event.target;
      if (!(image instanceof HTMLImageElement) || !image.src.startsWith(PICTURES_ORIGIN)) return;
      event.stopImmediatePropagation();
      const id = new URL(image.src).pathname.split('/')[2] ?? '';
      const bytes = library.bytes.get(id);
      image.src = bytes === undefined ? drawn(library, id) : URL.createObjectURL(new Blob([bytes as BlobPart]));
    },
    true,
  );
}

function drawn({ media }: Library, id: string): string {
  const { name = '', width = 2400, height = 1600 } = media.get(id as MediaId) ?? {};
  const scene = SCENES[name.split('-')[0] ?? ''] ?? SCENES['harvest'];
  const shape = `width="${width / 4}" height="${height / 4}" viewBox="0 0 400 300" preserveAspectRatio="xMidYMid slice"`;
  return `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" ${shape}>${scene}</svg>`)}`;
}
