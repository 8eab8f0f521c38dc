import { addChannels } from './channels.ts';
import { addDrafts } from './drafts.ts';
import { emptyLibrary, type Library, type Wanted } from './library.ts';
import { addMedia } from './media.ts';
import { addPlan } from './plan.ts';
import { addTroubles } from './troubles.ts';
import { addLabels, addSnippets } from './words.ts';

// A library to look at: a coffee roaster on seven networks, three months of posts, some of them in trouble.

export type SampleName = 'busy' | 'empty' | 'large';

/** How many weeks there are behind and before us. A busy one ends sooner than it began, as plans do. */
const WEEKS = { busy: { behind: 9, ahead: 4 }, large: { behind: 340, ahead: 340 } } as const;

/** The same library every time; only its dates follow the clock. */
export function sampleLibrary(name: SampleName, wanted: Wanted): Library {
  const library = emptyLibrary(wanted);
  if (name === 'empty') return library;
  addChannels(library);
  addMedia(library);
  addLabels(library);
  addSnippets(library);
  addPlan(library, WEEKS[name]);
  addTroubles(library);
  addDrafts(library);
  return library;
}
