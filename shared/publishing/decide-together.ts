import { waitsForLook, type Publication } from '#shared/publishing/publication.ts';

// What waits for a person may be decided about together, as far as nothing can go out twice by it.

/** It may be out already, and only somebody who looked at the network knows: sending it is always asked about first. */
export function mayBeOut(publication: Publication): boolean {
  return publication.state === 'unconfirmed' || waitsForLook(publication);
}

/** Those that many can be decided about at once, and those that a person decides about one by one. */
export function togetherOrAlone(publications: readonly Publication[]): {
  readonly together: readonly Publication[];
  readonly alone: readonly Publication[];
} {
  const isTogether = ({ state }: Publication): boolean => state === 'held' || state === 'failed';
  return {
    together: publications.filter(isTogether),
    alone: publications.filter((one) => !isTogether(one)),
  };
}
