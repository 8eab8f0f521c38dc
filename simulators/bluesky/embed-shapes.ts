import { blob, integer, list, object, text, union, type Shape } from '#simulators/bluesky/lexicon.ts';

// What a post can show below its words (lexicons/app/bsky/embed in bluesky-social/atproto; PLATFORMS.md 7.2, 7.3).

export const strongRef = object({ uri: text({ format: 'at-uri' }), cid: text({ format: 'CID string' }) }, {});

const shape = object({ width: integer({ least: 1 }), height: integer({ least: 1 }) }, {});
const picture = blob(['image/*'], 2_000_000);

const images = object({ images: list(object({ image: picture, alt: text() }, { aspectRatio: shape }), 4) }, {});

const gallery = object(
  {
    items: list(
      union({ 'app.bsky.embed.gallery#image': object({ image: picture, alt: text(), aspectRatio: shape }, {}) }),
      20,
    ),
  },
  {},
);

const caption = object({ lang: text({ format: 'language' }), file: blob(['text/vtt'], 20_000) }, {});
const video = object(
  { video: blob(['video/mp4'], 300_000_000) },
  { captions: list(caption, 20), alt: text({ maxBytes: 10_000, maxGraphemes: 1000 }), aspectRatio: shape },
);

const external = object(
  {
    external: object(
      { uri: text({ format: 'uri' }), title: text(), description: text() },
      { thumb: blob(['image/*'], 1_000_000) },
    ),
  },
  {},
);

const record = object({ record: strongRef }, {});

const MEDIA: Readonly<Record<string, Shape<unknown>>> = {
  'app.bsky.embed.images': images,
  'app.bsky.embed.gallery': gallery,
  'app.bsky.embed.video': video,
  'app.bsky.embed.external': external,
};

/** By `$type`. */
export const EMBEDS: Readonly<Record<string, Shape<unknown>>> = {
  ...MEDIA,
  'app.bsky.embed.record': record,
  'app.bsky.embed.recordWithMedia': object({ record, media: union(MEDIA) }, {}),
};
