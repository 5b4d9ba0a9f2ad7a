/** The beginning of a text, at most `maxLength` UTF-16 code units; cut between characters, never within one. */
export function truncate(text: string, maxLength: number): string {
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > maxLength) break;
    kept += character;
  }
  return kept;
}
