import { EMBEDS, strongRef } from '#simulators/bluesky/embed-shapes.ts';
import { blob, integer, list, object, text, union, type Shape } from '#simulators/bluesky/lexicon.ts';

// The records that Bluesky's own lexicons describe, as far as anybody writes them here (lexicons/app/bsky in
// bluesky-social/atproto; PLATFORMS.md 7.2, 7.3). Any other record is taken as it comes, as on the real server.

export const POST = 'app.bsky.feed.post';
export const LIKE = 'app.bsky.feed.like';
export const REPOST = 'app.bsky.feed.repost';
export const PROFILE = 'app.bsky.actor.profile';

export interface RecordShape {
  /** What its key has to be: a time, or always the same word. */
  readonly key: 'tid' | 'self';
  readonly shape: Shape<unknown>;
}

const datetime = text({ format: 'datetime' });
const atUri = text({ format: 'at-uri' });

const facet = object(
  {
    index: object({ byteStart: integer({ least: 0 }), byteEnd: integer({ least: 0 }) }, {}),
    features: list(
      union({
        'app.bsky.richtext.facet#mention': object({ did: text({ format: 'DID' }) }, {}),
        'app.bsky.richtext.facet#link': object({ uri: text({ format: 'uri' }) }, {}),
        'app.bsky.richtext.facet#tag': object({ tag: text({ maxBytes: 640, maxGraphemes: 64 }) }, {}),
      }),
    ),
  },
  {},
);

const labels = union({
  'com.atproto.label.defs#selfLabels': object({ values: list(object({ val: text({ maxBytes: 128 }) }, {}), 10) }, {}),
});

const post = object(
  { text: text({ maxBytes: 3000, maxGraphemes: 300 }), createdAt: datetime },
  {
    facets: list(facet),
    reply: object({ root: strongRef, parent: strongRef }, {}),
    embed: union(EMBEDS),
    langs: list(text({ format: 'language' }), 3),
    labels,
    tags: list(text({ maxBytes: 640, maxGraphemes: 64 }), 8),
  },
);

const threadGate = object(
  { post: atUri, createdAt: datetime },
  {
    allow: list(union({ 'app.bsky.feed.threadgate#listRule': object({ list: atUri }, {}) }), 5),
    hiddenReplies: list(atUri, 300),
  },
);

const postGate = object(
  { post: atUri, createdAt: datetime },
  { detachedEmbeddingUris: list(atUri, 50), embeddingRules: list(union({}), 5) },
);

const picture = blob(['image/png', 'image/jpeg'], 1_000_000);
const profile = object(
  {},
  {
    displayName: text({ maxBytes: 640, maxGraphemes: 64 }),
    description: text({ maxBytes: 2560, maxGraphemes: 256 }),
    avatar: picture,
    banner: picture,
    labels,
    pinnedPost: strongRef,
    createdAt: datetime,
  },
);

const reaction = object({ subject: strongRef, createdAt: datetime }, { via: strongRef });

export const RECORDS: ReadonlyMap<string, RecordShape> = new Map([
  [POST, { key: 'tid', shape: post }],
  ['app.bsky.feed.threadgate', { key: 'tid', shape: threadGate }],
  ['app.bsky.feed.postgate', { key: 'tid', shape: postGate }],
  [LIKE, { key: 'tid', shape: reaction }],
  [REPOST, { key: 'tid', shape: reaction }],
  [PROFILE, { key: 'self', shape: profile }],
]);
