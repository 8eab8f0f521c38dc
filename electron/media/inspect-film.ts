import {
  ALL_FORMATS,
  EncodedPacketSink,
  FilePathSource,
  Input,
  type InputAudioTrack,
  type InputTrack,
  type InputVideoTrack,
} from 'mediabunny';
import { Failure } from '#shared/failures.ts';
import type { FileDetails } from '#shared/media/media.ts';
import { fileFacts, type FileFacts } from '#electron/media/picture-asks.ts';

/** The types that some network takes, by what the container is called. */
const FILM_TYPES: Readonly<Record<string, { readonly film: string; readonly sound: string }>> = {
  'video/mp4': { film: 'video/mp4', sound: 'audio/mp4' },
  'video/quicktime': { film: 'video/quicktime', sound: 'audio/mp4' },
  'video/webm': { film: 'video/webm', sound: 'audio/webm' },
  'application/ogg': { film: 'video/ogg', sound: 'audio/ogg' },
  'audio/mpeg': { film: 'audio/mpeg', sound: 'audio/mpeg' },
  'audio/wav': { film: 'audio/wav', sound: 'audio/wav' },
  'audio/flac': { film: 'audio/flac', sound: 'audio/flac' },
  'audio/aac': { film: 'audio/aac', sound: 'audio/aac' },
};

/** Frames that are counted for the frame rate: half a minute of most films, and little to read of the largest. */
const COUNTED_FRAMES = 900;

/** What a film or a sound is. Throws `media.unknown-type`; `media.damaged` for one that ends too early. */
export async function inspectFilm(path: string, file: string): Promise<FileFacts> {
  using input = new Input({ formats: ALL_FORMATS, source: new FilePathSource(path) });
  const types = FILM_TYPES[await containerOf(input, file)];
  if (types === undefined) throw new Failure('media.unknown-type', { file });
  try {
    // Numbers that cannot be are damage too.
    return fileFacts.parse(await factsOf(input, types));
  } catch (error) {
    throw new Failure('media.damaged', { file }, { cause: error });
  }
}

async function containerOf(input: Input, file: string): Promise<string> {
  try {
    return (await input.getFormat()).mimeType;
  } catch (error) {
    throw new Failure('media.unknown-type', { file }, { cause: error });
  }
}

async function factsOf(input: Input, types: { readonly film: string; readonly sound: string }): Promise<FileFacts> {
  const [film, sound, seconds] = await Promise.all([
    input.getPrimaryVideoTrack(),
    input.getPrimaryAudioTrack(),
    input.computeDuration(),
  ]);
  for (const track of [film, sound]) if (track) await mustEnd(track);
  if (!film && !sound) throw new Error('nothing to see or hear in it');
  const durationMs = Math.round(seconds * 1000);
  const heard = sound ? await soundDetails(sound) : { channels: 0 };
  if (!film) return { mimeType: types.sound, width: 0, height: 0, durationMs, details: heard };
  const [width, height] = await Promise.all([film.getDisplayWidth(), film.getDisplayHeight()]);
  return { mimeType: types.film, width, height, durationMs, details: { ...(await filmDetails(film)), ...heard } };
}

/** A copy that was cut short tells of packets that are not there. */
async function mustEnd(track: InputTrack): Promise<void> {
  const last = await new EncodedPacketSink(track).getPacket(Infinity);
  if (last === null || last.data.byteLength < last.byteLength) throw new Error('it ends too early');
}

/** ISO 14496-12 calls it by this name; there is no reader for it here, but it is no H.264 either. */
const OLD_MPEG4 = 'mp4v';

async function filmDetails(track: InputVideoTrack): Promise<FileDetails> {
  const [codec, inside, parameters, { packetCount, averagePacketRate }] = await Promise.all([
    track.getCodec(),
    track.getInternalCodecId(),
    track.getCodecParameterString(),
    track.computePacketStats(COUNTED_FRAMES),
  ]);
  const videoCodec = codec ?? (inside === OLD_MPEG4 ? 'mpeg4' : undefined);
  const isYuv420p = parameters === null ? undefined : isYuv420pOf(parameters);
  const isCounted = packetCount > 1 && averagePacketRate > 0 && averagePacketRate < Infinity;
  return {
    ...(videoCodec === undefined ? {} : { videoCodec }),
    ...(isYuv420p === undefined ? {} : { isYuv420p }),
    ...(isCounted ? { frameRate: Math.round(averagePacketRate * 1000) / 1000 } : {}),
  };
}

/**
 * By the profile in the codec's name (RFC 6381). H.264 (Annex A.2): Baseline, Main, Extended and High are 4:2:0 with 8
 * bits, and so are Main of H.265, profile 0 of VP9 and everything of VP8; the higher ones may hold more.
 */
function isYuv420pOf(parameters: string): boolean | undefined {
  const [name = '', first = '', , third = ''] = parameters.toLowerCase().split('.');
  switch (name) {
    case 'avc1':
    case 'avc3':
      return ['42', '4d', '58', '64'].includes(first.slice(0, 2));
    case 'hvc1':
    case 'hev1':
      return first === '1';
    case 'vp09':
      return first === '00';
    case 'av01':
      return first === '0' && third === '08';
    case 'vp8':
      return true;
    default:
      return undefined;
  }
}

async function soundDetails(track: InputAudioTrack): Promise<FileDetails> {
  const [audioCodec, sampleRate, channels] = await Promise.all([
    track.getCodec(),
    track.getSampleRate(),
    track.getNumberOfChannels(),
  ]);
  return {
    ...(audioCodec === null ? {} : { audioCodec }),
    ...(sampleRate > 0 ? { sampleRate } : {}),
    ...(channels > 0 ? { channels } : {}),
  };
}
