import { createHash } from 'node:crypto';
import { decodeAnalysis } from '../core/analysis/index.js';
import { prepareSheet, type Sheet } from '../core/render/sheet.js';

/** Papers in use by one person at a time: who moves a slider asks for the same one again and again. */
const KEPT = 4;

const sheets = new Map<string, Sheet>();

/** The sheet of an encoded analysis; the last few are kept, by content. */
export function recentSheet(analysis: Uint8Array): Sheet {
  const key = createHash('sha1').update(analysis).digest('base64');
  const sheet = sheets.get(key) ?? prepareSheet(decodeAnalysis(analysis));
  sheets.delete(key);
  sheets.set(key, sheet);
  for (const oldest of sheets.keys()) {
    if (sheets.size <= KEPT) break;
    sheets.delete(oldest);
  }
  return sheet;
}
