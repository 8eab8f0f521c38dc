import type { z } from 'zod';

/** One call: the shape of what is asked and of what is answered. */
export interface Ask<I extends z.ZodType, O extends z.ZodType> {
  readonly input: I;
  readonly output: O;
}

export function ask<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Ask<I, O> {
  return { input, output };
}
