import { z } from 'zod';
import { field } from '#shared/posts/csv-columns.ts';
import { ROW_PROBLEMS as DE } from '#shared/text/de/problems.ts';
import { ROW_PROBLEMS as ES } from '#shared/text/es/problems.ts';
import { fillIn } from '#shared/text/fill-in.ts';
import { inSpoken } from '#shared/text/spoken.ts';

// What can be wrong with a row of a file, and how a person is told.

export const ROW_PROBLEMS = {
  'not-a-date': '“{cell}” is not a date and time.',
  'no-time': '“{cell}” has no time of day.',
  past: '{wall} has already passed.',
  skipped: 'The clocks go forward that night: {wall} does not exist, so this goes out at {shown}.',
  'unknown-zone': 'There is no time zone called “{cell}”.',
  'unknown-channel': 'No connected channel is called “{cell}”.',
  'several-channels': 'Several channels are called “{cell}”. Write the network before it.',
  'no-channel': 'No channel is chosen for this row.',
  'no-words': 'This row has no text and no file.',
  rule: '{channel}: {problem}',
  'no-picture': '{file} was not found.',
  'no-folder': '{file} can only be found when you choose the CSV with “Choose a file”.',
  'bad-picture': '{file} cannot be used: {reason}',
  'web-picture': '{file} is on the web. Allow fetching to bring it in.',
  'picture-later': '{file} is fetched when you import.',
  'not-https': '{file} is not fetched: only https addresses are.',
  'bad-poll': 'The poll of this row cannot be read.',
  'was-out': 'This row has the state “{cell}”. It is not planned again.',
  again: 'This row was imported before.',
  'too-long': 'A text of this row is longer than a post can hold.',
} as const;
export type RowProblemCode = keyof typeof ROW_PROBLEMS;

/** `stops`: the row cannot be planned · `bars`: it cannot come in at all · `warns`: a person should know. */
export const rowProblem = z.object({
  code: z.enum(Object.keys(ROW_PROBLEMS) as [RowProblemCode, ...RowProblemCode[]]),
  field,
  severity: z.enum(['stops', 'bars', 'warns']),
  about: z.record(z.string(), z.string()),
});
export type RowProblem = z.infer<typeof rowProblem>;

/** The sentence a person reads, in the language that is spoken. */
export function rowProblemSentence(problem: Pick<RowProblem, 'code' | 'about'>): string {
  const words = inSpoken<Readonly<Record<RowProblemCode, string>>>({ en: ROW_PROBLEMS, de: DE, es: ES });
  return fillIn(words[problem.code], problem.about);
}
