import { GraphRefusal } from '#simulators/meta/graph.ts';

// How Instagram refuses what its own rules forbid (PLATFORMS.md 5.4), in its words where they are known.

export const instagramError = (
  code: number,
  subcode: number,
  message: string,
  words = message,
  title?: string,
): GraphRefusal =>
  new GraphRefusal(code, message, {
    status: 400,
    subcode,
    words,
    transient: false,
    ...(title === undefined ? {} : { title }),
  });

export const cannotFetch = (url: string): GraphRefusal =>
  instagramError(
    9004,
    2207052,
    'Only photo or video can be accepted as media type.',
    `The media could not be fetched from this URI: ${url}. Please check the limitations.`,
    "Media download has failed. The media URI doesn't meet our requirements.",
  );

export const imageTooLarge = (): GraphRefusal =>
  instagramError(
    36_000,
    2207004,
    'The image size is too large.',
    'The image is too large to download. It should be less than 8 MiB.',
    'Image size too large',
  );

export const wrongImageFormat = (): GraphRefusal =>
  instagramError(
    36_001,
    2207005,
    'The image format is not supported.',
    'The image format is not supported. Supported formats are: JPEG.',
  );

export const wrongRatio = (ratio: number): GraphRefusal =>
  instagramError(
    36_003,
    2207009,
    'The aspect ratio is not supported.',
    `The submitted image with aspect ratio (${ratio.toFixed(3)}) cannot be published. Please submit an image with a valid aspect ratio.`,
  );

export const captionTooLong = (): GraphRefusal =>
  instagramError(
    36_004,
    2207010,
    'The caption was too long.',
    'The caption exceeds 2,200 characters, 30 hashtags or 20 mentions.',
  );

export const tooManyTags = (): GraphRefusal =>
  instagramError(100, 2207040, 'Cannot use more than 20 tags per created media.');
export const wrongChildren = (): GraphRefusal =>
  instagramError(
    100,
    2207028,
    'Your post won’t work as a carousel. Carousels need at least 2 photos/videos and no more than 10.',
  );
export const unknownMediaType = (type: string): GraphRefusal =>
  instagramError(100, 2207023, `The media type ${type} is unknown.`);
export const videoRetired = (): GraphRefusal =>
  instagramError(
    100,
    2207067,
    'The VIDEO value for media_type is no longer supported. Use the REELS media type to publish a video to your Instagram feed.',
  );
export const thumbOutOfRange = (): GraphRefusal =>
  instagramError(1, 2207057, 'Thumbnail offset must be greater than or equal to 0 and less than video duration.');
export const noSuchMedia = (): GraphRefusal =>
  instagramError(24, 2207006, 'The requested resource does not exist', 'Media not found.', 'Media Not Found');
export const containerGone = (): GraphRefusal =>
  instagramError(
    24,
    2207008,
    'The requested resource does not exist',
    'The media builder has expired or does not exist.',
  );
export const notReady = (): GraphRefusal =>
  instagramError(
    9007,
    2207027,
    'Media ID is not available',
    'The media is not ready to be published. Please wait a moment.',
  );
export const dailyLimit = (): GraphRefusal =>
  instagramError(
    9,
    2207042,
    'Application request limit reached',
    'You reached maximum number of posts that is allowed to be published by Content Publishing API.',
  );
export const restricted = (): GraphRefusal =>
  instagramError(
    25,
    2207050,
    'The Instagram account is restricted.',
    'Your account is inactive, checkpointed or restricted.',
  );
