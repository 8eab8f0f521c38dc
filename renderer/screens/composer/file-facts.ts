import type { Media } from '#shared/media/media.ts';
import { sizeText } from '#shared/posts/draft-problems.ts';
import { codecName } from '#shared/posts/film-problems.ts';
import { t } from '../../text/t.ts';

/** What is known of a file, in a line: `0:42 · 1920 × 1080 · 30 fps · H.264 · 12.4 MB`. */
export function factsOf({ width, height, durationMs, bytes, details = {} }: Media): string {
  const { frameRate, videoCodec, pages } = details;
  return [
    ...(durationMs === undefined ? [] : [clockText(durationMs)]),
    ...(width > 0 ? [`${width} × ${height}`] : []),
    ...(frameRate === undefined ? [] : [t.composer.framesPerSecond(Math.round(frameRate))]),
    ...(videoCodec === undefined ? [] : [codecName(videoCodec)]),
    ...(pages === undefined ? [] : [t.composer.pages(pages)]),
    sizeText(bytes),
  ].join(' · ');
}

/** As players show a length: `0:42`, `12:05`, `1:02:00`. */
function clockText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}
