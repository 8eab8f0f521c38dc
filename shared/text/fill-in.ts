import { phrase } from '#shared/text/phrases.ts';

/** A sentence with its details in place of the braces. A detail that is missing shows as “…”. */
export function fillIn(sentence: string, about: Readonly<Record<string, string | number>>): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (_all, name: string) => {
    const detail = about[name];
    return typeof detail === 'string' ? phrase(detail) : String(detail ?? '…');
  });
}
