import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import sharp from 'sharp';
import { root } from '../steps/prepare.mjs';

export const FIXTURES = join(root, 'test', 'fixtures');
const PICTURES = ['.jpg', '.jpeg', '.png', '.webp'];
const PAPER_SEED = 7;

const QUALITY = 92;

/** Art and paper of one size, as the product keeps what a camera or scanner gives: every upload is encoded again by its codec. */
export async function benchPair(load, width, height) {
  const { encode } = await load('node/codec/index.js');
  const { generatePaper } = await load('core/papers/index.js');
  // By its bytes: where the engine's codec is loaded, files are not opened by name.
  const pixels = await sharp(await readFile(join(FIXTURES, 'starry-night.jpg')))
    .resize(width, height, { fit: 'cover', kernel: 'cubic' })
    .raw()
    .toBuffer();
  const { content: art } = await encode({ width, height, channels: 3, data: pixels }, 'jpeg', QUALITY);
  const { image, height: relief, light } = generatePaper({ style: 'crumpled', seed: PAPER_SEED, width, height });
  const { content: paper } = await encode(image, 'jpeg', QUALITY);
  return { art, paper, image, relief, light };
}

/** What the report shows: every picture of a folder, `paper…` as papers, the rest as art; without one, what the product has. */
export async function reportInputs(folder, load) {
  if (folder) return sorted(await picturesUnder(folder));
  const { paper } = await benchPair(load, 1500, 1000);
  const own = sorted(await picturesUnder(FIXTURES));
  return { arts: own.arts, papers: [...own.papers, { name: 'paper-generated', bytes: paper }] };
}

function sorted(pictures) {
  const isPaper = ({ name }) => name.includes('paper');
  return { arts: pictures.filter((picture) => !isPaper(picture)), papers: pictures.filter(isPaper) };
}

async function picturesUnder(folder) {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile() && PICTURES.includes(extname(entry.name).toLowerCase()));
  return Promise.all(
    files.map(async ({ name, parentPath }) => ({
      name: basename(name, extname(name)),
      bytes: await readFile(join(parentPath, name)),
    })),
  );
}
