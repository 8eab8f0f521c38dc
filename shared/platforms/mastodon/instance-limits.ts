import { NoAnswer, type HttpAnswer, type HttpRequest } from '#shared/platforms/http.ts';
import { typeLimits, type MastodonLimits } from '#shared/platforms/mastodon/limits.ts';
import { address, instance, readAnswer, type Instance } from '#shared/platforms/mastodon/wire.ts';
import type { AccountLimits } from '#shared/platforms/platform.ts';
import { StepTrouble } from '#shared/publishing/steps.ts';

// What a server says about itself, and the limits in it (PLATFORMS.md 8.3).

/** The older call where the server does not know the newer. `undefined` where neither can be had: the usual limits hold. */
export async function instanceOf(
  server: string,
  send: (request: HttpRequest) => Promise<HttpAnswer>,
): Promise<Instance | undefined> {
  for (const path of ['/api/v2/instance', '/api/v1/instance']) {
    try {
      const known = readAnswer(instance, await send({ method: 'GET', url: address(server, path), timeoutMs: 10_000 }));
      if (known) return known;
    } catch (thrown) {
      if (!(thrown instanceof NoAnswer || thrown instanceof StepTrouble)) throw thrown;
    }
  }
  return undefined;
}

/** The limits a server names. Forks name some of them outside `configuration`. */
export function limitsOf(known: Instance): AccountLimits {
  const { statuses, media_attachments: files, polls } = known.configuration ?? {};
  const named: { [Name in keyof MastodonLimits]: number | null | undefined } = {
    maxCharacters: statuses?.max_characters ?? known.max_toot_chars,
    maxMedia: statuses?.max_media_attachments ?? known.max_media_attachments,
    reservedPerUrl: statuses?.characters_reserved_per_url,
    altMax: files?.description_limit ?? known.description_limit,
    imageBytes: files?.image_size_limit ?? known.upload_limit,
    imagePixels: files?.image_matrix_limit,
    videoBytes: files?.video_size_limit ?? known.upload_limit,
    videoPixels: files?.video_matrix_limit,
    videoFrameRate: files?.video_frame_rate_limit,
    pollMostAnswers: hasNoPolls(known) ? 0 : (polls?.max_options ?? known.poll_limits?.max_options),
    pollLongestAnswer: polls?.max_characters_per_option ?? known.poll_limits?.max_option_chars,
    pollLeastSeconds: polls?.min_expiration ?? known.poll_limits?.min_expiration,
    pollMostSeconds: polls?.max_expiration ?? known.poll_limits?.max_expiration,
    quotePolicy: knowsQuotes(known) ? undefined : 0,
    repeatWithinMin: keepsKeys(known.version) ? undefined : 0,
  };
  const limits: Record<string, number> = { ...typeLimits(files?.supported_mime_types ?? []) };
  for (const [name, value] of Object.entries(named)) if (typeof value === 'number') limits[name] = value;
  return limits;
}

/** Pleroma and its kin name what they can do; one without polls does not name them. */
function hasNoPolls({ pleroma }: Instance): boolean {
  const features = pleroma?.metadata?.features;
  return features ? !features.includes('polls') : false;
}

/** 4.5 has version 7 of the interface (PLATFORMS.md 8.2). Before 4.3 no version was told; other software tells none. */
function knowsQuotes({ version, api_versions: versions }: Instance): boolean {
  if (versions?.mastodon) return versions.mastodon >= 7;
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(version) ?? [];
  return !isOther(version) && (Number(major) > 4 || (Number(major) === 4 && Number(minor) >= 5));
}

/**
 * Only Mastodon itself is known to keep `Idempotency-Key` (PLATFORMS.md 8.5, register 20). Other software names itself
 * (`2.7.2 (compatible; Pleroma 2.6.0)`) or counts its own versions from 0; there, a lost answer is looked for instead.
 */
function keepsKeys(version: string): boolean {
  return /^v?[2-9]\d*\./.test(version) && !isOther(version);
}

function isOther(version: string): boolean {
  return /compatible/i.test(version);
}
