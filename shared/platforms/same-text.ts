/** Two texts a network would show alike: NFC, line ends, and blanks at line ends and around it do not count (PLATFORMS.md 9.2). */
export function isSameText(one: string, other: string): boolean {
  return normalised(one) === normalised(other);
}

function normalised(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\S\n]+$/gm, '')
    .trim();
}
