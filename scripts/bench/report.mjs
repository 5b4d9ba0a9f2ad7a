import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { reportInputs } from './inputs.mjs';

const CELL = 640;
const CROP = 640;
const GAP = 12;
const BACKGROUND = '#7f7f7f';

/** A sheet for each pair: art, paper, relief, classic, natural side by side, and below them a part of each at full size. */
export async function writeReport(folder, inputFolder, load) {
  const { analysePaper } = await load('core/analysis/index.js');
  const { decode } = await load('node/codec/index.js');
  const { PRESETS } = await load('core/presets/index.js');
  const { wholeFrame } = await load('core/render/frame.js');
  const { createRenderer, prepareSheet } = await load('core/render/index.js');
  const render = createRenderer(null);
  await mkdir(folder, { recursive: true });
  const { arts, papers } = await reportInputs(inputFolder, load);
  const written = [];
  for (const paper of papers) {
    const sheet = await decode(paper.bytes, 50e6, 'flatten');
    const analysis = analysePaper(sheet);
    for (const art of arts) {
      const artRaster = await decode(art.bytes, 50e6, 'keep');
      const frame = wholeFrame(sheet.width, sheet.height);
      const results = ['classic', 'natural'].map((preset) => {
        const result = { ...sheet, data: sheet.data.slice() };
        render({
          art: artRaster,
          paper: result,
          frame,
          sheet: prepareSheet(analysis),
          parameters: PRESETS[preset].parameters,
        });
        return result;
      });
      const path = join(folder, `${paper.name}-${art.name}.jpg`);
      await contactSheet(path, [artRaster, sheet, reliefPicture(analysis.relief), ...results]);
      written.push(path);
    }
  }
  return written;
}

function reliefPicture({ width, height, data }) {
  return {
    width,
    height,
    channels: 1,
    data: Uint8Array.from(data, (value) => Math.max(0, Math.min(255, 128 + 45 * value))),
  };
}

async function contactSheet(path, pictures) {
  const open = ({ width, height, channels, data }) => sharp(data, { raw: { width, height, channels } });
  const png = (pipeline) =>
    pipeline.flatten({ background: BACKGROUND }).toColourspace('srgb').png({ compressionLevel: 1 }).toBuffer();
  const cells = await Promise.all(
    pictures.flatMap((picture, column) => {
      const { width, height } = picture;
      const part = { width: Math.min(CROP, width), height: Math.min(CROP, height) };
      const left = (width - part.width) >> 1;
      const top = (height - part.height) >> 1;
      return [
        [0, open(picture).resize(CELL, CELL, { fit: 'contain', background: BACKGROUND })],
        [1, open(picture).extract({ left, top, ...part })],
      ].map(async ([row, pipeline]) => ({
        input: await png(pipeline),
        left: column * (CELL + GAP),
        top: row * (CELL + GAP),
      }));
    }),
  );
  const width = pictures.length * (CELL + GAP) - GAP;
  await sharp({ create: { width, height: 2 * CELL + GAP, channels: 3, background: BACKGROUND } })
    .composite(cells)
    .jpeg({ quality: 88 })
    .toFile(path);
}
