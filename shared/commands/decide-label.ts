import { never } from '#shared/assert.ts';
import { accepted, refused, type Decided } from '#shared/commands/command.ts';
import type { LabelCommand } from '#shared/commands/label-commands.ts';
import type { Label } from '#shared/posts/label.ts';

export interface LabelContext {
  /** UTC ms. */
  readonly now: number;
  /** The label of this workspace that is called so, whatever its case; deleted ones do not count. */
  named(name: string): Label | undefined;
  /** The label that another one is merged into. */
  readonly into: Label | undefined;
}

/** Decides what becomes of a label. Pure: the desktop and a team server decide the same. */
export function decideLabel(state: Label | undefined, command: LabelCommand, context: LabelContext): Decided<Label> {
  if (command.kind === 'label.make') {
    if (state !== undefined) return refused('label.name-taken', { name: state.name });
    const { label: id, workspace, name, color } = command;
    return called({ id, workspace, name, color }, name, context);
  }
  if (state === undefined) return refused('label.not-found');
  if (command.kind === 'label.restore') {
    const { deletedAt: _gone, ...kept } = state;
    return called(kept, kept.name, context);
  }
  if (state.deletedAt !== undefined) return refused('label.not-found');

  switch (command.kind) {
    case 'label.rename':
      return called({ ...state, name: command.name }, command.name, context);
    case 'label.recolor':
      return accepted({ ...state, color: command.color });
    case 'label.merge':
      return canMerge(state, context) ? accepted({ ...state, deletedAt: context.now }) : refused('label.not-found');
    case 'label.delete':
      return accepted({ ...state, deletedAt: context.now });
    case 'label.put':
    case 'label.take-off':
      return accepted(state);
    default:
      return never(command);
  }
}

/** Two labels of one name could not be told apart. */
function called(label: Label, name: string, context: LabelContext): Decided<Label> {
  const other = context.named(name);
  return other === undefined || other.id === label.id
    ? accepted(label)
    : refused('label.name-taken', { name: other.name });
}

function canMerge(state: Label, { into }: LabelContext): boolean {
  return (
    into !== undefined && into.deletedAt === undefined && into.id !== state.id && into.workspace === state.workspace
  );
}
