import { takeEarlyFiles } from './early-input';

const file = (name: string) => ({ name }) as File;

describe('takeEarlyFiles', () => {
  afterEach(() => (globalThis.earlyInput = undefined));

  it('takes what came early, and what is chosen later in a picker that was opened early', () => {
    const early = { files: [file('dropped')], click: null, end: new AbortController() };
    globalThis.earlyInput = early;
    const taken: string[] = [];
    const leave = takeEarlyFiles((files) => taken.push(...files.map(({ name }) => name)));
    expect(early.end.signal.aborted).toBe(true);
    const choose = (name: string) => {
      early.files.push(file(name));
      globalThis.earlyInput?.onFiles?.();
    };
    choose('chosen');
    expect(taken).toEqual(['dropped', 'chosen']);
    leave();
    choose('chosen when nobody listens');
    expect(taken).toHaveLength(2);
    takeEarlyFiles((files) => taken.push(...files.map(({ name }) => name)));
    expect(taken.at(-1)).toBe('chosen when nobody listens');
  });

  it('does nothing on other documents', () => {
    expect(() => takeEarlyFiles(() => undefined)()).not.toThrow();
  });
});
