import { z } from 'zod';
import { HEX_COLOUR } from '../engine/core/colour.js';

/** A colour as clients write it. */
export const hexColour = z.string().regex(HEX_COLOUR, 'Expected a colour like #f4e8cf');
