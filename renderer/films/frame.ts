import { CanvasSink, type InputVideoTrack } from 'mediabunny';
import { Failure } from '#shared/failures.ts';
import type { FilmTask } from '#shared/media/film-work.ts';
import { writeMade } from './film-files.ts';
import { mustDecode, type Film } from './open-film.ts';

const JPEG = { type: 'image/jpeg', quality: 0.92 };

/** Where a film that begins in the dark is looked at, seconds. */
const FIRST_SECONDS = [0, 0.5, 1, 2, 3, 5, 8];
/** Of 255: darker than any scene that one would recognise, brighter than the noise of black. */
const DARK = 24;

type Canvas = HTMLCanvasElement | OffscreenCanvas;

/** Writes one frame as JPEG. */
export async function writeFrame(
  film: Film,
  track: InputVideoTrack,
  { atMs, mostSide }: Extract<FilmTask, { do: 'frame' }>,
): Promise<void> {
  await mustDecode(track, film.name);
  const sink = new CanvasSink(track, await sidesWithin(track, mostSide ?? Infinity));
  const start = await track.getFirstTimestamp();
  const found = atMs === undefined ? await firstBright(sink, start) : await frameAt(sink, start, atMs / 1000);
  if (found === undefined) throw new Failure('media.damaged', { file: film.name });
  await writeMade(film.number, await asJpeg(found), 0);
}

async function sidesWithin(
  track: InputVideoTrack,
  most: number,
): Promise<{ width: number; height: number; fit: 'fill' }> {
  const [width, height] = await Promise.all([track.getDisplayWidth(), track.getDisplayHeight()]);
  const scale = Math.min(1, most / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
    fit: 'fill',
  };
}

/** The frame shown at a moment; after the end, the last one. */
async function frameAt(sink: CanvasSink, start: number, seconds: number): Promise<Canvas | undefined> {
  // Moments are whole milliseconds, and frames begin between them.
  return (await sink.getCanvas(start + seconds + 0.0005))?.canvas;
}

/** The first that is not dark; in a film that begins with a long night, the brightest that was seen. */
async function firstBright(sink: CanvasSink, start: number): Promise<Canvas | undefined> {
  let best: { canvas: Canvas; light: number } | undefined;
  for await (const shown of sink.canvasesAtTimestamps(FIRST_SECONDS.map((second) => start + second))) {
    if (shown === null) continue;
    const light = lightOf(shown.canvas);
    if (best === undefined || light > best.light) best = { canvas: shown.canvas, light };
    if (light >= DARK) break;
  }
  return best?.canvas;
}

const LOOKED_AT = 32;

/** How bright a frame is on average, 0 to 255. */
function lightOf(canvas: Canvas): number {
  const pen = new OffscreenCanvas(LOOKED_AT, LOOKED_AT).getContext('2d', { willReadFrequently: true });
  if (pen === null) return 255;
  pen.drawImage(canvas, 0, 0, LOOKED_AT, LOOKED_AT);
  const { data } = pen.getImageData(0, 0, LOOKED_AT, LOOKED_AT);
  let sum = 0;
  for (let at = 0; at < data.length; at += 4) sum += ((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0)) / 3;
  return sum / (data.length / 4);
}

async function asJpeg(canvas: Canvas): Promise<Blob> {
  const still = new OffscreenCanvas(canvas.width, canvas.height);
  still.getContext('2d')?.drawImage(canvas, 0, 0);
  return still.convertToBlob(JPEG);
}
