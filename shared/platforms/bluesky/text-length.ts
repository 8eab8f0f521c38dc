// Bluesky measures a text twice (PLATFORMS.md 7.3): in characters as people see them, and in UTF-8 bytes.

/** How many bytes `text` takes in UTF-8. Half of a surrogate pair is sent as U+FFFD, which takes three. */
export function utf8BytesIn(text: string): number {
  let bytes = 0;
  for (const character of text) bytes += bytesOf(character.codePointAt(0) ?? 0);
  return bytes;
}

function bytesOf(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}
