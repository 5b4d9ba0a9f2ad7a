/** Files to pixels and back: the only user of sharp. */
export { decode, decodeSource, type DecodeSize } from './decode.js';
export { encode } from './encode.js';
export { reencode } from './ingest.js';
export { LEAST_MINIATURE, miniatureOf, reduced, thumbnail, thumbnailOf } from './thumbnail.js';
export { type ImageHeader, openSource, readHeader, type Source } from './source.js';
