import { z } from 'zod';

/** One call: the shape of what is asked and of what is answered. */
export interface Ask<I extends z.ZodType, O extends z.ZodType> {
  readonly input: I;
  readonly output: O;
}

/**
 * An answer of so many parts that to parse them takes as long as to make them. For what is put together field by field, so
 * that nothing is in it that does not belong there.
 */
export function asMade<T>(): z.ZodType<T> {
  return z.custom<T>();
}

/** One call, by what is asked and what is answered. */
export function ask<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Ask<I, O> {
  return { input, output };
}
