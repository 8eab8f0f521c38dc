import type { Stage } from '#shared/posts/stage.ts';
import { channelOn } from './channels.ts';
import { DAY, HOUR, type Library } from './library.ts';
import { channelsOf, uses } from './plan.ts';
import { part, put } from './put.ts';
import type { Where } from './week-lines.ts';
import { labelCalled } from './words.ts';

const DRAFTS: readonly (readonly [
  stage: Stage,
  text: string,
  where?: Where | undefined,
  label?: string,
  file?: string,
])[] = [
  ['idea', 'A glossary of roasting words, one a week', 'short', 'How-to'],
  ['idea', 'Ask the bar: what do people order at half past six?'],
  ['idea', 'Ten years of Nordlicht in ten cups', undefined, 'Behind the scenes', 'cup-flat'],
  ['draft', 'Thank-you note for the harvest team in Sidama', 'everywhere', 'Origin', 'harvest-sidama'],
  ['draft', 'Filter or espresso roast? The same bean, nine minutes or eleven.', 'work', 'How-to'],
  ['in-review', 'Opening hours between the years: closed 24 to 26 December, open 27 to 30.', 'everywhere', 'Winter'],
  ['in-review', 'Price list from January, with the reasons (wait for Jonas)', 'work'],
  ['ready', 'Gift boxes: the last ones leave on Friday.', 'pictures', 'Winter', 'gift'],
];

/** The post that is written for each network in its own words. */
export const OWN_WORDS = 'Advent at the roastery';

/** Adds drafts of every stage, a template, and what is in the archive and the bin. */
export function addDrafts(library: Library): void {
  const now = Date.now();
  DRAFTS.forEach(([stage, text, where, label, file], index) => {
    put(library, {
      index: 70_000 + index,
      segments: [part(700_000 + index, text, uses(library, file))],
      channels: where === undefined ? [] : channelsOf(library, where),
      labels: label === undefined ? [] : [labelCalled(library, label)],
      more: { stage, updatedAt: now - (index + 1) * 5 * HOUR },
    });
  });
  addOwnWords(library, now);
  const away = {
    channels: channelsOf(library, 'open'),
    segments: [part(720_001, 'Summer hours, until the end of August')],
  };
  put(library, { ...away, index: 70_020, more: { archivedAt: now - 60 * DAY, updatedAt: now - 60 * DAY } });
  put(library, { ...away, index: 70_021, more: { deletedAt: now - DAY, updatedAt: now - DAY } });
  put(library, {
    index: 70_022,
    segments: [part(720_002, 'New in the shop: …\n\nTastes like …\n\nOrdered before noon, it leaves the same day.')],
    channels: channelsOf(library, 'everywhere'),
    more: { template: 'New coffee', updatedAt: now - 20 * DAY },
  });
}

function addOwnWords(library: Library, now: number): void {
  const picture = uses(library, 'gift');
  const linkedin = channelOn(library, 'LinkedIn');
  put(library, {
    index: 70_010,
    segments: [
      part(
        710_000,
        `${OWN_WORDS}: mulled cold brew, warm waffles and the last gift boxes of the year. Sunday, 2 to 6. https://nordlicht.example/advent`,
        picture,
      ),
    ],
    channels: channelsOf(library, 'everywhere'),
    labels: [labelCalled(library, 'Winter'), labelCalled(library, 'Event')],
    more: {
      stage: 'in-review',
      updatedAt: now - 12 * 60_000,
      firstComment: 'Dogs are welcome. Bring a cup and save one.',
      variants: {
        [linkedin]: [
          part(
            710_001,
            `${OWN_WORDS}: on Sunday we open the doors to our neighbours, customers and everybody who wants to see how ten years of craft smell. From 2 to 6; the team is looking forward to meeting you. https://nordlicht.example/advent`,
            picture,
          ),
        ],
      },
    },
  });
}
