import type { Library } from './sample-library.ts';

/** There is no main process to serve pictures: what fails to load is drawn, a gradient by its id. */
export function drawPictures(library: Library): void {
  document.addEventListener(
    'error',
    (event) => {
      const image = event.target;
      if (!(image instanceof HTMLImageElement)) return;
      const id = new URL(image.src).pathname.split('/')[2] ?? '';
      const bytes = library.bytes.get(id);
      image.src = bytes === undefined ? drawn(id) : URL.createObjectURL(new Blob([bytes as BlobPart]));
    },
    true,
  );
}

function drawn(id: string): string {
  const hue = Number.parseInt(id.slice(0, 4), 16) % 360;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"><defs><linearGradient id="g" x2="0" y2="1"><stop stop-color="hsl(${hue} 45% 72%)"/><stop offset="1" stop-color="hsl(${(hue + 50) % 360} 40% 42%)"/></linearGradient></defs><rect width="400" height="300" fill="url(#g)"/><circle cx="290" cy="90" r="38" fill="hsl(${hue} 70% 88%)"/><path d="M0 300V210l90-70 70 60 80-100 160 130v70z" fill="hsl(${(hue + 60) % 360} 35% 28%)" opacity=".75"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
