import { decideLabel } from '#shared/commands/decide-label.ts';
import type { LabelCommand } from '#shared/commands/label-commands.ts';
import { Failure } from '#shared/failures.ts';
import type { CommandId, LabelId, WorkspaceId } from '#shared/ids.ts';
import { never } from '#shared/assert.ts';
import { changed } from '#electron/db/change-log.ts';
import { decidedOnce } from '#electron/db/commands.write.ts';
import type { Library, WriteTx } from '#electron/db/handles.ts';
import { labelById, labelNamed, postsWithLabel } from '#electron/posts/labels.read.ts';
import { moveLabel, putLabel, storeLabel, takeLabelOff } from '#electron/posts/labels.write.ts';

/** Decides a label command and stores what follows, in one transaction. Throws the refusal as a `Failure`. */
export function changeLabel(
  library: Library,
  workspace: WorkspaceId,
  id: CommandId,
  command: LabelCommand,
): { label: LabelId } {
  return library.write((tx) =>
    decidedOnce(tx, id, command, () => {
      const decided = decideLabel(labelById(tx, command.label), command, {
        now: tx.now,
        named: (name) => labelNamed(tx, workspace, name),
        into: command.kind === 'label.merge' ? labelById(tx, command.into) : undefined,
      });
      if (!decided.ok) throw new Failure(decided.refusal.code, decided.refusal.about);
      storeLabel(tx, decided.state);
      follow(tx, command);
      return { label: decided.state.id };
    }),
  );
}

/** What a command means for the posts. */
function follow(tx: WriteTx, command: LabelCommand): void {
  switch (command.kind) {
    case 'label.put':
      return putLabel(tx, command.label, command.posts);
    case 'label.take-off':
      return takeLabelOff(tx, command.label, command.posts);
    case 'label.merge':
      return moveLabel(tx, command.label, command.into);
    case 'label.delete':
    case 'label.restore':
      return changed(tx, 'posts', postsWithLabel(tx, command.label));
    case 'label.make':
    case 'label.rename':
    case 'label.recolor':
      return;
    default:
      return never(command);
  }
}
