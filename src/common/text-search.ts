import { trusted } from 'mongoose';

/** Text as it is searched and sorted by: without regard to case and to how accents are encoded. */
export function searchKey(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/** Condition on a field that holds {@link searchKey}s: whatever contains this text. */
export function containing(text: string): { $regex: string } {
  return trusted({ $regex: searchKey(text).replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`) });
}
