import { readFile } from 'node:fs/promises';
import { reduced, reencode, thumbnail } from './codec/index.js';
import { throwIfRaised } from './parallel.js';
import { task } from './task.js';

export const ingest = task<'ingest'>(async ({ path }, { maxPixels, flag }) => {
  const image = await reencode(await readFile(path), maxPixels);
  throwIfRaised(flag);
  return { ...image, thumbnail: await thumbnail(image.content, maxPixels) };
});

export const reduce = task<'reduce'>(({ picture, longest }, { maxPixels }) => reduced(picture, longest, maxPixels));
