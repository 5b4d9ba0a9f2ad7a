import { codesOfHex } from '../engine/core/colour.js';
import type { PaperWishBody } from './base-images.schemas.js';
import type { PaperWish } from './paper-requests.service.js';

/** The wish as the engine understands it: `#rrggbb` becomes a number. */
export function toPaperWish({ colour, ...wish }: PaperWishBody): PaperWish {
  return { ...wish, ...(colour === undefined ? {} : { colour: codesOfHex(colour) }) };
}
