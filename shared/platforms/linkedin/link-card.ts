import { isThumbnailReady, uploadThumbnail } from '#shared/platforms/linkedin/upload-media.ts';
import type { Api } from '#shared/platforms/platform.ts';
import type { StepRunner } from '#shared/publishing/steps.ts';

// LinkedIn reads no page: title, description and picture of a card have to be given (PLATFORMS.md 2.2).

/** What the card of a link shows, or why there is none. */
export type Card =
  | { readonly title: string; readonly description: string; readonly thumbnail?: string | undefined }
  | { readonly reason: string };

/** Of older documentation (UNCONFIRMED); what is longer is cut. */
const LONGEST_TITLE = 400;
const LONGEST_DESCRIPTION = 4000;
/** LinkedIn takes no WebP (PLATFORMS.md 2.3). */
const PICTURE_TYPES: readonly string[] = ['image/jpeg', 'image/png'];

/** Reads the page of `link` and uploads the picture of its card: what nobody sees until the post is out. */
export async function prepareCard(link: string, run: StepRunner, api: Api): Promise<Card> {
  const card = await run.step('card', 'repeatable', () => readCard(link, api));
  if ('reason' in card || card.thumbnail === undefined) return card;
  const { thumbnail, ...bare } = card;
  const isReady = await run.step('card/ready', 'repeatable', (start) => isThumbnailReady(thumbnail, start, api));
  return isReady ? card : bare;
}

async function readCard(link: string, api: Api): Promise<Card> {
  const page = await api.linkCard(link);
  if (page === undefined) return { reason: 'the page could not be read.' };
  if (page.title.trim() === '') return { reason: 'the page has no title.' };
  const { picture } = page;
  const thumbnail = picture && PICTURE_TYPES.includes(picture.type) ? await uploadThumbnail(picture, api) : undefined;
  return {
    title: cut(page.title.trim(), LONGEST_TITLE),
    description: cut(page.description.trim(), LONGEST_DESCRIPTION),
    ...(thumbnail === undefined ? {} : { thumbnail }),
  };
}

function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).trimEnd()}…`;
}
