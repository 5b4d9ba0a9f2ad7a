import { atLeast, figure } from './rows.mjs';

const [WIDTH, HEIGHT] = [3000, 2000];
const RUNS = 4;

/** The WASM kernel against its TypeScript oracle, processor time of one thread, `natural` and `classic` on 3000 × 2000. */
export async function kernelRows(load, module) {
  const { PRESETS } = await load('core/presets/index.js');
  const { generatePaper } = await load('core/papers/index.js');
  const { analysePaper } = await load('core/analysis/index.js');
  const { wholeFrame } = await load('core/render/frame.js');
  const { layOutArt, planRender } = await load('core/render/render.js');
  const { createRows } = await load('core/render/rows.js');
  const { prepareSheet } = await load('core/render/sheet.js');
  const { createKernelMemory, KernelMemory } = await load('core/kernel-memory.js');
  const { workspaceBytes } = await load('core/render/wasm/lay-out.js');
  const { image, height, light } = generatePaper({ style: 'crumpled', seed: 7, width: WIDTH, height: HEIGHT });
  const art = { ...image, data: image.data.toReversed() };
  const sheet = prepareSheet(analysePaper(image, { height, light }));
  const frame = wholeFrame(WIDTH, HEIGHT);

  const rowsOf = (plan, wasm) => {
    if (!wasm) return createRows(plan);
    const memory = new KernelMemory(createKernelMemory(false));
    const size = workspaceBytes(plan);
    const moved = memory.share(plan, size);
    const workspace = { start: memory.allocate(size).byteOffset, size };
    return createRows(moved, { module, memory: memory.memory, workspace });
  };
  const speed = (preset, wasm) => {
    const { parameters } = PRESETS[preset];
    const paper = { ...image, data: image.data.slice() };
    const placed = layOutArt(art, frame, parameters, (size) => new Uint8Array(size));
    const rows = rowsOf(planRender(placed, { paper, frame, sheet, parameters }), wasm);
    const before = process.cpuUsage();
    rows(0, HEIGHT);
    const { user, system } = process.cpuUsage(before);
    return (WIDTH * HEIGHT) / (user + system);
  };
  const fastest = (preset, wasm) => Math.max(...Array.from({ length: RUNS }, () => speed(preset, wasm)));
  return ['natural', 'classic'].flatMap((preset) => {
    const [typescript, wasm] = [fastest(preset, false), fastest(preset, true)];
    const bar = `WASM kernel ÷ TypeScript kernel, one thread, ${preset}`;
    return [
      figure(`${preset}, TypeScript kernel, Mpx/s of processor time`, typescript),
      figure(`${preset}, WASM kernel, Mpx/s of processor time`, wasm),
      preset === 'natural' ? atLeast(bar, wasm / typescript, 4) : figure(bar, wasm / typescript),
    ];
  });
}
