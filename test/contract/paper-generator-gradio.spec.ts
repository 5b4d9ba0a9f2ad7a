import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import type { PaperRequest } from '../../src/ai/paper-generator.port.js';
import { makeGradioPapers } from '../../src/ai/adapters/gradio/make-gradio-papers.js';
import type { GradioPapers } from '../../src/ai/adapters/gradio/gradio-papers.js';
import { SharedPaperGenerator } from '../../src/ai/shared-paper-generator.js';
import { AppConfig } from '../../src/config/app-config.js';
import { parseEnvironment } from '../../src/config/environment.js';
import { FakeHub } from '../support/fake-hub.js';
import { FakeSpace, type SpaceBehaviour } from '../support/fake-space.js';
import { describeWithService } from '../support/real-service.js';
import { until } from '../support/until.js';
import { paperGeneratorContract, type Situation } from './paper-generator-contract.js';

const REQUEST: PaperRequest = {
  style: 'crumpled',
  prompt: 'a sheet of crumpled white paper',
  negativePrompt: 'hands',
  seed: 2 ** 31 + 6,
  width: 3000,
  height: 2000,
};
const MAX_BYTES = 4_000_000;

const papersOf = (variables: Readonly<Record<string, string>>): GradioPapers =>
  makeGradioPapers(new AppConfig(parseEnvironment(variables)).ai.gradio!);

for (const version of [4, 5, 6] as const) {
  paperGeneratorContract(`Gradio ${version}`, async () => {
    const space = await FakeSpace.start();
    space.version = version;
    const hub = await FakeHub.start(space.url);
    const papers = papersOf({ GRADIO_HF_SPACE_NAME: 'artist/papers', HF_ENDPOINT: hub.url });
    const behaviours: Partial<Record<Situation, SpaceBehaviour>> = { asleep: 'paper' };
    let closing: Promise<unknown> | undefined;
    return {
      generator: new SharedPaperGenerator(papers, 2),
      behave: (situation) => {
        hub.stage = situation === 'asleep' ? 'SLEEPING' : 'RUNNING';
        space.behaviour = behaviours[situation] ?? (situation as SpaceBehaviour);
        space.output = situation === 'paper' ? [{ path: '/tmp/gradio/0a1b/paper 1.png' }, 7] : undefined;
      },
      close: () => (closing ??= Promise.all([space.stop(), hub.stop()]).then(() => papers.close())) as Promise<void>,
    };
  });
}

