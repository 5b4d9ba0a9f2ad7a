import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { breadth } from '../../../test/support/breadth.js';
import { foldedAnalysis, plainRaster, smoothRaster } from '../../../test/support/engine-inputs.js';
import { encodeAnalysis } from '../core/analysis/index.js';
import { DEFAULT_OUTPUT, PRESETS } from '../core/presets/index.js';
import { decode, encode } from './codec/index.js';
import type { Engine, EngineOptions, RenderRequest } from './engine.js';
import { RENDER_STEPS } from './engine.js';
import { startEngine } from './start-engine.js';

/** Threads run the compiled worker; DIST_DIR points elsewhere while it is being worked on. */
const BUILT = join(resolve(process.env['DIST_DIR'] ?? 'dist'), 'bundle', 'engine-worker.js');
const MORTAL = resolve('test/support/mortal-worker.mjs');
const FATAL_SEED = 13;

const DEFAULTS = { threads: 2, maxPixels: 4_000_000, memoryBudgetBytes: 1_000_000_000, maxQueued: 10 };

const engines: Engine[] = [];
function start(options: Partial<EngineOptions> = {}, worker = BUILT): Engine {
  const engine = startEngine({ ...DEFAULTS, workerUrl: pathToFileURL(worker), ...options });
  engines.push(engine);
  return engine;
}
afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.close()));
});

/** For tests that need no engine of their own: threads take longer to start than to render small pictures. */
let shared: Engine;
let request: RenderRequest;
let large: RenderRequest;
beforeAll(async () => {
  shared = startEngine({ ...DEFAULTS, workerUrl: pathToFileURL(BUILT) });
  const paper = plainRaster(400, 300, [225, 223, 218]);
  request = {
    art: (await encode(smoothRaster(500, 300, 1), 'jpeg', 92)).content,
    paper: (await encode(paper, 'png', 92)).content,
    analysis: encodeAnalysis(foldedAnalysis(400, 300, 2)),
    parameters: PRESETS.natural.parameters,
    output: DEFAULT_OUTPUT,
  };
  large = { ...request, output: { ...request.output, width: 1600, height: 1200 } };
});

afterAll(() => shared.close());

describe('rendering', () => {
  it('gives the same bytes whatever the number of threads', async () => {
    const first = await shared.renderMapping(request);
    const others = [];
    for (const threads of breadth([1], [1, 3])) others.push(await start({ threads }).renderMapping(request));
    expect(first).toMatchObject({ width: 400, height: 300, mediaType: 'image/png', extension: 'png' });
    for (const other of others) expect(other.sha256).toBe(first.sha256);
    expect(Object.keys(first.timings)).toEqual([...RENDER_STEPS]);
  });

  it('leaves the request’s pictures as they were, to be rendered again', async () => {
    const first = await shared.renderMapping(request);
    expect((await shared.renderMapping(request)).sha256).toBe(first.sha256);
  });

  it('tells its steps in order, never going back', async () => {
    const told: { step: string; fraction: number }[] = [];
    await shared.renderMapping(request, { onProgress: (step, fraction) => told.push({ step, fraction }) });
    expect([...new Set(told.map(({ step }) => step))].filter((step) => step !== 'encode')).toEqual(
      RENDER_STEPS.slice(0, 4),
    );
    const fractions = told.map(({ fraction }) => fraction);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  });

  it.each([
    ['png', { width: 200, height: null }, [200, 150]],
    ['jpeg', { width: null, height: 600 }, [800, 600]],
    ['webp', { width: 300, height: 300 }, [300, 300]],
  ] as const)('gives %s of the size that is asked for', async (format, size, expected) => {
    const { content, mediaType } = await shared.renderMapping({
      ...request,
      output: { ...DEFAULT_OUTPUT, format, ...size },
    });
    const { width, height } = await decode(content, 4_000_000, 'keep');
    expect([mediaType, width, height]).toEqual([`image/${format}`, ...expected]);
  });

  it('makes previews that are no larger than asked for', async () => {
    const { output: _output, ...rest } = request;
    const preview = await shared.renderPreview({ ...rest, width: 128, format: 'webp', view: 'print' });
    expect(preview).toMatchObject({ width: 128, height: 96, mediaType: 'image/webp' });
  });

  it('makes the same preview of pictures it knows, and another of another art of that size', async () => {
    const engine = start({ threads: 1 });
    const { output: _output, ...rest } = request;
    const other = (await encode(smoothRaster(500, 300, 9), 'jpeg', 92)).content;
    const preview = async (art: Uint8Array, width: number) => {
      const { sha256 } = await engine.renderPreview({ ...rest, art, width, format: 'webp', view: 'print' });
      return sha256;
    };
    const first = await preview(request.art, 128);
    expect(await preview(request.art, 128)).toBe(first);
    expect(await preview(other, 128)).not.toBe(first);
    expect(await preview(request.art, 200)).not.toBe(first);
    expect(await preview(request.art.slice(), 128)).toBe(first);
  });
});

