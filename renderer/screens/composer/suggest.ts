import { channelName, type Channel } from '#shared/channels/channel.ts';
import type { ChannelId, PlatformId } from '#shared/ids.ts';
import { platformOf } from '#shared/platforms/catalog.ts';
import type { Mentionable } from '#shared/posts/mentions.ts';
import { filledIn, type SnippetPlace } from '#shared/posts/snippet.ts';
import { firstLink } from '#shared/posts/first-link.ts';
import type { Post, TextPlace } from '#shared/posts/post.ts';
import { locale } from '#shared/text/spoken.ts';
import { call } from '../../ipc.ts';
import { channelOf } from '../../state/channels.store.ts';
import { emojiData, findEmoji, toned, usedEmoji, useEmoji } from '../../state/emoji.store.ts';
import { workspaceNow } from '../../state/settings.store.ts';
import { useSnippets } from '../../state/snippets.store.ts';
import { t } from '../../text/t.ts';
import type { Token } from './token-at.ts';
import type { Suggest, Suggested, Suggestion } from './use-suggestions.ts';

const MOST = 8;
/** Somebody who types on asks once, about what they typed in the end, ms. */
const PAUSE_MS = 200;

/** What goes in for a token of a text that `readers` get. `placeNow` tells what snippets can say there. */
export function suggestFor(readers: readonly ChannelId[], placeNow: () => SnippetPlace): Suggest {
  return async (token, show, signal) => {
    switch (token.kind) {
      case 'emoji':
        return show(await emojiFor(token));
      case 'snippet':
        return show({ items: snippetsFor(token.typed, placeNow()) });
      case 'account':
        return accountsFor(token, readers, show, signal);
    }
  };
}

async function emojiFor({ typed }: Token): Promise<Suggested> {
  const { tone } = useEmoji.getState();
  const found = findEmoji(await emojiData(), typed, MOST);
  return {
    items: found.map((entry) => {
      const emoji = toned(entry, tone);
      return { key: emoji, insert: `${emoji} `, sign: emoji, words: entry.label, taken: () => usedEmoji(emoji) };
    }),
  };
}

function snippetsFor(typed: string, place: SnippetPlace): readonly Suggestion[] {
  const wanted = typed.toLowerCase();
  return useSnippets
    .getState()
    .all.filter(
      ({ name }) =>
        name
          .toLowerCase()
          .split(/\s+/)
          .some((word) => word.startsWith(wanted)) || name.toLowerCase().startsWith(wanted),
    )
    .slice(0, MOST)
    .map((one) => ({ key: one.id, insert: filledIn(one.text, place), words: one.name, beside: one.text }));
}

/** Known ones at once, what the networks find when they answer. */
async function accountsFor(
  { typed }: Token,
  readers: readonly ChannelId[],
  show: (found: Suggested) => void,
  signal: AbortSignal,
): Promise<void> {
  const channels = readers.flatMap((id) => channelOf(id) ?? []);
  const platforms = [...new Set(channels.map((channel) => channel.platform))];
  const before = await Promise.all(platforms.map(knownOn));
  const known = before.flat().filter(({ item }) => item.handle.toLowerCase().startsWith(typed.toLowerCase()));
  const note = noteOn(platforms);
  const say = (found: readonly Found[], more = note): void =>
    show({ items: itemsOf([...known, ...found]), ...(more === undefined ? {} : { note: more }) });
  say([]);
  const asked = platforms.flatMap(
    (platform) => channels.find((one) => one.platform === platform && canLookUp(one)) ?? [],
  );
  if (asked.length === 0) return;
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  if (signal.aborted) return;
  const answers = await Promise.allSettled(
    asked.map(async (channel) => {
      const found = await call('channels.findAccounts', { channel: channel.id, typed });
      return found.map((item): Found => ({ item, platform: channel.platform }));
    }),
  );
  // Without the network the known ones are all there is; the list says so instead of a notice at every letter.
  const silent = asked
    .filter((_channel, index) => answers[index]?.status === 'rejected')
    .map((one) => channelName(one));
  const found = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  say(found, silent.length === 0 ? note : t.composer.lookupSilent(silent.join(', ')));
}

interface Found {
  readonly item: Mentionable;
  readonly platform: PlatformId;
}

async function knownOn(platform: PlatformId): Promise<readonly Found[]> {
  const handles = await call('posts.mentions', { platform });
  return handles.map((handle) => ({ item: { handle, displayName: '' }, platform }));
}

function itemsOf(found: readonly Found[]): readonly Suggestion[] {
  const byHandle = new Map<string, Found>();
  for (const one of found)
    if ((byHandle.get(one.item.handle)?.item.displayName ?? '') === '') byHandle.set(one.item.handle, one);
  return [...byHandle.values()].slice(0, MOST).map(({ item: { handle, displayName }, platform }) => ({
    key: handle,
    insert: `@${handle} `,
    words: `@${handle}`,
    beside: displayName || (platformOf(platform)?.name ?? ''),
  }));
}

function canLookUp({ platform, state }: Channel): boolean {
  return platformOf(platform)?.takes.lookup === true && state === 'connected';
}

function noteOn(platforms: readonly PlatformId[]): string | undefined {
  const without = platforms.flatMap((id) => {
    const platform = platformOf(id);
    return platform === undefined || platform.takes.lookup === true ? [] : [platform.name];
  });
  return without.length === 0 ? undefined : t.composer.lookupNone(without.join(', '));
}

/** What a snippet can say in one text of a post. Without a plan it speaks of now. */
export function snippetPlace(post: Post, place: TextPlace, text: string): SnippetPlace {
  const { zone, name } = workspaceNow();
  const channel = place === 'shared' ? undefined : channelOf(place);
  return {
    at: post.plan.kind === 'none' ? Date.now() : post.plan.dueAt,
    zone: post.plan.kind === 'at' ? post.plan.planned.zone : zone,
    locale: locale(),
    workspace: name,
    channel: channel && channelName(channel),
    network: channel && platformOf(channel.platform)?.name,
    link: firstLink(text),
  };
}
