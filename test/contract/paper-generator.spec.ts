import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { AiCircuit } from '../../src/ai/ai-circuit.js';
import { type AiPaper, AiPapers } from '../../src/ai/ai-papers.js';
import { NoPaperGenerator } from '../../src/ai/adapters/none/no-paper-generator.js';
import { makePaperGenerator } from '../../src/ai/paper-generators.js';
import { TemporaryFiles } from '../../src/common/temporary-files.js';
import { AppConfig } from '../../src/config/app-config.js';
import { parseEnvironment } from '../../src/config/environment.js';
import type { Engine } from '../../src/engine/node/engine.js';
import { PaperServer, ServedPapers } from '../support/paper-server.js';
import { startTestEngine } from '../support/test-engine.js';
import { paperGeneratorContract } from './paper-generator-contract.js';
import { until } from '../support/until.js';

paperGeneratorContract('served', async () => {
  const server = await PaperServer.start();
  let closing: Promise<void> | undefined;
  return {
    generator: new ServedPapers(server.url),
    behave: (situation) => void (server.behaviour = situation),
    close: () => (closing ??= server.stop()),
  };
});

describe('without a paper generator', () => {
  it('is not available, and says so when it is asked all the same', async () => {
    const generator = await makePaperGenerator(new AppConfig(parseEnvironment({})));
    expect(generator).toBeInstanceOf(NoPaperGenerator);
    expect(generator.available).toBe(false);
    const request = { style: 'crumpled', prompt: '', seed: 1, width: 300, height: 300 };
    const options = { maxBytes: 1, signal: new AbortController().signal };
    await expect(generator.generate(request, options)).rejects.toMatchObject({ reason: 'not-configured' });
  });
});

