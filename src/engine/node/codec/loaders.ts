import sharp, { type Sharp } from 'sharp';

// Whatever a file claims to be, only these three decoders can be reached, and only from memory.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});
sharp.cache(false);

/** Reads the first frame of a file; warnings of the decoder are errors. */
export function load(bytes: Uint8Array, maxPixels: number | false, ignoreIcc: boolean): Sharp {
  return sharp(bytes, { limitInputPixels: maxPixels, failOn: 'warning', sequentialRead: true, pages: 1, ignoreIcc });
}
