import { z } from 'zod';
import { chosenKeys } from '#shared/keys/shortcuts.ts';
import { languageChoice } from '#shared/text/language.ts';

// Kept apart from the calls: they are read before the window is there, and nothing that takes long to load may come with them.

/** `https` everywhere; plain only to this computer. */
const brokerAddress = z
  .string()
  .max(500)
  .refine((value) => value === '' || isBrokerAddress(value), 'an address like https://team.example');

function isBrokerAddress(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname } = new URL(value);
  return protocol === 'https:' || (protocol === 'http:' && (hostname === '127.0.0.1' || hostname === 'localhost'));
}

/** Of this person on this computer. */
export const personalSettings = z.object({
  language: languageChoice,
  theme: z.enum(['auto', 'light', 'dark']),
  /** 0 Sunday, 1 Monday, 6 Saturday. */
  weekStart: z.union([z.literal(0), z.literal(1), z.literal(6)]),
  notifySuccess: z.boolean(),
  notifyFailure: z.boolean(),
  notifyUnconfirmed: z.boolean(),
  notifySignIn: z.boolean(),
  /** Shortcuts that are not as they come. */
  keys: chosenKeys,
  /** How large everything is shown; 1 is as designed. */
  zoom: z.number().min(0.5).max(2),
  spellCheck: z.boolean(),
  /** Whose dictionaries are used, as BCP 47 names; empty: the languages of the system. */
  spellLanguages: z.array(z.string().max(20)).max(10),
  /** Address of the team server that keeps app secrets (`shared/platforms/broker.ts`); empty when there is none. */
  broker: brokerAddress,
});
export type PersonalSettings = z.infer<typeof personalSettings>;
