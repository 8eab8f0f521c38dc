import { create } from 'zustand';
import type { PostId, PublicationId } from '#shared/ids.ts';
import type { MediaUse } from '#shared/posts/post.ts';
import type { PlannedTime } from '#shared/time-zones.ts';

export type Route =
  | { readonly screen: 'calendar' }
  | { readonly screen: 'queue'; readonly publication?: PublicationId }
  | { readonly screen: 'drafts' }
  | { readonly screen: 'media' }
  | { readonly screen: 'channels'; readonly connect?: boolean }
  | { readonly screen: 'analytics' }
  // At a section of it, where one is named.
  | { readonly screen: 'settings'; readonly section?: SettingsSection }
  // Everything that happened; of one post where one is named.
  | { readonly screen: 'activity'; readonly post?: PostId }
  // Posts come in from a file of rows.
  | { readonly screen: 'import' }
  // What arrived; only in the practice workspace.
  | { readonly screen: 'practice' }
  // `isNew`: the post does not exist until the first word; `at`: the time to suggest for it; `media`: what it begins with.
  | {
      readonly screen: 'composer';
      readonly post: PostId;
      readonly isNew: boolean;
      readonly at?: PlannedTime;
      readonly media?: readonly MediaUse[];
    };

/** The parts of the settings, in their order. */
export const SETTINGS_SECTIONS = [
  'general',
  'notifications',
  'keyboard',
  'network',
  'storage',
  'backup',
  'about',
] as const;
export type SettingsSection = (typeof SETTINGS_SECTIONS)[number];

export type Screen = Route['screen'];

interface RouteState {
  readonly route: Route;
  /** Where the composer goes back to. */
  readonly from: Route;
  /** Asked before leaving; `false` stays. */
  readonly guard: (() => Promise<boolean>) | undefined;
}

export const useRoute = create<RouteState>(() => ({
  route: { screen: 'calendar' },
  from: { screen: 'calendar' },
  guard: undefined,
}));

/** Goes there, unless the screen that is left wants to stay. */
export async function go(route: Route): Promise<void> {
  const { guard } = useRoute.getState();
  if (guard !== undefined && !(await guard())) return;
  show(route);
}

/** Goes there without asking. */
export function show(route: Route): void {
  const { route: before, from } = useRoute.getState();
  useRoute.setState({ route, from: before.screen === 'composer' ? from : before, guard: undefined });
}

export function startPost(at?: PlannedTime): void {
  const post = crypto.randomUUID() as PostId;
  void go({ screen: 'composer', post, isNew: true, ...(at === undefined ? {} : { at }) });
}

/** Starts a post that has these files. */
export function startPostWith(media: readonly MediaUse[], at?: PlannedTime): void {
  const post = crypto.randomUUID() as PostId;
  void go({ screen: 'composer', post, isNew: true, media, ...(at === undefined ? {} : { at }) });
}

export function openPost(post: PostId): void {
  void go({ screen: 'composer', post, isNew: false });
}

export function guardLeaving(guard: (() => Promise<boolean>) | undefined): void {
  useRoute.setState({ guard });
}
