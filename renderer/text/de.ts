// The window in German: “du”, calm. What a social manager calls things comes before what a dictionary does.
import type { Words } from './words.ts';
import { app, workspaces, keys, shortcuts, notices, zones } from './de/window.ts';
import { progress, state, offer, networkPost, ledger, labels, stage, additions } from './de/posts.ts';
import { practice } from './de/practice.ts';
import { composer } from './de/composer.ts';
import { calendar } from './de/calendar.ts';
import { queue, bulk } from './de/queue.ts';
import { lookFirst } from './de/look-first.ts';
import { channels, slots, health } from './de/channels.ts';
import { settings, vault } from './de/settings.ts';
import { palette } from './de/palette.ts';
import { drafts } from './de/drafts.ts';
import { media } from './de/media.ts';
import { snippets } from './de/snippets.ts';
import { activity } from './de/activity.ts';
import { csv } from './de/csv.ts';
import { welcome } from './de/welcome.ts';
import { analytics } from './de/analytics.ts';
import { moments } from './de/moments.ts';

export const de: Words = {
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
