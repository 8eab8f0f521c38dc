import { z } from 'zod';

// Ids are UUIDs (RFC 9562) made where the thing is first written, so that work done offline keeps its
// names. Branded: a channel's id can never be passed where a post's is wanted.

export const workspaceId = z.uuid().brand<'WorkspaceId'>();
export const channelId = z.uuid().brand<'ChannelId'>();
export const postId = z.uuid().brand<'PostId'>();
export const publicationId = z.uuid().brand<'PublicationId'>();
export const labelId = z.uuid().brand<'LabelId'>();
export const snippetId = z.uuid().brand<'SnippetId'>();
export const commandId = z.uuid().brand<'CommandId'>();

/** A media file is named by the SHA-256 of its bytes (hex), so the same picture is stored once. */
export const mediaId = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'MediaId'>();

/** A network's name in the catalog (`shared/platforms/catalog.ts`). */
export const platformId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,30}$/)
  .brand<'PlatformId'>();

export type WorkspaceId = z.infer<typeof workspaceId>;
export type ChannelId = z.infer<typeof channelId>;
export type PostId = z.infer<typeof postId>;
export type PublicationId = z.infer<typeof publicationId>;
export type LabelId = z.infer<typeof labelId>;
export type SnippetId = z.infer<typeof snippetId>;
export type CommandId = z.infer<typeof commandId>;
export type MediaId = z.infer<typeof mediaId>;
export type PlatformId = z.infer<typeof platformId>;

/** An instant: whole milliseconds since 1970-01-01T00:00:00Z. */
export const instant = z.int().min(0).max(8.64e15);
