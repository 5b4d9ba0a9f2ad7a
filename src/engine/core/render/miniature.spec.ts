import { builtKernel } from '../../../../test/support/built-kernel.js';
import { foldedAnalysis, noiseRaster, smoothRaster } from '../../../../test/support/engine-inputs.js';
import { createKernelMemory, KernelMemory } from '../kernel-memory.js';
import { PRESETS } from '../presets/index.js';
import { wholeFrame } from './frame.js';
import { planMiniature } from './miniature.js';
import { layOutArt, planRender } from './render.js';
import { createRows } from './rows.js';
import { prepareSheet } from './sheet.js';
import { workspaceBytes } from './wasm/lay-out.js';

const [WIDTH, HEIGHT] = [333, 139];
const art = smoothRaster(120, 80, 1);
const sheet = prepareSheet(foldedAnalysis(WIDTH, HEIGHT, 3));
const frame = wholeFrame(WIDTH, HEIGHT);
const { parameters } = PRESETS.natural;

/** The result and its miniature, rendered in bands of 32 rows. */
function rendered(kernel: WebAssembly.Module | null, least: number) {
  const memory = new KernelMemory(createKernelMemory(false));
  const paper = noiseRaster(WIDTH, HEIGHT, 2);
  const placed = layOutArt(art, frame, parameters, (size) => new Uint8Array(size));
  const miniature = planMiniature(frame, least, (size) => new Uint8Array(size));
  const plan = planRender(placed, { paper, frame, sheet, parameters, miniature });
  const size = workspaceBytes(plan);
  const moved = kernel ? memory.share(plan, size) : plan;
  const workspace = { start: memory.allocate(size).byteOffset, size };
  const rows = createRows(moved, kernel && { module: kernel, memory: memory.memory, workspace });
  for (let from = 0; from < HEIGHT; from += 32) rows(from, Math.min(HEIGHT, from + 32));
  return { result: moved.tone.paper, miniature: moved.miniature! };
}

describe.each([
  { kernel: 'WASM', module: builtKernel() },
  { kernel: 'TypeScript', module: null },
])('the miniature that the $kernel kernel makes', ({ module }) => {
  it.each([
    [160, 2],
    [60, 4],
    [11, 16],
    [5, 32],
  ])('of %i pixels at least is the mean of squares', (least, factor) => {
    const { result, miniature } = rendered(module, least);
    const { width, height, data } = miniature.picture;
    expect([miniature.factor, width, height]).toEqual([
      factor,
      Math.floor(WIDTH / factor),
      Math.floor(HEIGHT / factor),
    ]);
    const means = Array.from(data, (_, i) => {
      const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
      let sum = 0;
      for (let k = 0; k < factor * factor; k++) {
        const row = y * factor + Math.floor(k / factor);
        sum += result.data[(row * WIDTH + x * factor + (k % factor)) * 3 + (i % 3)]!;
      }
      return Math.floor(sum / factor ** 2 + 0.5);
    });
    expect(Array.from(data)).toEqual(means);
  });
});

it('a result that is small already has no miniature', () => {
  expect(planMiniature({ width: 900, height: 700 }, 720, (size) => new Uint8Array(size))).toBeNull();
});
