import { badParameter, GraphRefusal } from '#simulators/meta/graph.ts';

// How Facebook refuses what its own rules forbid (PLATFORMS.md 4.4). Subcodes are as seen in production; the codes beside
// them and the words are illustrative.

export const duplicate = (): GraphRefusal =>
  new GraphRefusal(506, 'Duplicate status message', {
    title: 'Duplicate Status Update',
    words: 'This status update is identical to the last one you posted. Try posting something different.',
  });

export const photosAlreadyPosted = (): GraphRefusal =>
  badParameter('Photos already posted', { subcode: 1_366_051, words: 'These photos were already posted.' });

export const badPhoto = (): GraphRefusal =>
  new GraphRefusal(324, '(#324) Missing or invalid image file', {
    subcode: 1_366_046,
    title: 'Can’t Read Files',
    words: 'Your photos couldn’t be uploaded. Photos should be smaller than 4 MB and saved as JPG, PNG.',
  });

export const badVideo = (): GraphRefusal =>
  new GraphRefusal(352, '(#352) Sorry, the video file you selected is in a format that we don’t support.', {
    subcode: 1_363_024,
  });

export const textTooLong = (): GraphRefusal => badParameter('Name parameter too long');

export const nothingToSay = (): GraphRefusal =>
  badParameter('Requires one of the params: message, link, attached_media, place');

export const linkToFacebook = (): GraphRefusal =>
  badParameter('Invalid parameter', { subcode: 1_609_008, words: 'You can’t share facebook.com links here.' });

export const badLink = (): GraphRefusal => badParameter('Invalid parameter', { subcode: 2_061_006, words: 'Bad URL.' });

export const notScraped = (): GraphRefusal =>
  new GraphRefusal(1_609_005, '(#1609005) There was a problem scraping data from the provided link.');

/** From 10 minutes to 30 days from now. */
export const badTime = (): GraphRefusal => badParameter('The specified scheduled publish time is invalid.');

export const timeOfPublished = (): GraphRefusal =>
  badParameter('You cannot specify a scheduled publish time on a published post');

export const videoNotWhole = (): GraphRefusal =>
  new GraphRefusal(6000, 'There was a problem uploading your video file. Please try again.', { subcode: 1_363_130 });

export const videoAlreadyFinished = (): GraphRefusal => badParameter('The video was published already');

export const notMadeByThisApp = (): GraphRefusal =>
  new GraphRefusal(200, '(#200) This post wasn’t created by the application');

export const noSuchField = (name: string, type: string): GraphRefusal =>
  badParameter(`Tried accessing nonexisting field (${name}) on node type (${type})`);
