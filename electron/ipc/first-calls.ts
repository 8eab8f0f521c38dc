// What a page asks before it draws anything: a few lists of the library, which need no network and no rule of one.

const FIRST_CALLS = ['settings.read', 'channels.list', 'labels.list', 'slots.list', 'calendar.entries'] as const;

/** The name of one of them. */
export type FirstCall = (typeof FIRST_CALLS)[number];

/** `name`: whatever a page gave as one. */
export function isFirstCall(name: unknown): name is FirstCall {
  return FIRST_CALLS.some((first) => first === name);
}
