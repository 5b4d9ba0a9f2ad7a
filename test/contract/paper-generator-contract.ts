import { setTimeout as sleep } from 'node:timers/promises';
import type { PaperGenerator, PaperRequest } from '../../src/ai/paper-generator.port.js';

/** What stands behind an adapter, and how it behaves. */
export type Situation =
  'paper' | 'hangs' | 'drips' | 'breaks off' | 'fails' | 'queue full' | 'quota exceeded' | 'asleep' | 'huge';

export interface OpenedGenerator {
  readonly generator: PaperGenerator;
  /** From now on the service behind the adapter behaves so. */
  behave(situation: Situation): void;
  /** The service behind it goes away. */
  close(): Promise<void>;
}

const REQUEST: PaperRequest = {
  style: 'crumpled',
  prompt: 'a sheet of crumpled white paper',
  seed: 7,
  width: 1200,
  height: 800,
};
const MAX_BYTES = 1_000_000;
/** An adapter lets go within this time of its signal, where the service would hold on for ever. */
const PROMPTLY_MILLISECONDS = 10_000;

/** What every adapter of PaperGenerator must do. */
export function paperGeneratorContract(name: string, open: () => Promise<OpenedGenerator>): void {
  describe(`${name} paper generator`, () => {
    let opened: OpenedGenerator;
    const generate = (signal = AbortSignal.timeout(60_000)) =>
      opened.generator.generate(REQUEST, { maxBytes: MAX_BYTES, signal });

    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    it('hands on the picture and says how it came to be', async () => {
      opened.behave('paper');
      expect(opened.generator.available).toBe(true);
      const { content, origin } = await generate();
      expect(content.byteLength).toBeGreaterThan(1000);
      expect(origin).toMatchObject({ generator: expect.any(String), prompt: REQUEST.prompt, seed: REQUEST.seed });
    });

    it.each([
      ['fails', 'failed'],
      ['queue full', 'queue-full'],
      ['quota exceeded', 'quota-exceeded'],
      ['asleep', 'sleeping'],
      ['breaks off', 'unreachable'],
      ['huge', 'image-unusable'],
    ] as const)('says why: %s is %s', async (situation, reason) => {
      opened.behave(situation);
      await expect(generate()).rejects.toMatchObject({ name: 'GenerationError', reason });
    });

    it.each(['hangs', 'drips'] as const)('lets go when its signal aborts while the service %s', async (situation) => {
      opened.behave(situation);
      const caller = new AbortController();
      const reason = new Error('enough');
      const generating = generate(caller.signal).catch((error: unknown) => error);
      await sleep(100);
      const aborted = performance.now();
      caller.abort(reason);
      expect(await generating).toBe(reason);
      expect(performance.now() - aborted).toBeLessThan(PROMPTLY_MILLISECONDS);
    });

    it('does not begin with a signal that has aborted', async () => {
      opened.behave('hangs');
      const reason = new Error('too late');
      await expect(generate(AbortSignal.abort(reason))).rejects.toBe(reason);
    });

    it('names a service that is gone unreachable', async () => {
      await opened.close();
      await expect(generate()).rejects.toMatchObject({ reason: 'unreachable' });
      opened = await open();
    });
  });
}
