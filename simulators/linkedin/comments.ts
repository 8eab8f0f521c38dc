import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { checkVersion, mayPostAs, mayReadOf, tokenOf } from '#simulators/linkedin/permission.ts';
import { badRequest, denied, invalidInput, notFound, stumbleIfDue } from '#simulators/linkedin/refusal.ts';
import { isVisible, type Comment, type World } from '#simulators/linkedin/world.ts';

const commentBody = z.object({ actor: z.string(), object: z.string(), message: z.object({ text: z.string().min(1) }) });
const LONGEST = 1250;

/** Comments under a post (PLATFORMS.md 2.2, “Comments”). */
export function addCommentRoutes(app: FastifyInstance, world: World): void {
  app.post<{ Params: { urn: string } }>('/rest/socialActions/:urn/comments', (request, reply) => {
    checkVersion(world, request);
    tokenOf(world, request);
    const asked = commentBody.safeParse(request.body);
    if (!asked.success) throw badRequest('ILLEGAL_ARGUMENT', z.prettifyError(asked.error));
    const { actor, message } = asked.data;
    mayPostAs(world, request, actor, 'partnerApiSocialActionsComments.CREATE');
    if (!world.behaviour.takesComments) throw denied('partnerApiSocialActionsComments.CREATE');
    const post = world.posts.get(request.params.urn);
    if (!post || !isVisible(post)) throw notFound('The post');
    if (message.text.length > LONGEST) throw invalidInput('FIELD_LENGTH_TOO_LONG', 'The comment is too long');
    const comment = addComment(world, post.urn, actor, message.text);
    stumbleIfDue(world);
    return reply.code(201).header('x-restli-id', comment.id).send(commentJson(comment));
  });

  app.get<{ Params: { urn: string }; Querystring: Record<string, string> }>(
    '/rest/socialActions/:urn/comments',
    (request) => {
      checkVersion(world, request);
      const { start = '0', count = '10' } = request.query;
      const post = world.posts.get(request.params.urn);
      if (!post) throw notFound('The post');
      mayReadOf(world, request, post.author, 'partnerApiSocialActionsComments.GET_ALL');
      const all = [...world.comments.values()].filter((one) => one.postUrn === post.urn && !one.isDeleted);
      const from = Number(start);
      return {
        paging: { start: from, count: Number(count), links: [] },
        elements: all.slice(from, from + Number(count)).map(commentJson),
      };
    },
  );
}

/** A comment, as if the API had been asked for it. */
export function addComment(world: World, postUrn: string, actor: string, text: string): Comment {
  const id = world.nextNumber();
  const activity = `urn:li:activity:${postUrn.split(':').at(-1)}`;
  const comment: Comment = {
    id,
    urn: `urn:li:comment:(${activity},${id})`,
    postUrn,
    actor,
    text,
    createdAt: world.now(),
    isDeleted: false,
  };
  world.comments.set(id, comment);
  return comment;
}

function commentJson(comment: Comment): unknown {
  return {
    id: comment.id,
    commentUrn: comment.urn,
    object: comment.postUrn,
    actor: comment.actor,
    message: { attributes: [], text: comment.text },
    created: { time: comment.createdAt, actor: comment.actor },
  };
}
