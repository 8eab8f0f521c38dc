import type { CommandId } from '#shared/ids.ts';
import type { ChannelCommand } from '#shared/commands/channel-commands.ts';
import type { LabelCommand } from '#shared/commands/label-commands.ts';
import type { PostCommand } from '#shared/commands/post-commands.ts';
import type { PublicationCommand } from '#shared/commands/publication-commands.ts';
import type { SnippetCommand } from '#shared/commands/snippet-commands.ts';
import type { SlotCommand } from '#shared/commands/slot-commands.ts';
import { call } from '../ipc.ts';

// The only way anything changes. All throw `Failure` when the command is refused; what follows from an
// accepted one arrives as a fact.

export async function changePost(command: PostCommand): Promise<number> {
  const { version } = await call('posts.change', { id: freshId(), command });
  return version;
}

export async function changePublication(command: PublicationCommand): Promise<void> {
  await call('publishing.change', { id: freshId(), command });
}

export async function changeChannel(command: ChannelCommand): Promise<void> {
  await call('channels.change', { id: freshId(), command });
}

export async function changeLabel(command: LabelCommand): Promise<void> {
  await call('labels.change', { id: freshId(), command });
}

export async function changeSnippet(command: SnippetCommand): Promise<void> {
  await call('snippets.change', { id: freshId(), command });
}

export async function changeSlots(command: SlotCommand): Promise<void> {
  await call('slots.change', { id: freshId(), command });
}

/** All of them or none. */
export async function changeEach(commands: readonly (PostCommand | PublicationCommand)[]): Promise<void> {
  await call('publishing.changeAll', { commands: commands.map((command) => ({ id: freshId(), command })) });
}

function freshId(): CommandId {
  return crypto.randomUUID() as CommandId;
}
