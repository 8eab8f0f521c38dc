import { useState, type ClipboardEvent, type DragEvent } from 'react';
import type { MediaId } from '#shared/ids.ts';
import type { Segment, TextPlace } from '#shared/posts/post.ts';
import { showFailure } from '../../failures/show-notice.tsx';
import { choosePictures, importFiles, type Added } from '../../state/import-files.ts';
import { forgetImport } from '../../state/imports.store.ts';
import { usesOf } from '../../state/media.store.ts';
import type { Writing } from './writing.ts';

interface Where {
  readonly writing: Writing;
  readonly place: TextPlace;
  readonly part: Segment;
}

export interface AddFiles {
  /** The import under way. */
  readonly adding: string | undefined;
  /** Files of this computer hang over the part. */
  readonly isOver: boolean;
  /** Asks for files of this computer. */
  readonly choose: () => void;
  /** Files that are in the library already. */
  readonly attach: (media: readonly MediaId[]) => void;
  readonly events: {
    readonly onDragOver: (event: DragEvent) => void;
    readonly onDragLeave: (event: DragEvent) => void;
    readonly onDrop: (event: DragEvent) => void;
    readonly onPaste: (event: ClipboardEvent) => void;
  };
}

/** How files come to a part: chosen, dropped, pasted, or from the library. */
export function useAddFiles({ writing, place, part }: Where): AddFiles {
  const [adding, setAdding] = useState<string>();
  const [isOver, setOver] = useState(false);

  const attach = (media: readonly MediaId[]): Promise<boolean> =>
    writing.changeMedia(place, part.id, async (now) => {
      const fresh = media.filter((id) => !now.some((use) => use.media === id));
      return fresh.length === 0 ? now : [...now, ...(await usesOf(fresh))];
    });

  const add = async (begin: (id: string) => Promise<Added>): Promise<void> => {
    const adds = crypto.randomUUID();
    setAdding(adds);
    try {
      const { media, failures } = await begin(adds);
      for (const failure of failures) showFailure(failure);
      await attach(media);
    } catch (thrown) {
      showFailure(thrown);
    } finally {
      setAdding(undefined);
      forgetImport(adds);
    }
  };

  return {
    adding,
    isOver,
    choose: () => adding === undefined && void add(choosePictures),
    attach: (media) => void attach(media).catch(showFailure),
    events: {
      onDragOver: (event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: (event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      },
      onDrop: (event) => {
        event.preventDefault();
        setOver(false);
        const files = [...event.dataTransfer.files];
        void add((id) => importFiles(id, files));
      },
      onPaste: (event) => {
        const files = [...event.clipboardData.files];
        // Word processors paste a picture of the words beside the words: those are wanted.
        if (files.length === 0 || event.clipboardData.types.includes('text/plain')) return;
        event.preventDefault();
        void add((id) => importFiles(id, files));
      },
    },
  };
}
