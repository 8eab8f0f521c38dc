/** What networks call things, by the English words. */
export const PHRASES: Readonly<Record<string, string>> = {};