describe('Gradio papers', () => {
  let space: FakeSpace;
  let hub: FakeHub;
  let papers: GradioPapers;
  const generate = (request = REQUEST, signal = AbortSignal.timeout(60_000)) =>
    papers.generate(request, { maxBytes: MAX_BYTES, signal });

  beforeEach(async () => {
    space = await FakeSpace.start();
    hub = await FakeHub.start(space.url);
    papers = papersOf({ GRADIO_URL: space.url });
  });
  afterEach(async () => {
    papers.close();
    await space.stop();
    await hub.stop();
  });

  const sent = (): unknown[] =>
    (JSON.parse(space.requests.find(({ path }) => path.endsWith('/queue/join'))!.body) as { data: unknown[] }).data;

  it('sends what we know under the Space’s names and within its limits, in its order', async () => {
    const { origin } = await generate();
    expect(sent()).toEqual(['a sheet of crumpled white paper', 'hands', 6, 1024, 672, 28]);
    expect(origin).toEqual({ generator: 'gradio', prompt: REQUEST.prompt, seed: 42, space: new URL(space.url).host });
  });

  it('lets the configuration name values and ours', async () => {
    papers.close();
    const parameters = JSON.stringify({ num_inference_steps: 8, param_1: '$prompt' });
    papers = papersOf({ GRADIO_URL: space.url, GRADIO_PARAMETERS: parameters });
    await generate();
    expect(sent()).toEqual([REQUEST.prompt, REQUEST.prompt, 6, 1024, 672, 8]);
  });

  it('describes the Space once and asks it anew after a failure', async () => {
    const described = () => space.requests.filter(({ path }) => path === '/config').length;
    await generate();
    await generate();
    expect(described()).toBe(1);
    space.behaviour = 'fails';
    await expect(generate()).rejects.toMatchObject({ reason: 'failed' });
    await expect(generate()).rejects.toMatchObject({ reason: 'failed' });
    expect(described()).toBe(2);
  });

  it.each([
    ['fails', 'failed', 'CUDA out of memory'],
    ['fails in HTML', 'failed', 'Out of alert(1) memory'],
    ['hides why', 'failed', 'does not say why'],
    ['cancelled', 'failed', 'cancelled'],
    ['no picture', 'failed', 'no picture'],
    ['missing file', 'failed', '403'],
    ['quota exceeded', 'quota-exceeded', 'quota'],
    ['queue full', 'queue-full', 'Queue is full'],
    ['not running', 'sleeping', 'not running'],
    ['breaks off', 'unreachable', ''],
    ['ends early', 'unreachable', 'before its answer'],
    ['closes the stream', 'unreachable', 'closed'],
    ['asks for a token', 'refused', 'HF_TOKEN'],
    ['redirects everything', 'refused', 'redirects'],
    ['redirects the file', 'refused', 'redirects'],
    ['not Gradio', 'refused', 'does not describe itself'],
    ['web page', 'image-unusable', 'text/html'],
    ['huge', 'image-unusable', 'bytes'],
    ['endless', 'image-unusable', 'bytes'],
  ] as const)('%s: %s', async (behaviour, reason, words) => {
    space.behaviour = behaviour;
    const failure: unknown = await generate().catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'GenerationError', reason });
    expect((failure as Error).message).toContain(words);
  });

  it('pays no attention to progress that is no number', async () => {
    space.behaviour = 'progress is no number';
    await expect(generate()).resolves.toMatchObject({ origin: { seed: 42 } });
  });

  it('closes the stream of events when its caller leaves, which takes the job off the queue', async () => {
    space.behaviour = 'hangs';
    const caller = new AbortController();
    const generating = generate(REQUEST, caller.signal).catch((error: unknown) => error);
    await until(() => space.requests.some(({ path }) => path.includes('/queue/data')));
    caller.abort(new Error('enough'));
    await generating;
    await until(() => space.abandoned > 0);
    expect(space.abandoned).toBe(1);
  });

  describe('takes pictures as', () => {
    const FILE = '/tmp/gradio/0a1b/paper 1.png';
    it.each([
      ['a file', { path: FILE, url: null }],
      ['a path', FILE],
      ['a gallery', [{ image: { path: FILE, meta: { _type: 'gradio.FileData' } }, caption: null }]],
      ['an update of a component', { __type__: 'update', value: { path: FILE } }],
      ['a pair', [FILE, null]],
    ])('%s', async (_what, output) => {
      space.output = [output];
      expect((await sharp((await generate()).content).metadata()).width).toBe(400);
    });

    it('a URL of the Space', async () => {
      space.output = [{ url: `${space.url}/gradio_api/file=/tmp/gradio/0a1b/paper%201.png` }];
      expect((await sharp((await generate()).content).metadata()).width).toBe(400);
    });

    it('a data URL', async () => {
      space.output = ['data:image/png;base64,aGVsbG8='];
      expect(Buffer.from((await generate()).content).toString()).toBe('hello');
    });
  });

  describe('keeps its token', () => {
    let elsewhere: ReturnType<typeof createServer>;
    let hits: number;

    beforeEach(async () => {
      hits = 0;
      elsewhere = createServer((_request, response) => {
        hits += 1;
        response.end('secret of the network');
      });
      await new Promise<void>((done) => void elsewhere.listen(0, '127.0.0.1', done));
    });
    afterEach(() => void elsewhere.close());

    it('for the Space’s own host and the Hub', async () => {
      papers.close();
      const variables = { GRADIO_HF_SPACE_NAME: 'artist/papers', HF_ENDPOINT: hub.url, HF_TOKEN: 'hf_canary' };
      papers = papersOf(variables);
      const { origin } = await generate();
      expect(origin.space).toBe('artist/papers');
      for (const { authorization } of [...space.requests, ...hub.requests])
        expect(authorization).toBe('Bearer hf_canary');
    });

    it('and reads nothing of a private network that an answer names', async () => {
      const { port } = elsewhere.address() as AddressInfo;
      const urls = ['127.0.0.1', 'localhost', '[::1]', '169.254.169.254', '10.0.0.1', '[::ffff:127.0.0.1]'];
      for (const host of urls) {
        for (const scheme of ['http', 'https']) {
          space.output = [`${scheme}://${host}:${port}/picture.png`];
          await expect(generate()).rejects.toMatchObject({ reason: 'refused' });
        }
      }
      expect(hits).toBe(0);
    });
  });

  it.each([
    ['SLEEPING', 'sleeping'],
    ['STOPPED', 'sleeping'],
    ['BUILDING', 'building'],
    ['APP_STARTING', 'building'],
    ['PAUSED', 'paused'],
    ['RUNTIME_ERROR', 'failed'],
  ] as const)('knows a Space that is %s', async (stage, reason) => {
    hub.stage = stage;
    papers.close();
    papers = papersOf({ GRADIO_HF_SPACE_NAME: 'artist/papers', HF_ENDPOINT: hub.url });
    await expect(generate()).rejects.toMatchObject({ reason });
    expect(hub.requests).toHaveLength(1);
    const wakes = space.requests.filter(({ path }) => path === '/').length;
    expect(wakes).toBe(reason === 'sleeping' ? 1 : 0);
  });

  it('says what is wrong with a name', async () => {
    papers.close();
    papers = papersOf({ GRADIO_HF_SPACE_NAME: 'artist/nothing', HF_ENDPOINT: hub.url });
    await expect(papers.check(AbortSignal.timeout(5000))).rejects.toThrow('knows no Space artist/nothing');
    papers.close();
    papers = papersOf({ GRADIO_URL: space.url, GRADIO_API_NAME: 'draw' });
    await expect(papers.check(AbortSignal.timeout(5000))).rejects.toThrow(
      'has no endpoint /draw; set GRADIO_API_NAME to one of: /infer',
    );
  });

  it('asks once for equal requests at the same moment, and ends with the last who waits', async () => {
    const shared = new SharedPaperGenerator(papers, 2);
    const joins = () => space.requests.filter(({ path }) => path.endsWith('/queue/join')).length;
    const limits = { maxBytes: MAX_BYTES, signal: AbortSignal.timeout(5000) };
    const [first, second] = await Promise.all([shared.generate(REQUEST, limits), shared.generate(REQUEST, limits)]);
    expect(first).toBe(second);
    expect(joins()).toBe(1);
    space.behaviour = 'hangs';
    const leavers = [new AbortController(), new AbortController()];
    const waiting = leavers.map(({ signal }) =>
      shared.generate(REQUEST, { maxBytes: MAX_BYTES, signal }).catch((error: unknown) => error),
    );
    await until(() => space.requests.filter(({ path }) => path.includes('/queue/data')).length > 1);
    leavers[0]!.abort(new Error('first'));
    await expect(waiting[0]).resolves.toMatchObject({ message: 'first' });
    expect(space.abandoned).toBe(0);
    leavers[1]!.abort(new Error('second'));
    await expect(waiting[1]).resolves.toMatchObject({ message: 'second' });
    await until(() => space.abandoned > 0);
    expect(joins()).toBe(2);
  });
});