describe('refusals', () => {
  it.each([
    ['a parameter out of range', () => ({ parameters: { ...request.parameters, fold: 1.5 } }), 'PARAMETERS_INVALID'],
    ['NaN', () => ({ parameters: { ...request.parameters, rotation: NaN } }), 'PARAMETERS_INVALID'],
    ['a result that is too large', () => ({ output: { ...request.output, width: 9000 } }), 'IMAGE_TOO_LARGE'],
    ['art that is no picture', () => ({ art: Buffer.from('hello') }), 'UNSUPPORTED_MEDIA_TYPE'],
    ['art that ends early', () => ({ art: request.art.subarray(0, 3000) }), 'IMAGE_CORRUPT'],
    ['paper that is empty', () => ({ paper: new Uint8Array() }), 'IMAGE_EMPTY'],
  ])('%s', async (_name, change, code) => {
    await expect(shared.renderMapping({ ...request, ...change() })).rejects.toMatchObject({
      name: 'EngineError',
      code,
    });
    expect(shared.statistics()).toMatchObject({ busy: 0, queued: 0, memoryReserved: 0 });
  });

  it('names what is wrong with a quad', async () => {
    const at = (x: number, y: number) => ({ x, y });
    const quad = [at(0, 0), at(1, 0), at(0.2, 0.2), at(0, 1)] as const;
    await expect(shared.renderMapping({ ...request, parameters: { ...request.parameters, quad } })).rejects.toThrow(
      '/quad',
    );
  });

  it('more work than may wait', async () => {
    const engine = start({ threads: 1, maxQueued: 1 });
    const all = await Promise.allSettled([1, 2, 3, 4].map(() => engine.renderMapping(request)));
    const refused = all.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(2);
    for (const result of refused) expect(result).toMatchObject({ reason: { code: 'ENGINE_OVERLOADED' } });
  });

  it('any work once it is closed, after ending what was let in', async () => {
    const engine = start({ threads: 1 });
    const last = engine.renderMapping(request);
    await new Promise((settle) => setTimeout(settle, 50));
    const closed = engine.close();
    await expect(engine.renderMapping(request)).rejects.toMatchObject({ code: 'ENGINE_OVERLOADED' });
    expect((await last).width).toBe(400);
    await closed;
  });
});

describe('an abort', () => {
  it('is answered at once with its reason, and the thread serves others', async () => {
    const engine = start();
    const abort = new AbortController();
    const reason = new Error('no longer wanted');
    let begin = () => {};
    const begun = new Promise<void>((settle) => (begin = settle));
    const outcome = engine.renderMapping(large, { signal: abort.signal, onProgress: begin }).catch((error) => error);
    await begun;
    abort.abort(reason);
    expect(await outcome).toBe(reason);
    expect((await engine.renderMapping(request)).width).toBe(400);
    await engine.close();
    expect(engine.statistics()).toMatchObject({ busy: 0, memoryReserved: 0 });
  });

  it('before the start does nothing at all', async () => {
    const reason = new Error('never mind');
    await expect(shared.renderMapping(request, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});

describe('a thread that dies', () => {
  it('fails its own work only, and is replaced', async () => {
    const engine = start({}, MORTAL);
    const fatal = { ...request, parameters: { ...request.parameters, seed: FATAL_SEED } };
    const [first, second] = await Promise.allSettled([engine.renderMapping(fatal), engine.renderMapping(request)]);
    expect(first.status).toBe('rejected');
    expect(second).toMatchObject({ status: 'fulfilled', value: { width: 400 } });
    for (let again = 0; again < breadth(1, 3); again++) await expect(engine.renderMapping(fatal)).rejects.toThrow();
    expect((await engine.renderMapping(request)).width).toBe(400);
    expect(engine.statistics()).toMatchObject({ busy: 0, memoryReserved: 0 });
  });
});

describe('papers', () => {
  it('are generated with an analysis that can be rendered on', async () => {
    const paper = await shared.generatePaper({ style: 'crumpled', seed: 5, width: 320, height: 256 });
    expect(paper).toMatchObject({ width: 320, height: 256, mediaType: 'image/jpeg' });
    expect(paper.summary.confidence).toBeGreaterThan(0.5);
    const result = await shared.renderMapping({ ...request, paper: paper.content, analysis: paper.analysis });
    expect(result.width).toBe(320);
  });

  it('are not generated from values out of range', async () => {
    const specification = { style: 'crumpled', seed: 5, width: 20, height: 256 } as const;
    await expect(shared.generatePaper(specification)).rejects.toMatchObject({ code: 'PARAMETERS_INVALID' });
  });

  it('are analysed from their photograph', async () => {
    const { summary, analysis } = await shared.analysePaper(request.paper);
    expect(summary.confidence).toBeLessThan(0.2);
    expect(analysis.length).toBeGreaterThan(100);
  });
});

describe('an uploaded file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'engine-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('becomes a clean picture and its thumbnail', async () => {
    const path = join(folder, 'upload.bin');
    await writeFile(path, request.art);
    const image = await shared.ingestImage(path);
    expect(image).toMatchObject({ mediaType: 'image/jpeg', extension: 'jpg', width: 500, height: 300 });
    expect(await decode(image.thumbnail, 4_000_000, 'keep')).toMatchObject({ width: 480, height: 288 });
  });

  it('is refused with details when it has too many pixels', async () => {
    const path = join(folder, 'large.png');
    await writeFile(path, request.art);
    await expect(start({ threads: 1, maxPixels: 1000 }).ingestImage(path)).rejects.toMatchObject({
      code: 'IMAGE_TOO_LARGE',
      details: { width: 500, height: 300, pixels: 150_000, limit: 1000 },
    });
  });
});
