import { useEffect, useState, type ReactNode } from 'react';
import { never } from '#shared/assert.ts';
import { laterScreen } from './later.tsx';
import { showFailure } from './failures/show-notice.tsx';
import { useChannels } from './state/channels.store.ts';
import { usePlanEntries } from './state/plan-entries.store.ts';
import { usePosts } from './state/posts.store.ts';
import { useRoute } from './state/route.store.ts';
import { useSignIn } from './state/sign-in.store.ts';
import { afterFirstKeys } from './state/after-first-keys.ts';
import { Calendar } from './screens/calendar/calendar.tsx';
import { Welcome } from './screens/welcome/welcome.tsx';

// The window opens on the calendar; the code of the other screens comes once that stands.
const analytics = laterScreen(async () => (await import('./screens/analytics/analytics.tsx')).Analytics);
const activity = laterScreen(async () => (await import('./screens/activity/activity.tsx')).Activity);
const channels = laterScreen(async () => (await import('./screens/channels/channels.tsx')).Channels);
const composer = laterScreen(async () => (await import('./screens/composer/composer.tsx')).Composer);
const drafts = laterScreen(async () => (await import('./screens/drafts/drafts.tsx')).Drafts);
const importPosts = laterScreen(async () => (await import('./screens/import/import-posts.tsx')).ImportPosts);
const practice = laterScreen(async () => (await import('./screens/practice/practice.tsx')).Practice);
const media = laterScreen(async () => (await import('./screens/media/media.tsx')).Media);
const queue = laterScreen(async () => (await import('./screens/queue/queue.tsx')).Queue);
const settings = laterScreen(async () => (await import('./screens/settings/settings.tsx')).Settings);
/** Soon enough that nobody is there first. */
const FETCH_WITHIN_MS = 2_000;
/** The dialog that connects a channel. */
const connecting = laterScreen(async () => (await import('./ui/connect-channel.tsx')).ConnectChannel);
const LATER = [
  analytics,
  activity,
  channels,
  composer,
  drafts,
  importPosts,
  practice,
  media,
  queue,
  settings,
  connecting,
];

/** The screen a route leads to. */
export function Routes(): ReactNode {
  const route = useRoute((state) => state.route);
  const isFirstRun = useFirstRun();
  useEffect(() => {
    afterFirstKeys(FETCH_WITHIN_MS).then(fetchLater).catch(showFailure);
  }, []);
  switch (route.screen) {
    case 'calendar':
      return isFirstRun ? <Welcome /> : <Calendar />;
    case 'queue':
      return <queue.Screen route={route} />;
    case 'drafts':
      return <drafts.Screen />;
    case 'media':
      return <media.Screen />;
    case 'channels':
      return <channels.Screen />;
    case 'analytics':
      return <analytics.Screen />;
    case 'settings':
      return <settings.Screen route={route} />;
    case 'activity':
      return <activity.Screen key={route.post} route={route} />;
    case 'import':
      return <importPosts.Screen />;
    case 'practice':
      return <practice.Screen />;
    case 'composer':
      return <composer.Screen key={route.post} route={route} />;
    default:
      return never(route);
  }
}

/** The way to a connected channel, from when it is gone for the first time. */
export function ConnectChannel(): ReactNode {
  const isOpen = useSignIn(({ signIn }) => signIn.step !== 'closed');
  const [isWanted, setWanted] = useState(isOpen);
  if (isOpen && !isWanted) setWanted(true);
  return isWanted ? <connecting.Screen /> : null;
}

/** One after the other, so that none of them holds up what a person does. */
async function fetchLater(): Promise<void> {
  for (const screen of LATER) await screen.fetch();
}

/** Nothing was ever connected, so that nothing has gone out either, and nothing has been written. */
function useFirstRun(): boolean {
  const hasChannels = useChannels((state) => state.all.length > 0);
  const hasPosts = usePosts((state) => state.byId.size > 0);
  const hasPlans = usePlanEntries((state) => state.byId.size > 0);
  return !hasChannels && !hasPosts && !hasPlans;
}
