import type { FastifyInstance } from 'fastify';
import type { World } from '#simulators/mastodon/world.ts';

export const VERSION = '4.5.2';

export const IMAGE_TYPES = [
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/heic',
  'image/heif',
  'image/webp',
  'image/avif',
];
export const FILM_TYPES = ['video/webm', 'video/mp4', 'video/quicktime', 'video/ogg'];
export const SOUND_TYPES = [
  'audio/wave',
  'audio/wav',
  'audio/x-wav',
  'audio/x-pn-wave',
  'audio/vnd.wave',
  'audio/ogg',
  'audio/vorbis',
  'audio/mpeg',
  'audio/mp3',
  'audio/webm',
  'audio/flac',
  'audio/aac',
  'audio/m4a',
  'audio/x-m4a',
  'audio/mp4',
  'audio/3gpp',
];

/** `GET /api/v2/instance` and the older `GET /api/v1/instance`. PLATFORMS.md 8.3. */
export function addInstanceRoutes(app: FastifyInstance, world: World): void {
  app.get('/api/v2/instance', () => ({
    domain: new URL(world.url).host,
    title: 'Simulated Mastodon',
    version: VERSION,
    source_url: 'https://github.com/mastodon/mastodon',
    description: 'A stand-in for a Mastodon server, on this computer only.',
    usage: { users: { active_month: world.accounts.size } },
    thumbnail: { url: `${world.url}/thumbnail.svg` },
    icon: [],
    languages: ['en'],
    configuration: configurationOf(world),
    registrations: {
      enabled: false,
      approval_required: false,
      reason_required: false,
      message: null,
      min_age: null,
      url: null,
    },
    api_versions: { mastodon: 7 },
    contact: { email: 'admin@example.invalid', account: null },
    rules: [],
  }));

  app.get('/api/v1/instance', () => ({
    uri: new URL(world.url).host,
    title: 'Simulated Mastodon',
    short_description: 'A stand-in for a Mastodon server, on this computer only.',
    description: '',
    email: 'admin@example.invalid',
    version: VERSION,
    urls: { streaming_api: world.url.replace('http', 'ws') },
    stats: { user_count: world.accounts.size, status_count: world.statuses.size, domain_count: 0 },
    thumbnail: `${world.url}/thumbnail.svg`,
    languages: ['en'],
    registrations: false,
    approval_required: false,
    invites_enabled: false,
    configuration: configurationOf(world),
    contact_account: null,
    rules: [],
  }));
}

function configurationOf({ limits, url }: World): Record<string, unknown> {
  return {
    urls: {
      streaming: url.replace('http', 'ws'),
      status: null,
      about: `${url}/about`,
      privacy_policy: null,
      terms_of_service: null,
    },
    vapid: { public_key: '' },
    accounts: {
      max_featured_tags: 10,
      max_pinned_statuses: 5,
      max_profile_fields: 4,
      profile_field_name_limit: 255,
      profile_field_value_limit: 255,
    },
    statuses: {
      max_characters: limits.maxCharacters,
      max_media_attachments: limits.maxMedia,
      characters_reserved_per_url: limits.reservedPerUrl,
    },
    media_attachments: {
      supported_mime_types: [...IMAGE_TYPES, ...FILM_TYPES, ...SOUND_TYPES],
      description_limit: limits.altMax,
      image_size_limit: limits.imageBytes,
      image_matrix_limit: limits.imagePixels,
      video_size_limit: limits.videoBytes,
      video_frame_rate_limit: 120,
      video_matrix_limit: limits.videoPixels,
    },
    polls: {
      max_options: limits.pollAnswers,
      max_characters_per_option: limits.pollAnswerLength,
      min_expiration: limits.pollLeastSeconds,
      max_expiration: limits.pollMostSeconds,
    },
    translation: { enabled: false },
  };
}
