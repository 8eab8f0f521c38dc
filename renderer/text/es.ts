// The window in Spanish: “tú”, neutral, a post is “publicación” and feminine throughout.
import type { Words } from './words.ts';
import { app, workspaces, keys, shortcuts, notices, zones } from './es/window.ts';
import { progress, state, offer, networkPost, ledger, labels, stage, additions } from './es/posts.ts';
import { practice } from './es/practice.ts';
import { composer } from './es/composer.ts';
import { calendar } from './es/calendar.ts';
import { queue, bulk } from './es/queue.ts';
import { lookFirst } from './es/look-first.ts';
import { channels, slots, health } from './es/channels.ts';
import { settings, vault } from './es/settings.ts';
import { palette } from './es/palette.ts';
import { drafts } from './es/drafts.ts';
import { media } from './es/media.ts';
import { snippets } from './es/snippets.ts';
import { activity } from './es/activity.ts';
import { csv } from './es/csv.ts';
import { welcome } from './es/welcome.ts';
import { analytics } from './es/analytics.ts';
import { moments } from './es/moments.ts';

export const es: Words = {
  app,
  workspaces,
  practice,
  networkPost,
  keys,
  shortcuts,
  progress,
  state,
  offer,
  composer,
  calendar,
  queue,
  lookFirst,
  ledger,
  channels,
  slots,
  additions,
  health,
  settings,
  vault,
  labels,
  stage,
  palette,
  drafts,
  media,
  snippets,
  activity,
  csv,
  bulk,
  welcome,
  notices,
  analytics,
  zones,
  moments,
};
