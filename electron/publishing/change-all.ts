import { asFailureValue, Failure, sentenceOf } from '#shared/failures.ts';
import type { BulkCommand } from '#shared/ipc/publishing.calls.ts';
import { excerptOf } from '#shared/posts/post.ts';
import type { Library, ReadDb } from '#electron/db/handles.ts';
import { changePostIn, type PublicationsOfPosts } from '#electron/posts/change-post.ts';
import { postById } from '#electron/posts/posts.read.ts';
import { changePublicationIn } from '#electron/publishing/change-publication.ts';
import { publicationById } from '#electron/publishing/publications.read.ts';

/** Carries out commands in their order, in one transaction. Throws `bulk.refused` for the first that is refused. */
export function changeAll(library: Library, publications: PublicationsOfPosts, commands: readonly BulkCommand[]): void {
  library.write((tx) => {
    for (const { id, command } of commands) {
      try {
        if ('post' in command) changePostIn(tx, publications, id, command);
        else changePublicationIn(tx, id, command);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        const about = { excerpt: excerptFor(tx, command), problem: sentenceOf(asFailureValue(error)) };
        throw new Failure('bulk.refused', about, { cause: error });
      }
    }
  });
}

function excerptFor(db: ReadDb, command: BulkCommand['command']): string {
  const id = 'post' in command ? command.post : publicationById(db, command.publication)?.post;
  const post = id && postById(db, id);
  return post === undefined ? '…' : excerptOf(post.segments, 60);
}
