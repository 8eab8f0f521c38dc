import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  answered,
  arrived,
  isSettled,
  isUnsaved,
  movedCaret,
  refusedSave,
  sending,
  startEdit,
  typed,
  type LibraryText,
} from './text-edit.ts';

const at = (text: string, version: number, inConflict = false): LibraryText => ({
  text,
  version,
  inConflict,
  isProse: true,
});

describe('a text under a person’s hands', () => {
  test('a saved edit settles when its own text comes back', () => {
    const edit = answered(sending(typed(startEdit('Hello'), 'Hello world')), 2);
    expect(isSettled(arrived(edit, at('Hello world', 2)))).toBe(true);
  });

  test('typing goes on while a save is on its way', () => {
    const edit = typed(sending(typed(startEdit(''), 'One')), 'One two');
    const after = arrived(answered(edit, 2), at('One', 2));
    expect(after).toEqual({ base: 'One', text: 'One two' });
    expect(isUnsaved(after)).toBe(true);
  });

  test('an older text that arrives late changes nothing', () => {
    const edit = answered(sending(typed(startEdit('One'), 'One two')), 5);
    expect(arrived(edit, at('One', 4))).toBe(edit);
  });

  test('a fact that comes before the answer waits for it', () => {
    const edit = sending(typed(startEdit('One'), 'One two'));
    expect(arrived(edit, at('Zero One', 2))).toBe(edit);
    expect(arrived(answered(edit, 3), at('Zero One two', 3)).text).toBe('Zero One two');
  });

  test('somebody else’s words come in beside the ones being typed', () => {
    const edit = typed(startEdit('Doors open at nine.'), 'Doors open at nine. Bring friends!');
    expect(arrived(edit, at('Gates open at nine.', 7)).text).toBe('Gates open at nine. Bring friends!');
  });

  test('the field keeps its words when both changed the same ones', () => {
    const edit = typed(startEdit('Doors at nine'), 'Doors at ten');
    const after = arrived(edit, at('Doors at eleven', 7));
    expect(after).toEqual({ base: 'Doors at nine', text: 'Doors at ten' });
  });

  test('of two choices the one that was made here last stays; where none was made, the other shows', () => {
    const choice = (text: string, version: number): LibraryText => ({ ...at(text, version), isProse: false });
    const chosen = typed(startEdit('public'), 'unlisted');
    expect(arrived(chosen, choice('private', 7))).toEqual({ base: 'private', text: 'unlisted' });
    const saved = answered(sending(chosen), 8);
    expect(arrived(saved, choice('unlisted', 8))).toEqual(startEdit('unlisted'));
    expect(arrived(saved, choice('private', 9))).toEqual(startEdit('private'));
  });

  test('an open conflict leaves the field alone', () => {
    const edit = answered(sending(typed(startEdit('at nine'), 'at ten')), 3);
    expect(arrived(edit, at('at eleven', 3, true)).text).toBe('at ten');
  });

  test('a refused save keeps the words unsaved', () => {
    const edit = refusedSave(sending(typed(startEdit('a'), 'ab')));
    expect(edit.text).toBe('ab');
    expect(isUnsaved(edit)).toBe(true);
  });

  test('no order of answers and facts loses a keystroke', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('type', 'save', 'answer', 'fact'), { maxLength: 60 }), (events) => {
        let edit = startEdit('');
        let library = at('', 1);
        let written = '';
        let sequence = 0;
        for (const event of events) {
          if (event === 'type') {
            written += `${sequence++} `;
            edit = typed(edit, `${edit.text}${sequence - 1} `);
          } else if (
            event === 'save' &&
            isUnsaved(edit) &&
            (edit.sent === undefined || edit.sent.version !== undefined)
          ) {
            edit = sending(edit);
            library = at(edit.text, library.version + 1);
          } else if (event === 'answer' && edit.sent !== undefined) {
            edit = answered(edit, library.version);
          } else if (event === 'fact') {
            edit = arrived(edit, library);
          }
          expect(edit.text).toBe(written);
        }
      }),
    );
  });
});

describe('the caret', () => {
  test('stays where it is when words change behind it', () => {
    expect(movedCaret('abc def', 'abc xyz', 2)).toBe(2);
  });

  test('moves along when words come in before it', () => {
    expect(movedCaret('abc def', 'zero abc def', 7)).toBe(12);
  });

  test('never leaves the text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(), (before, after, n) => {
        const caret = movedCaret(before, after, Math.min(n, before.length));
        expect(caret).toBeGreaterThanOrEqual(0);
        expect(caret).toBeLessThanOrEqual(after.length);
      }),
    );
  });
});