for (const [version, variable] of [
  ['4.44.1', 'TEST_GRADIO_4_URL'],
  ['5.50.0', 'TEST_GRADIO_5_URL'],
  ['6.31.0', 'TEST_GRADIO_URL'],
] as const) {
  describeWithService(`papers of a real server of Gradio ${version}`, [variable], ({ [variable]: url }) => {
    let papers: GradioPapers;
    beforeAll(() => {
      papers = papersOf({ GRADIO_URL: url });
    });
    afterAll(() => papers.close());

    const generate = (prompt: string, signal = AbortSignal.timeout(20_000)) =>
      papers.generate({ ...REQUEST, prompt, width: 600, height: 400 }, { maxBytes: MAX_BYTES, signal });

    it('is of that version', async () => {
      expect(await (await fetch(`${url}/config`)).json()).toMatchObject({ version });
    });

    it('come as pictures of the size asked for', async () => {
      await expect(papers.check(AbortSignal.timeout(5000))).resolves.toBeUndefined();
      const { content, origin } = await generate('a sheet of paper');
      expect(await sharp(content).metadata()).toMatchObject({ format: 'png', width: 600, height: 400 });
      expect(origin).toMatchObject({ prompt: 'a sheet of paper', seed: 6, space: new URL(url).host });
    });

    it.each([
      ['refused', 'failed', 'No paper for you'],
      ['quota', 'quota-exceeded', 'quota'],
      ['crash', 'failed', 'the app failed'],
      ['nothing', 'failed', 'no picture'],
      ['large file', 'image-unusable', 'at most'],
    ] as const)('[fault:%s] is %s', async (fault, reason, words) => {
      const failure: unknown = await generate(`[fault:${fault}] paper`).catch((error: unknown) => error);
      expect(failure).toMatchObject({ reason });
      expect((failure as Error).message).toContain(words);
    });

    it('are let go of at once', async () => {
      const caller = new AbortController();
      const generating = generate('[fault:slow 8] paper', caller.signal).catch((error: unknown) => error);
      await new Promise((done) => setTimeout(done, 300));
      const reason = new Error('enough');
      caller.abort(reason);
      expect(await generating).toBe(reason);
    });
  });
}
