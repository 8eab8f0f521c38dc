import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fetchedFile, isFilm } from '#simulators/facebook/files.ts';
import { videoJson } from '#simulators/facebook/graph-json.ts';
import { askedOfPage } from '#simulators/facebook/permission.ts';
import { badVideo, textTooLong, videoAlreadyFinished, videoNotWhole } from '#simulators/facebook/refusals.ts';
import { whenAsked } from '#simulators/facebook/when.ts';
import { addPost, videoOf, type Page, type Post, type Video, type World } from '#simulators/facebook/world.ts';
import { pickFields } from '#simulators/meta/fields.ts';
import { badParameter, checkedToken, noSuchObject, tokenTextOf } from '#simulators/meta/graph.ts';
import type { GraphParams } from '#simulators/meta/params.ts';

type OfPage = FastifyRequest<{ Params: { node: string } }>;
type Upload = FastifyRequest<{ Params: { video: string } }>;

const LONGEST_DESCRIPTION = 63_206;

/** Videos in one request, and reels and stories in three phases. PLATFORMS.md 4.2. */
export function addVideoRoutes(app: FastifyInstance, world: World, version: string): void {
  app.post(`/${version}/:node/videos`, create);
  app.post(`/${version}/:node/video_reels`, (request: OfPage, reply) => phase(request, reply, 'reel'));
  app.post(`/${version}/:node/video_stories`, (request: OfPage, reply) => phase(request, reply, 'story'));
  // What rupload.facebook.com does: the body is the file, whatever it says that it is.
  void app.register(async (uploads) => {
    uploads.removeAllContentTypeParsers();
    uploads.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    uploads.post(`/video-upload/${version}/:video`, receive);
  });

  async function create(request: OfPage, reply: FastifyReply): Promise<unknown> {
    const { page, token, params } = await askedOfPage(world, request, reply, 'publish');
    const when = whenAsked(world, params, params.flag('published', true));
    const url = params.text('file_url');
    const file = [...params.files.values()][0] ?? (url === undefined ? undefined : await fetchedFile(url));
    if (!file || !isFilm(file.bytes)) throw badVideo();
    const video = begin(page, 'video', { bytes: file.bytes, size: file.bytes.length, mimeType: file.mimeType });
    show(video, token.appId, descriptionOf(params), when);
    return pickFields(videoJson(world, video), params.text('fields') ?? 'id');
  }

  async function phase(request: OfPage, reply: FastifyReply, kind: 'reel' | 'story'): Promise<unknown> {
    const { page, token, params } = await askedOfPage(world, request, reply, 'publish');
    switch (params.text('upload_phase') ?? '') {
      case 'start': {
        const { id } = begin(page, kind, {});
        return { video_id: id, upload_url: `${world.url}/video-upload/v26.0/${id}` };
      }
      case 'finish':
        return finish(page, kind, token.appId, params);
      default:
        throw badParameter('Param upload_phase must be one of {START, FINISH}');
    }
  }

  function finish(page: Page, kind: 'reel' | 'story', appId: string, params: GraphParams): unknown {
    const id = params.text('video_id') ?? '';
    const video = videoOf(world, id);
    if (video?.pageId !== page.id || video.kind !== kind) throw noSuchObject(id, 'post');
    if (video.postId !== undefined) throw videoAlreadyFinished();
    if (video.bytes.length !== video.size) throw videoNotWhole();
    const state = kind === 'story' ? 'PUBLISHED' : params.text('video_state');
    if (!state || !['PUBLISHED', 'SCHEDULED', 'DRAFT'].includes(state)) {
      throw badParameter('Param video_state must be one of {DRAFT, PUBLISHED, SCHEDULED}');
    }
    const post = show(video, appId, descriptionOf(params), whenAsked(world, params, state === 'PUBLISHED'));
    return { success: true, ...(kind === 'story' ? { post_id: post.id } : {}) };
  }

  function begin(page: Page, kind: Video['kind'], file: Partial<Pick<Video, 'bytes' | 'size' | 'mimeType'>>): Video {
    const video: Video = {
      id: world.nextId(),
      pageId: page.id,
      kind,
      createdAt: world.now(),
      mimeType: 'video/mp4',
      bytes: Buffer.alloc(0),
      size: undefined,
      finishedAt: undefined,
      postId: undefined,
      ...file,
    };
    world.videos.set(video.id, video);
    return video;
  }

  function show(video: Video, appId: string, message: string, when: Pick<Post, 'scheduledFor' | 'isHidden'>): Post {
    const { pageId, kind, id: videoId } = video;
    return addPost(world, { pageId, kind, appId, message, videoId, ...when });
  }

  async function receive(request: Upload, reply: FastifyReply): Promise<unknown> {
    // The older name of the scheme is the only one it takes.
    if (!/^OAuth /i.test(request.headers.authorization ?? '')) return refuse(reply, 'NotAuthorizedError');
    const token = checkedToken(world.tokens, tokenTextOf(request, undefined), 'pages_manage_posts');
    const video = videoOf(world, request.params.video);
    if (video?.pageId !== token.subjectId || video.postId !== undefined) return refuse(reply, 'NotFoundError');
    const url = header(request, 'file_url');
    if (url !== undefined) return receiveAll(video, (await fetchedFile(url))?.bytes, reply);
    const [offset, size] = [Number(header(request, 'offset')), Number(header(request, 'file_size'))];
    const isNext = offset === video.bytes.length && (video.size ?? size) === size;
    if (!isNext && offset !== 0) return refuse(reply, 'OffsetInvalidError');
    return receivePart(video, offset, size, request.body as Buffer, reply);
  }

  function receivePart(video: Video, offset: number, size: number, body: Buffer, reply: FastifyReply): unknown {
    const { nextUploadEndsAt: end } = world.behaviour;
    video.size = size;
    video.bytes = Buffer.concat([video.bytes.subarray(0, offset), end === undefined ? body : body.subarray(0, end)]);
    if (end !== undefined) {
      world.behaviour.nextUploadEndsAt = undefined;
      return reply.hijack().raw.destroy();
    }
    if (video.bytes.length > size) return refuse(reply, 'OffsetInvalidError');
    if (video.bytes.length === size && !isFilm(video.bytes)) return refuse(reply, 'ProcessingFailedError');
    return { success: true };
  }

  function receiveAll(video: Video, bytes: Buffer | undefined, reply: FastifyReply): unknown {
    if (!bytes || !isFilm(bytes)) return refuse(reply, 'ProcessingFailedError');
    Object.assign(video, { bytes, size: bytes.length });
    return { success: true };
  }
}

/** The upload host has a shape of its own [BK]. */
function refuse(reply: FastifyReply, type: string): FastifyReply {
  return reply.code(400).send({ debug_info: { retriable: false, type, message: 'Request processing failed' } });
}

function descriptionOf(params: GraphParams): string {
  const description = params.text('description') ?? '';
  if (description.length > LONGEST_DESCRIPTION) throw textTooLong();
  return description;
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}
