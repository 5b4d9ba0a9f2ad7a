import { AiCircuit } from './ai-circuit.js';
import { GenerationError, type GenerationFailure } from './generation-error.js';

describe('AiCircuit', () => {
  let circuit: AiCircuit;
  let asked: number;

  beforeEach(() => {
    jest.useFakeTimers();
    circuit = new AiCircuit();
    asked = 0;
  });
  afterEach(() => jest.useRealTimers());

  const fails = (reason: GenerationFailure) =>
    circuit.run(() => {
      asked += 1;
      return Promise.reject(new GenerationError(reason, 'no'));
    });
  const works = () => circuit.run(async () => ++asked);

  async function breakIt(): Promise<void> {
    for (let turn = 0; turn < 5; turn += 1)
      await expect(fails('timed-out')).rejects.toMatchObject({ reason: 'timed-out' });
  }

  it('rests after failures in a row, and says so at once', async () => {
    await breakIt();
    await expect(works()).rejects.toMatchObject({ reason: 'circuit-open' });
    expect(circuit.resting).toContain('failed repeatedly');
    expect(asked).toBe(5);
  });

  it('tries once after a while, while others are still refused at once', async () => {
    await breakIt();
    jest.advanceTimersByTime(20_000);
    let answer: ((paper: string) => void) | undefined;
    const trying = circuit.run(() => new Promise<string>((resolve) => (answer = resolve)));
    await expect(works()).rejects.toMatchObject({ reason: 'circuit-open' });
    answer!('paper');
    await expect(trying).resolves.toBe('paper');
    await expect(works()).resolves.toBe(6);
    expect(circuit.resting).toBeUndefined();
  });

  it('does not ask again soon once a quota is used up', async () => {
    await expect(fails('quota-exceeded')).rejects.toMatchObject({ reason: 'quota-exceeded' });
    await expect(works()).rejects.toMatchObject({ reason: 'quota-exceeded' });
    expect(circuit.resting).toContain('quota');
    expect(asked).toBe(1);
    jest.advanceTimersByTime(5 * 60_000 + 1);
    await expect(works()).resolves.toBe(2);
  });

  it('takes no offence at what is not AI’s fault', async () => {
    for (let turn = 0; turn < 10; turn += 1) {
      await expect(fails('image-unusable')).rejects.toMatchObject({ reason: 'image-unusable' });
      await expect(circuit.run(() => Promise.reject(new Error('aborted')))).rejects.toThrow('aborted');
    }
    await expect(works()).resolves.toBe(11);
  });
});
