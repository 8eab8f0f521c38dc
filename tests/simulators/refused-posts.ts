// Posts that Bluesky does not take, each with what is different from one that it takes, and what its server says about it.

/** Of something that is nowhere. */
const CID = 'bafyreihawcx252g7tiigos4uxecdnccycyltnn4em26deef6m2wfgm4ir4';

const link = (uri: string) => [
  { index: { byteStart: 0, byteEnd: 2 }, features: [{ $type: 'app.bsky.richtext.facet#link', uri }] },
];
const card = { uri: 'https://example.com', title: 'T', description: 'D' };

export const REFUSED_POSTS: readonly [what: string, part: object, problem: string][] = [
  ['301 letters', { text: 'x'.repeat(301) }, 'grapheme too big (maximum 300, got 301) at $.record.text'],
  ['3025 bytes', { text: '👨‍👩‍👧‍👦'.repeat(121) }, 'string too big (maximum 3000, got 3025) at $.record.text'],
  ['no words', { text: undefined }, 'Missing required key "text" at $.record'],
  ['no time', { createdAt: 'yesterday' }, 'Invalid datetime (got "yesterday") at $.record.createdAt'],
  ['four languages', { langs: ['en', 'de', 'fr', 'it'] }, 'array too big (maximum 3, got 4) at $.record.langs'],
  ['a long tag', { tags: ['a'.repeat(65)] }, 'grapheme too big (maximum 64, got 65) at $.record.tags[0]'],
  ['no link', { facets: link('nope') }, 'Invalid uri (got "nope") at $.record.facets[0].features[0].uri'],
  [
    'a reply to nothing',
    { reply: { parent: { uri: `at://did:plc:aaaaaaaaaaaaaaaaaaaaaaaa/app.bsky.feed.post/3l4xyz2222222`, cid: CID } } },
    'Missing required key "root" at $.record.reply',
  ],
  [
    'a quote of nothing',
    { embed: { $type: 'app.bsky.embed.record', record: { uri: 'x', cid: CID } } },
    'Invalid at-uri (got "x") at $.record.embed.record.uri',
  ],
  [
    'a card without its title',
    { embed: { $type: 'app.bsky.embed.external', external: { ...card, title: undefined } } },
    'Missing required key "title" at $.record.embed.external',
  ],
];
