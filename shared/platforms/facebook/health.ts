import { aboutPage, get, sendUnseen, stopped, unseenTrouble } from '#shared/platforms/facebook/ask.ts';
import { PUBLISHING_SCOPES } from '#shared/platforms/facebook/oauth.ts';
import { tokenQuestion } from '#shared/platforms/facebook/secrets.ts';
import { debugged, permissions, readAnswer } from '#shared/platforms/facebook/wire.ts';
import type { z } from 'zod';
import type { Api, Health } from '#shared/platforms/platform.ts';

type Debugged = z.infer<typeof debugged>['data'];

/**
 * Asks about both tokens; where that is for the app's owner only, about the person's permissions (PLATFORMS.md 4.1).
 * The page's token has no end of its own: the person's is the one that counts.
 */
export async function health(api: Api): Promise<Health> {
  const page = await asked('page', api);
  const person = await asked('person', api);
  if (!page || !person) return { missingPermissions: await missingByPerson(api) };
  if (page.is_valid === false || person.is_valid === false) {
    throw stopped({ kind: 'signed-out', failure: { code: 'channel.token-expired', about: aboutPage(api) } });
  }
  const expiresAt = endOf(person);
  return {
    ...(expiresAt === undefined ? {} : { expiresAt }),
    missingPermissions: PUBLISHING_SCOPES.filter((scope) => !(page.scopes ?? PUBLISHING_SCOPES).includes(scope)),
  };
}

async function asked(whose: 'page' | 'person', api: Api): Promise<Debugged | undefined> {
  const answer = await sendUnseen(tokenQuestion(api.account.server, whose), api);
  const read = readAnswer(debugged, answer);
  if (read) return read.data;
  const trouble = unseenTrouble(answer, api);
  if (trouble.trouble.kind === 'refused') return undefined;
  throw trouble;
}

/** The sooner of the token's end and that of the access to the person's data (90 days); 0 stands for never. */
function endOf({ expires_at: token = 0, data_access_expires_at: access = 0 }: Debugged): number | undefined {
  const ends = [token, access].filter((at) => at > 0);
  return ends.length === 0 ? undefined : Math.min(...ends) * 1000;
}

async function missingByPerson(api: Api): Promise<string[]> {
  const answer = await get('me/permissions', {}, api);
  const read = readAnswer(permissions, answer);
  if (!read) throw unseenTrouble(answer, api);
  const granted = read.data.filter(({ status }) => status === 'granted').map(({ permission }) => permission);
  return PUBLISHING_SCOPES.filter((scope) => !granted.includes(scope));
}
