import type { PublicationId } from '#shared/ids.ts';
import { showUndo } from '../../failures/show-notice.tsx';
import { changePublication } from '../../state/send-command.ts';
import { t } from '../../text/t.ts';

/** Does not send it, says so by the words of the post, and offers to take that back. Throws the refusal. */
export async function takeBack(publication: PublicationId, words: string): Promise<void> {
  await changePublication({ kind: 'publication.cancel', publication });
  showUndo(`publication-${publication}`, t.queue.takenBack(words), () =>
    changePublication({ kind: 'publication.put-back', publication }),
  );
}
