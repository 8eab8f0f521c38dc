// Every word the window says, in English, a file for each screen. Failures and broken rules have their words in `shared/`.
import { app, workspaces, keys, shortcuts, notices, zones } from './en/window.ts';
import { progress, state, offer, networkPost, ledger, labels, stage, additions } from './en/posts.ts';
import { practice } from './en/practice.ts';
import { composer } from './en/composer.ts';
import { calendar } from './en/calendar.ts';
import { queue, bulk } from './en/queue.ts';
import { lookFirst } from './en/look-first.ts';
import { channels, slots, health } from './en/channels.ts';
import { settings, vault } from './en/settings.ts';
import { palette } from './en/palette.ts';
import { drafts } from './en/drafts.ts';
import { media } from './en/media.ts';
import { snippets } from './en/snippets.ts';
import { activity } from './en/activity.ts';
import { csv } from './en/csv.ts';
import { welcome } from './en/welcome.ts';
import { analytics } from './en/analytics.ts';
import { moments } from './en/moments.ts';

export const en = {
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
} as const;
