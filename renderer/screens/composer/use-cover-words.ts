import type { ChannelId } from '#shared/ids.ts';
import { platformOf } from '#shared/platforms/catalog.ts';
import { useChannels } from '../../state/channels.store.ts';
import { t } from '../../text/t.ts';

/** Where a cover is shown, and where the network chooses one itself; a sentence each. */
export function useCoverWords(readers: readonly ChannelId[]): readonly string[] {
  const byId = useChannels((state) => state.byId);
  const platforms = [...new Set(readers.flatMap((id) => platformOf(byId.get(id)?.platform ?? '') ?? []))];
  const [taking, choosing] = [true, false].map((takes) =>
    platforms.filter((platform) => platform.takes.cover === takes).map((platform) => platform.name),
  );
  return [
    ...(taking?.length ? [t.composer.coverTaken(taking.join(', '))] : []),
    ...(choosing?.length ? [t.composer.coverNotTaken(choosing.join(', '), choosing.length)] : []),
  ];
}
