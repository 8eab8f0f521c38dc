import { expect, test } from 'vitest';
import { arrivedAddress, frameAddress, mediaAddress, shownAddress } from '#shared/media/picture-addresses.ts';
import { pictureAt } from '#electron/shell/wanted-picture.ts';

const sha = 'a'.repeat(64);

test('a picture of the library is asked for by its hash, in one of three sizes', () => {
  expect(pictureAt(mediaAddress(sha))).toEqual({ kind: 'media', id: sha });
  const still = { mimeType: 'image/png' } as const;
  expect(pictureAt(shownAddress(sha, still, 'thumb'))).toEqual({ kind: 'media', id: sha, small: 'thumb' });
  expect(pictureAt(shownAddress(sha, still, 'preview'))).toEqual({ kind: 'media', id: sha, small: 'preview' });
});

test('one that moves is shown as it is', () => {
  expect(pictureAt(shownAddress(sha, { mimeType: 'image/gif' }, 'thumb'))).toEqual({ kind: 'media', id: sha });
});

test('a frame of a film is asked for by its moment, and what arrived by its hash', () => {
  expect(pictureAt(frameAddress(sha, 1499.6))).toEqual({ kind: 'frame', id: sha, atMs: 1500 });
  expect(pictureAt(arrivedAddress(sha))).toEqual({ kind: 'arrived', sha256: sha });
});

test.each([
  mediaAddress(sha.toUpperCase()),
  `${mediaAddress(sha)}/../../x.png`,
  `${mediaAddress(sha)}/other`,
  `${mediaAddress(sha)}/thumb/preview`,
  `${mediaAddress(sha)}/frame/-1`,
  `${mediaAddress(sha)}/frame/1e9`,
  `${mediaAddress(sha)}/frame/`,
  'pictures://postwright/media/../library.sqlite',
  'pictures://postwright/index.html',
  'pictures://postwright/%00',
  `pictures://elsewhere/media/${sha}`,
  `app://postwright/media/${sha}`,
  'not an address',
])('%s is nothing', (address) => {
  expect(pictureAt(address)).toBeUndefined();
});
