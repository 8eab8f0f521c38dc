import { useState } from 'react';
import type { MediaId } from '#shared/ids.ts';
import { showFailure, showSuccess } from '../../failures/show-notice.tsx';
import { forgetImport } from '../../state/imports.store.ts';
import type { Added } from '../../state/import-files.ts';
import { t } from '../../text/t.ts';

export interface Adding {
  /** The import that is under way. */
  readonly id: string | undefined;
  readonly add: (begin: (id: string) => Promise<Added>) => Promise<void>;
}

/** Adds files, one import at a time, and tells how it went. */
export function useAdding(onAdded: (media: readonly MediaId[]) => void): Adding {
  const [id, setId] = useState<string>();
  const add = async (begin: (id: string) => Promise<Added>): Promise<void> => {
    if (id !== undefined) return;
    const fresh = crypto.randomUUID();
    setId(fresh);
    try {
      const { media, failures } = await begin(fresh);
      for (const failure of failures) showFailure(failure);
      if (media.length > 0) {
        onAdded(media);
        showSuccess(t.media.added1(media.length), { id: 'media-added', text: '' });
      }
    } catch (thrown) {
      showFailure(thrown);
    } finally {
      setId(undefined);
      forgetImport(fresh);
    }
  };
  return { id, add };
}
