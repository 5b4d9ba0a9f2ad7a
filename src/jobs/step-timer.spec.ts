import { StepTimer } from './step-timer.js';

describe('step timer', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('adds up the time of each step in the order of their beginning', () => {
    const timer = new StepTimer();
    timer.enter('fetch');
    jest.advanceTimersByTime(10);
    timer.enter('shade');
    jest.advanceTimersByTime(5);
    timer.enter('shade');
    jest.advanceTimersByTime(5);
    timer.enter('fetch');
    jest.advanceTimersByTime(1);
    expect(Object.entries(timer.timings())).toEqual([
      ['fetch', 11],
      ['shade', 10],
    ]);
  });

  it('prefers what the work measured itself', () => {
    const timer = new StepTimer();
    timer.enter('shade');
    jest.advanceTimersByTime(50);
    timer.replace({ shade: 41.6, encode: 7 });
    expect(timer.timings()).toEqual({ shade: 42, encode: 7 });
  });
});
