/** Files to pixels and back: the only user of sharp. */
export { decode, decodeSource } from './decode.js';
export { encode } from './encode.js';
export { reencode, thumbnail } from './ingest.js';
export { type ImageHeader, openSource, readHeader } from './source.js';
