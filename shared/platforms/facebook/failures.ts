import type { FailureCode } from '#shared/failures.ts';
import { slowDown } from '#shared/platforms/answers.ts';
import type { HttpAnswer } from '#shared/platforms/http.ts';
import { aboutOf, graphError, graphTrouble, refusedCode, unclear, type Asking } from '#shared/platforms/meta/graph.ts';
import type { Trouble } from '#shared/publishing/steps.ts';

// Every refusal of Facebook, mapped once: its subcodes (PLATFORMS.md 4.4) first, then what all of Meta has in common.

const HOUR_MS = 3_600_000;
/** “Posting too fast”: an hour at least. */
const TOO_FAST = 1_390_008;
const DUPLICATE = 506;
/** “Photos already posted”. */
const DUPLICATE_PHOTOS = 1_366_051;

/** Why a request did not do what it should have done. */
export function troubleOf(answer: HttpAnswer, asking: Asking): Trouble {
  const about = aboutOf(answer, asking);
  const { code, error_subcode: subcode, message = '' } = graphError(answer) ?? {};
  if (isDuplicate(answer)) return { kind: 'refused', failure: { code: 'publish.duplicate', about } };
  if (subcode === TOO_FAST) return slowDown(asking.now + HOUR_MS, about);
  // “Temporarily unavailable” is no promise that nothing was made.
  if (subcode === 1_363_047 || subcode === 1_609_010) {
    return unclear(asking, { code: 'publish.server-trouble', about: { ...about, status: answer.status } });
  }
  if (subcode !== undefined && ON_THE_SITE.includes(subcode)) {
    return { kind: 'signed-out', failure: { code: 'channel.needs-attention', about } };
  }
  const refused = (subcode === undefined ? undefined : refusalOf(subcode, asking)) ?? refusalIn(code, message, asking);
  if (refused !== undefined) return { kind: 'refused', failure: { code: refused, about } };
  // Said without a code by what stands in front of the API.
  if (code === undefined && message.startsWith('Error validating access token')) {
    return { kind: 'signed-out', failure: { code: 'channel.token-expired', about } };
  }
  return graphTrouble(answer, asking);
}

/** Facebook says that it has this already: perhaps from us, a moment ago (PLATFORMS.md 9.1). */
export function isDuplicate(answer: HttpAnswer): boolean {
  const { code, error_subcode: subcode } = graphError(answer) ?? {};
  return code === DUPLICATE || subcode === DUPLICATE_PHOTOS;
}

/** There is no such object, or it is not for this token: the two are not told apart (PLATFORMS.md 3.2). */
export function isMissing(answer: HttpAnswer): boolean {
  const { code, error_subcode: subcode } = graphError(answer) ?? {};
  return code === 100 && subcode === 33;
}

/** A security check, the authorization to publish as a page, a confirmed identity: nothing goes out before. */
const ON_THE_SITE: readonly number[] = [1_404_006, 1_404_078, 4_854_002];

function refusalOf(subcode: number, asking: Asking): FailureCode | undefined {
  switch (subcode) {
    // Too big or of a wrong type; bad content or file.
    case 1_366_046:
    case 1_349_125:
    case 2_069_019:
      return refusedCode(asking);
    // Abusive; against the community standards; a link to facebook.com; a bad address.
    case 1_346_003:
    case 1_404_102:
    case 1_609_008:
    case 2_061_006:
      return 'publish.refused';
    // Limited for some days.
    case 1_404_112:
      return 'publish.blocked';
    default:
      return undefined;
  }
}

/** What is told by its words only, and videos in a format that Facebook does not take (352, PLATFORMS.md 0.4). */
function refusalIn(code: number | undefined, message: string, asking: Asking): FailureCode | undefined {
  if (code === 352) return refusedCode(asking);
  if (/Name parameter too long/i.test(message)) return 'publish.refused';
  if (/No permission to publish the video/i.test(message)) return 'channel.no-permission';
  return undefined;
}
