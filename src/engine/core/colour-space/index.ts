export { type ColourSpace, type ColourSpaceId, DISPLAY_P3, SRGB } from './colour-space.js';
export { betweenPrimaries, isWorkingEncoding, toOwnEncoding, toWorkingEncoding } from './convert.js';
export { type ColourModel, type Profile, readProfile } from './icc-reader.js';
export { transform } from './matrix3.js';
