import { isObject, blobsIn } from '#simulators/bluesky/lexicon.ts';
import { quotedBy, uriIn } from '#simulators/bluesky/views.ts';
import type { Post, World } from '#simulators/bluesky/world.ts';
import type { ArrivedMedia, ArrivedPost } from '#simulators/network.ts';

/** Every post that was ever made, oldest first; what was taken down keeps its pictures here. */
export function arrivedIn(world: World): readonly ArrivedPost[] {
  return [...world.posts.values()].map((post): ArrivedPost => {
    const { uri, did, at, value, removedAt } = post;
    const parentId = uriIn(value, 'reply', 'parent');
    const link = linkOf(value);
    const quotedId = quotedBy(value);
    const handle = world.accounts.get(did)?.handle ?? did;
    return {
      id: uri,
      account: `@${handle}`,
      kind: 'post',
      text: textOf(value['text']),
      ...(parentId !== undefined && { parentId }),
      ...(quotedId !== undefined && { quotedId }),
      media: mediaOf(world, post),
      ...(link !== undefined && { link }),
      at,
      isRemoved: removedAt !== undefined,
      url: `${world.url}/profile/${handle}/post/${uri.split('/').at(-1)}`,
    };
  });
}

function mediaOf(world: World, { value }: Post): readonly ArrivedMedia[] {
  return attachmentsOf(shownBeside(value)).flatMap((attachment) => {
    const [cid] = blobsIn(attachment['image'] ?? attachment['video']).map(({ ref }) => ref.$link);
    const file = cid === undefined ? undefined : world.files.get(cid);
    if (!file) return [];
    const { mimeType, sha256 } = file;
    const description = textOf(attachment['alt']) || undefined;
    return [{ mimeType, description, sha256, url: `${world.url}/files/${cid}` }];
  });
}

type Part = Readonly<Record<string, unknown>>;

/** Pictures, a film or a card; beside a quoted post they are one step further in. */
function shownBeside(value: Part): Part {
  const embed = isObject(value['embed']) ? value['embed'] : {};
  return isObject(embed['media']) ? embed['media'] : embed;
}

function attachmentsOf(embed: Part): readonly Part[] {
  const pictures = embed['images'] ?? embed['items'];
  if (Array.isArray(pictures)) return pictures.filter(isObject);
  return embed['video'] === undefined ? [] : [embed];
}

function linkOf(value: Part): string | undefined {
  const { external } = shownBeside(value);
  return isObject(external) && typeof external['uri'] === 'string' ? external['uri'] : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
