import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fetchedFile } from '#simulators/facebook/files.ts';
import { photoJson } from '#simulators/facebook/graph-json.ts';
import { askedOfPage } from '#simulators/facebook/permission.ts';
import { badPhoto } from '#simulators/facebook/refusals.ts';
import { whenAsked } from '#simulators/facebook/when.ts';
import { addPost, photoOf, type Photo, type World } from '#simulators/facebook/world.ts';
import { pickFields } from '#simulators/meta/fields.ts';
import { badParameter } from '#simulators/meta/graph.ts';
import type { GraphFile, GraphParams } from '#simulators/meta/params.ts';

type OfPage = FastifyRequest<{ Params: { node: string } }>;

const LARGEST_PHOTO = 10 * 1024 * 1024;

/** Photos, shown at once or kept for a post or a story. PLATFORMS.md 4.2. */
export function addPhotoRoutes(app: FastifyInstance, world: World, version: string): void {
  app.post(`/${version}/:node/photos`, upload);
  app.post(`/${version}/:node/photo_stories`, tell);

  async function upload(request: OfPage, reply: FastifyReply): Promise<unknown> {
    const { page, token, params } = await askedOfPage(world, request, reply, 'publish');
    const isPublished = params.flag('published', true);
    const when = whenAsked(world, params, isPublished);
    if (isPublished && params.flag('temporary', false)) throw badParameter('A temporary photo cannot be published');
    const photo = keep(page.id, await fileOf(params), params);
    if (!isPublished && when.scheduledFor === undefined) return { id: photo.id };
    const message = params.text('message') ?? params.text('caption') ?? '';
    const post = addPost(world, {
      pageId: page.id,
      kind: 'post',
      appId: token.appId,
      message,
      photoIds: [photo.id],
      ...when,
    });
    const fields = params.text('fields');
    return {
      ...(fields === undefined ? {} : pickFields(photoJson(world, photo), fields)),
      id: photo.id,
      post_id: post.id,
    };
  }

  async function fileOf(params: GraphParams): Promise<GraphFile> {
    const url = params.text('url');
    // The name of the part does not matter to Facebook: clients call it `source`, `0` or after the file.
    const file = [...params.files.values()][0] ?? (url === undefined ? undefined : await fetchedFile(url));
    if (!file || !isPicture(file.bytes) || file.bytes.length > LARGEST_PHOTO) throw badPhoto();
    return file;
  }

  function keep(pageId: string, file: GraphFile, params: GraphParams): Photo {
    const alt = params.text('alt_text_custom');
    if (alt !== undefined && !world.behaviour.takesAltText) throw badParameter('Unknown parameter alt_text_custom');
    const { bytes, mimeType, name: fileName } = file;
    const id = world.nextId();
    const photo = { id, pageId, bytes, mimeType, fileName, alt, createdAt: world.now(), postId: undefined };
    world.photos.set(id, photo);
    return photo;
  }

  async function tell(request: OfPage, reply: FastifyReply): Promise<unknown> {
    const { page, token, params } = await askedOfPage(world, request, reply, 'publish');
    const photo = photoOf(world, page.id, params.text('photo_id') ?? '');
    if (!photo) throw badParameter('Param photo_id must be a valid photo ID');
    const post = addPost(world, {
      pageId: page.id,
      kind: 'story',
      appId: token.appId,
      message: '',
      photoIds: [photo.id],
    });
    return { success: true, post_id: post.id };
  }
}

/** JPEG, PNG, GIF, BMP or TIFF, by how it begins. */
function isPicture(bytes: Buffer): boolean {
  const start = bytes.subarray(0, 4).toString('latin1');
  return ['\u00ff\u00d8', '\u0089PNG', 'GIF8', 'BM', 'II*\0', 'MM\0*'].some((magic) => start.startsWith(magic));
}