describe('papers by AI', () => {
  const WISH = { style: 'crumpled', seed: 7, width: 1600, height: 1200 };
  let dataDir: string;
  let engine: Engine;
  let server: PaperServer;
  let temporaryFiles: TemporaryFiles;
  let late: AiPaper[];

  beforeAll(async () => {
    Logger.overrideLogger(false);
    dataDir = await mkdtemp(join(tmpdir(), 'ai-papers-'));
    engine = startTestEngine();
  });
  afterAll(async () => {
    await engine.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  beforeEach(async () => {
    server = await PaperServer.start();
    late = [];
  });
  afterEach(async () => {
    await server.stop();
    const [folder] = await readdir(join(dataDir, 'tmp'));
    const left = folder === undefined ? [] : await readdir(join(dataDir, 'tmp', folder));
    if (left.length > 0) throw new Error(`temporary files were left: ${left.join(', ')}`);
  });

  function papers(budgetMilliseconds = 5000, lateMilliseconds = 3000): AiPapers {
    const config = new AppConfig(parseEnvironment({ DATA_DIR: dataDir, UPLOAD_MAX_MB: '2' }));
    Object.assign(config.ai, { budgetMilliseconds, lateMilliseconds });
    temporaryFiles = new TemporaryFiles(config);
    return new AiPapers(config, new ServedPapers(server.url), engine, temporaryFiles, new AiCircuit());
  }

  function generate(service: AiPapers, signal = new AbortController().signal): Promise<AiPaper> {
    return service.generate(WISH, { signal, onLate: async (paper) => void late.push(paper) });
  }

  it('hands on a checked picture with its provenance, by the style’s own prompt', async () => {
    const { image, origin, milliseconds } = await generate(papers());
    expect(image).toMatchObject({ mediaType: 'image/jpeg', width: 400, height: 300 });
    expect(image.thumbnail.byteLength).toBeGreaterThan(100);
    expect(origin).toMatchObject({ generator: 'served', seed: 7, space: 'test/papers' });
    expect(origin.prompt).toContain('crumpled white paper');
    expect(milliseconds).toBeGreaterThan(0);
    expect(server.requests[0]).toMatchObject({ ...WISH, negativePrompt: expect.stringContaining('text') });
  });

  it('passes on a prompt of the artist’s own', async () => {
    await papers().generate(
      { ...WISH, prompt: 'blue rice paper' },
      { signal: new AbortController().signal, onLate: fail },
    );
    expect(server.requests[0]?.prompt).toBe('blue rice paper');
  });

  it.each([
    ['garbage', 'image-unusable'],
    ['web page', 'image-unusable'],
    ['GIF', 'image-unusable'],
    ['truncated', 'image-unusable'],
    ['pixel bomb', 'image-unusable'],
    ['tiny', 'image-unusable'],
    ['huge', 'image-unusable'],
    ['fails', 'failed'],
    ['quota exceeded', 'quota-exceeded'],
    ['queue full', 'queue-full'],
    ['asleep', 'sleeping'],
    ['breaks off', 'unreachable'],
  ] as const)('refuses by name: %s is %s', async (behaviour, reason) => {
    server.behaviour = behaviour;
    await expect(generate(papers())).rejects.toMatchObject({ name: 'GenerationError', reason });
    expect(late).toEqual([]);
  });

  it.each(['hangs', 'drips'] as const)(
    'keeps its budget while the service %s, and gives up in the end',
    async (behaviour) => {
      server.behaviour = behaviour;
      const begun = performance.now();
      await expect(generate(papers(200, 200))).rejects.toMatchObject({ reason: 'timed-out' });
      // The service would hold on for ever.
      expect(performance.now() - begun).toBeLessThan(10_000);
      await until(() => server.abandoned === 1);
      expect(late).toEqual([]);
    },
  );

  it('keeps its budget with a generator that pays no attention to its signal', async () => {
    const deaf = Object.assign(new ServedPapers(server.url), { generate: () => new Promise<never>(() => undefined) });
    const config = new AppConfig(parseEnvironment({ DATA_DIR: dataDir }));
    Object.assign(config.ai, { budgetMilliseconds: 100, lateMilliseconds: 100 });
    const service = new AiPapers(config, deaf, engine, temporaryFiles, new AiCircuit());
    await expect(generate(service)).rejects.toMatchObject({ reason: 'timed-out' });
    await service.beforeApplicationShutdown();
  });

  it('hands over a good answer that comes late', async () => {
    server.behaviour = 'held';
    await expect(generate(papers(100))).rejects.toMatchObject({ reason: 'timed-out' });
    server.release();
    await until(() => late.length === 1);
    expect(late[0]?.image).toMatchObject({ width: 400, height: 300 });
    expect(late[0]?.milliseconds).toBeGreaterThan(100);
  });

  it('drops a late answer that is no paper', async () => {
    server.behaviour = 'held';
    const service = papers(100);
    const signal = new AbortController().signal;
    const tiny = service.generate({ ...WISH, width: 256, height: 256 }, { signal, onLate: fail });
    await expect(tiny).rejects.toMatchObject({ reason: 'timed-out' });
    const ingest = jest.spyOn(engine, 'ingestImage');
    server.release();
    await until(() => ingest.mock.results.length === 1);
    await ingest.mock.results[0]!.value;
    ingest.mockRestore();
    await service.beforeApplicationShutdown();
    expect(late).toEqual([]);
  });

  it('lets go at once of what its caller stops', async () => {
    server.behaviour = 'hangs';
    const caller = new AbortController();
    const reason = new Error('the job was cancelled');
    const generating = generate(papers(), caller.signal).catch((error: unknown) => error);
    await until(() => server.requests.length === 1);
    caller.abort(reason);
    expect(await generating).toBe(reason);
    await until(() => server.abandoned === 1);
  });

  it('waits for nobody at a shutdown', async () => {
    server.behaviour = 'hangs';
    const service = papers(100, 60_000);
    await expect(generate(service)).rejects.toMatchObject({ reason: 'timed-out' });
    await service.beforeApplicationShutdown();
    await until(() => server.abandoned === 1);
  });
});

function fail(): Promise<never> {
  throw new Error('no late answer was expected');
}
