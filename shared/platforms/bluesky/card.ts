import type { Api, LinkCard } from '#shared/platforms/platform.ts';
import { uploadBytes } from '#shared/platforms/bluesky/uploads.ts';
import type { BlobRef } from '#shared/platforms/bluesky/wire.ts';
import { StepTrouble } from '#shared/publishing/steps.ts';

/** `app.bsky.embed.external`: what the page says about itself, with its picture on the account's own server. */
export type Card = {
  readonly uri: string;
  readonly title: string;
  readonly description: string;
  readonly thumb?: BlobRef;
};

/** PLATFORMS.md 7.3. */
const MOST_THUMB_BYTES = 1_000_000;

/** The card of a link; `null` where the page cannot be read. A picture that does not fit is left out. */
export async function makeCard(link: string, api: Api): Promise<Card | null> {
  const page = await api.linkCard(link);
  if (page === undefined) return null;
  const thumb = page.picture && (await thumbOf(page.picture, page.url, api));
  const { title, description } = page;
  return { uri: link, title: title || link, description, ...(thumb && { thumb }) };
}

async function thumbOf(
  picture: NonNullable<LinkCard['picture']>,
  page: string,
  api: Api,
): Promise<BlobRef | undefined> {
  if (picture.bytes.length > MOST_THUMB_BYTES) return undefined;
  try {
    return await uploadBytes(picture.bytes, { type: picture.type, file: page }, api);
  } catch (thrown) {
    // A card without its picture is better than no post.
    if (thrown instanceof StepTrouble && thrown.trouble.kind === 'refused') return undefined;
    throw thrown;
  }
}
