import { spoken } from '#shared/text/spoken.ts';
import { LANGUAGE_PARAMETER } from '../text/spoken-here.ts';
import { readPosts, usePosts } from './posts.store.ts';
import { show, useRoute, type Route } from './route.store.ts';
import { useSettings } from './settings.store.ts';

// Another language is another start of the window's page: its words are read while its files are loaded. It comes back to
// where it was. What is being written is saved first, as when the screen is left.

const KEPT = 'postwright.where';
/** Of the address: something was kept. To look without need would hold the first look up until the main process has time. */
const RETURNS = 'returns';

interface Where {
  readonly route: Route;
  /** The control that had the keyboard, where it has a name of its own. */
  readonly focused: string;
}

/** Starts the page again in the language of the settings, unless it speaks so, or the screen that is open wants to stay. */
export async function takeUpLanguage(): Promise<void> {
  const wanted = useSettings.getState().known?.spoken;
  if (wanted === undefined || wanted === spoken()) return;
  const { guard, route } = useRoute.getState();
  if (guard !== undefined && !(await guard())) return;
  const where: Where = { route, focused: document.activeElement?.id ?? '' };
  sessionStorage.setItem(KEPT, JSON.stringify(where));
  const address = new URL(location.href);
  address.searchParams.set(LANGUAGE_PARAMETER, wanted);
  address.searchParams.set(RETURNS, '');
  location.replace(address);
}

/** Back to where the window was before it took up another language; for a page that has read the library. */
export async function returnToWhere(): Promise<void> {
  if (!new URL(location.href).searchParams.has(RETURNS)) return;
  const kept = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  if (kept === null) return;
  // Our own words of a moment ago, in a place that nobody else can write to.
  const { route, focused } = JSON.parse(kept) as Where;
  show(await asSaved(route));
  if (focused !== '') focusSoon(focused);
}

/** A post whose first word was written by then is no new one any more; one without a word is begun again. */
async function asSaved(route: Route): Promise<Route> {
  if (route.screen !== 'composer' || !route.isNew) return route;
  await readPosts([route.post]);
  return { ...route, isNew: !usePosts.getState().byId.has(route.post) };
}

/** Frames that a screen is waited for, whose code may come only now. */
const PATIENCE = 300;

/** The control stands once its screen is there and drawn. */
function focusSoon(id: string, patience = PATIENCE): void {
  requestAnimationFrame(() => {
    const control = document.getElementById(id);
    if (control !== null) control.focus();
    else if (patience > 0) focusSoon(id, patience - 1);
  });
}
