import { z } from 'zod';
import { channelId, mediaId, postId, workspaceId } from '#shared/ids.ts';
import { poll } from '#shared/posts/poll.ts';
import {
  channelOptions,
  mediaUse,
  segment,
  segmentId,
  segments,
  SEGMENT_TEXT_MAX,
  templateName,
  textPlace,
} from '#shared/posts/post.ts';
import { stage } from '#shared/posts/stage.ts';
import { overdueRule } from '#shared/publishing/overdue-rule.ts';
import { plannedTime } from '#shared/time-zones.ts';

// Everything a person can do to a post. `decide-post.ts` says what follows.

const text = z.string().max(SEGMENT_TEXT_MAX);
const comment = z.string().max(10_000);
const description = mediaUse.shape.alt;

export const postCommand = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('post.create'),
    post: postId,
    workspace: workspaceId,
    segments,
    channels: z.array(channelId),
  }),
  // `from` is the text the edit started from: when it is no longer current, the edit is merged.
  z.object({
    kind: z.literal('post.edit-text'),
    post: postId,
    place: textPlace,
    segment: segmentId,
    from: text,
    to: text,
  }),
  z.object({
    kind: z.literal('post.add-segment'),
    post: postId,
    place: textPlace,
    after: segmentId.optional(),
    segment,
  }),
  // The parts of one text anew: split, joined, moved, or with their files elsewhere. `from` is what they were before, so
  // that nothing somebody else wrote meanwhile is lost.
  z.object({
    kind: z.literal('post.arrange'),
    post: postId,
    place: textPlace,
    from: segments,
    segments,
  }),
  z.object({ kind: z.literal('post.remove-segment'), post: postId, place: textPlace, segment: segmentId }),
  // The whole list of a segment's pictures with their descriptions, in order.
  z.object({
    kind: z.literal('post.attach-media'),
    post: postId,
    place: textPlace,
    segment: segmentId,
    media: z.array(mediaUse),
  }),
  // What describes a file to people who do not see it. `from` as in `post.edit-text`; what cannot be merged is taken as written last.
  z.object({
    kind: z.literal('post.describe-media'),
    post: postId,
    place: textPlace,
    segment: segmentId,
    media: mediaId,
    from: description,
    to: description,
  }),
  // A poll under a segment; without one it is taken away. A new question is text like any other.
  z.object({
    kind: z.literal('post.set-poll'),
    post: postId,
    place: textPlace,
    segment: segmentId,
    poll: poll.optional(),
  }),
  // The address the card of a segment shows, or `none`; without one it is the first of the text again.
  z.object({
    kind: z.literal('post.set-link'),
    post: postId,
    place: textPlace,
    segment: segmentId,
    link: z.union([z.literal('none'), z.url({ protocol: /^https?$/ }).max(2000)]).optional(),
  }),
  // `from` as in `post.edit-text`; what cannot be merged is taken as written last.
  z.object({ kind: z.literal('post.set-first-comment'), post: postId, from: comment, to: comment }),
  // Everything that was chosen for one channel besides words and media.
  z.object({ kind: z.literal('post.set-options'), post: postId, channel: channelId, options: channelOptions }),
  z.object({ kind: z.literal('post.set-channels'), post: postId, channels: z.array(channelId) }),
  // What one channel gets instead; without segments it gets the shared ones again.
  z.object({ kind: z.literal('post.set-variant'), post: postId, channel: channelId, segments: segments.optional() }),
  z.object({ kind: z.literal('post.settle-conflict'), post: postId, conflict: z.uuid(), text }),
  z.object({ kind: z.literal('post.plan'), post: postId, planned: plannedTime, overdue: overdueRule.optional() }),
  z.object({ kind: z.literal('post.unplan'), post: postId }),
  z.object({ kind: z.literal('post.reschedule'), post: postId, planned: plannedTime }),
  z.object({ kind: z.literal('post.publish-now'), post: postId }),
  // Takes back what has not been sent yet; the post keeps its time and its history.
  z.object({ kind: z.literal('post.cancel'), post: postId }),
  // A new post with the words, media, channels, choices and labels of another one; with a name, a template of that name.
  z.object({ kind: z.literal('post.copy'), post: postId, of: postId, template: templateName.optional() }),
  z.object({ kind: z.literal('post.set-stage'), post: postId, stage }),
  // Out of sight, and not deleted. Nothing of it may still have to go out.
  z.object({ kind: z.literal('post.archive'), post: postId }),
  z.object({ kind: z.literal('post.unarchive'), post: postId }),
  z.object({ kind: z.literal('post.delete'), post: postId }),
  z.object({ kind: z.literal('post.restore'), post: postId }),
  // Undo: words, media, channels and plan as they were in an earlier version.
  z.object({ kind: z.literal('post.revert'), post: postId, version: z.int().min(1) }),
]);

export type PostCommand = z.infer<typeof postCommand>;
