import { createHash } from 'node:crypto';
import { betweenPrimaries, type ColourSpace, isWorkingEncoding, SRGB, transform } from '../core/colour-space/index.js';
import type { Raster } from '../core/raster.js';
import { centredFrame, outputSize, type Frame } from '../core/render/frame.js';
import { flatParameters, flatten } from '../core/render/flat.js';
import { planMiniature } from '../core/render/miniature.js';
import { placeArt } from '../core/render/placement.js';
import { KernelMemory } from '../core/kernel-memory.js';
import { workspaceBytes } from '../core/render/wasm/lay-out.js';
import { layOutArt, planRender } from '../core/render/render.js';
import { renderedLight } from '../core/render/turn-light.js';
import {
  decodeSource,
  encode,
  LEAST_MINIATURE,
  miniatureOf,
  openSource,
  thumbnailOf,
  type ImageHeader,
} from './codec/index.js';
import { throwIfRaised } from './parallel.js';
import type { RenderTaskInput } from './protocol.js';
import { outputSpace } from './output-space.js';
import { recentPicture } from './recent-pictures.js';
import { recentSheet } from './recent-sheets.js';
import type { Sheet } from '../core/render/sheet.js';
import { release } from './release.js';
import { shareRows } from './sharing.js';
import { StepClock } from './step-clock.js';
import { task } from './task.js';

/** Art pixels to an output pixel that the decoder leaves at least where it reduces; the rest is reduced in linear light. */
const LEFT_BY_DECODER = { full: 2, preview: 1 };

/** fit → transform → follow folds → shade → encode, as one thread leads it. */
export const render = task<'render'>(async (request, context) => {
  const arena = new KernelMemory(request.memory);
  const clock = new StepClock(context.port);
  clock.begin('fit');
  const { art, paper, frame, space, dpi } = await decodeBoth(request, context.maxPixels, arena);
  release(request.art);
  release(request.paper);
  throwIfRaised(context.flag);

  clock.begin('transform');
  const { output, view } = request;
  const parameters = view === 'flat' ? flatParameters(request.parameters) : request.parameters;
  if (view === 'flat') flatten(paper);
  const placed = layOutArt(art, frame, parameters, arena.allocate);
  placed.levels.slice(1).forEach((level, i) => {
    shareRows({ kind: 'reduce', above: placed.levels[i]!, level }, context);
  });

  clock.begin('follow-folds');
  const fromSrgb = betweenPrimaries(SRGB, space);
  const inSpace = (colour: Sheet['white']) => transform(fromSrgb, colour);
  const known = recentSheet(request.analysis);
  const sheet = { ...known, white: inSpace(known.white) };
  const miniature = request.purpose === 'full' ? planMiniature(frame, LEAST_MINIATURE, arena.allocate) : null;
  const plan = arena.share(planRender(placed, { paper, frame, sheet, parameters, inSpace, miniature }));

  clock.begin('shade');
  const size = workspaceBytes(plan);
  const start = arena.allocate(size * context.threads).byteOffset;
  const seats = { memory: arena.memory, start, size };
  shareRows({ kind: 'render', plan, seats }, context, (share) => clock.tell(share));

  clock.begin('encode');
  throwIfRaised(context.flag);
  const small = request.purpose === 'full' ? miniatureOf(miniature?.picture ?? paper, paper) : null;
  // Encoding by another curve than sRGB's changes the codes: the reduced picture is then taken before.
  if (!isWorkingEncoding(space, space)) await small;
  const [encoded, thumbnail] = await Promise.all([
    encode(paper, output.format, output.quality, { space, dpi }),
    small?.then((picture) => thumbnailOf(picture, space)) ?? null,
  ]);
  throwIfRaised(context.flag);
  const sha256 = createHash('sha256').update(encoded.content).digest('hex');
  return {
    ...encoded,
    sha256,
    light: renderedLight(sheet, parameters.light),
    colour: { space: space.id, profile: space.name },
    dpi,
    thumbnail,
    timings: clock.end(),
  };
});

interface Decoded {
  readonly art: Raster;
  readonly paper: Raster;
  readonly frame: Frame;
  /** Of the result, to which art and paper are brought as they are decoded. */
  readonly space: ColourSpace;
  readonly dpi: number | null;
}

async function decodeBoth(
  { art, paper, parameters, output, purpose }: RenderTaskInput,
  maxPixels: number,
  { allocate }: KernelMemory,
): Promise<Decoded> {
  const [artSource, paperSource] = await Promise.all([openSource(art, maxPixels), openSource(paper, maxPixels)]);
  const size = outputSize(paperSource.header, output);
  const frame = centredFrame(paperSource.header, size);
  const { density } = placeArt(artSource.header, frame, parameters);
  const reduceBy = reductionOf(artSource.header, density.least / LEFT_BY_DECODER[purpose]);
  const space = outputSpace(output.colorSpace, artSource.header.colour);
  const [artRaster, paperRaster] = await Promise.all(
    purpose === 'preview'
      ? [
          recentPicture(art, artSource, 'keep', { size: { reduceBy }, allocate }),
          recentPicture(paper, paperSource, 'flatten', { size, allocate }),
        ]
      : [
          decodeSource(artSource, 'keep', { size: { reduceBy }, space, allocate }),
          decodeSource(paperSource, 'flatten', { size, space, allocate }),
        ],
  );
  const dpi = purpose === 'full' ? (output.dpi ?? artSource.header.dpi) : null;
  return { art: artRaster, paper: paperRaster, frame, space, dpi };
}

/** Power of two, `most` at most, by which the decoder reduces the art: JPEG and WebP then decode faster. */
function reductionOf({ width, height }: ImageHeader, most: number): number {
  const factor = 2 ** Math.floor(Math.log2(most));
  return Math.min(width, height) >= factor * 2 ? Math.max(1, factor) : 1;
}
