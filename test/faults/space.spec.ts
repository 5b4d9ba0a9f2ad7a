import { randomUUID } from 'node:crypto';
import { AppConfig } from '../../src/config/app-config.js';
import { parseEnvironment } from '../../src/config/environment.js';
import type { GradioPapers } from '../../src/ai/adapters/gradio/gradio-papers.js';
import { makeGradioPapers } from '../../src/ai/adapters/gradio/make-gradio-papers.js';
import { type Fault, FaultProxy } from '../support/fault-proxy.js';
import { describeWithService } from '../support/real-service.js';

const REQUEST = {
  style: 'crumpled' as const,
  prompt: 'a sheet of crumpled white paper',
  negativePrompt: '',
  seed: 7,
  width: 512,
  height: 512,
};
const SHORT_MILLISECONDS = 2500;
const UNREACHABLE = { name: 'GenerationError', reason: 'unreachable' };
/** The caller's own limit, which it knows by its name. */
const OUT_OF_TIME = { name: 'TimeoutError' };

describeWithService(
  'the Space fails',
  ['TEST_GRADIO_URL', 'TEST_TOXIPROXY_URL'],
  ({ TEST_GRADIO_URL, TEST_TOXIPROXY_URL }) => {
    let proxy: FaultProxy;
    let papers: GradioPapers;

    beforeEach(async () => {
      proxy = await FaultProxy.before(TEST_GRADIO_URL, `space-${randomUUID()}`, TEST_TOXIPROXY_URL);
      papers = makeGradioPapers(new AppConfig(parseEnvironment({ GRADIO_URL: proxy.url })).ai.gradio!);
    });
    afterEach(async () => {
      papers.close();
      await proxy.remove();
    });

    const generate = (milliseconds: number) =>
      papers.generate(REQUEST, { maxBytes: 4_000_000, signal: AbortSignal.timeout(milliseconds) });

    it.each<[string, Fault, object]>([
      ['refuses connections', { kind: 'refused' }, UNREACHABLE],
      ['is silent', { kind: 'silent' }, OUT_OF_TIME],
      ['resets connections', { kind: 'reset' }, UNREACHABLE],
      ['drips', { kind: 'slow', kilobytesPerSecond: 1 }, OUT_OF_TIME],
      ['cuts its description in the middle', { kind: 'cut', bytes: 3000 }, UNREACHABLE],
    ])('%s: fails by name within the time it has, and serves once it is well', async (_case, fault, failure) => {
      await proxy.impose(fault);
      await expect(generate(SHORT_MILLISECONDS)).rejects.toMatchObject(failure);
      await proxy.mend();
      expect((await generate(20_000)).content.byteLength).toBeGreaterThan(1000);
    });

    it('answers late: serves', async () => {
      await proxy.impose({ kind: 'late', milliseconds: 100 });
      expect((await generate(20_000)).content.byteLength).toBeGreaterThan(1000);
    });
  },
);
