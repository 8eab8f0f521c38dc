import type { ReactNode } from 'react';
import { never } from '#shared/assert.ts';
import { useChannels } from './state/channels.store.ts';
import { useQueue } from './state/queue.store.ts';
import { usePlanEntries } from './state/plan-entries.store.ts';
import { usePosts } from './state/posts.store.ts';
import { useRoute } from './state/route.store.ts';
import { Analytics } from './screens/analytics/analytics.tsx';
import { Activity } from './screens/activity/activity.tsx';
import { Calendar } from './screens/calendar/calendar.tsx';
import { Channels } from './screens/channels/channels.tsx';
import { Composer } from './screens/composer/composer.tsx';
import { Drafts } from './screens/drafts/drafts.tsx';
import { ImportPosts } from './screens/import/import-posts.tsx';
import { Practice } from './screens/practice/practice.tsx';
import { Media } from './screens/media/media.tsx';
import { Queue } from './screens/queue/queue.tsx';
import { Settings } from './screens/settings/settings.tsx';
import { Welcome } from './screens/welcome/welcome.tsx';

/** The screen a route leads to. */
export function Routes(): ReactNode {
  const route = useRoute((state) => state.route);
  const isFirstRun = useFirstRun();
  switch (route.screen) {
    case 'calendar':
      return isFirstRun ? <Welcome /> : <Calendar />;
    case 'queue':
      return <Queue route={route} />;
    case 'drafts':
      return <Drafts />;
    case 'media':
      return <Media />;
    case 'channels':
      return <Channels />;
    case 'analytics':
      return <Analytics />;
    case 'settings':
      return <Settings />;
    case 'activity':
      return <Activity key={route.post} route={route} />;
    case 'import':
      return <ImportPosts />;
    case 'practice':
      return <Practice />;
    case 'composer':
      return <Composer key={route.post} route={route} />;
    default:
      return never(route);
  }
}

/** Nothing was ever connected, and nothing has been written. */
function useFirstRun(): boolean {
  const hasChannels = useChannels((state) => state.all.length > 0);
  const hasPosts = usePosts((state) => state.byId.size > 0);
  const hasPlans = usePlanEntries((state) => state.byId.size > 0);
  const hasHistory = useQueue((state) => state.parts.history.entries.length > 0);
  return !hasChannels && !hasPosts && !hasPlans && !hasHistory;
}
