import { existsSync, readFileSync } from 'node:fs';

const rows = readFileSync('docs/security.md', 'utf8')
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter(([, number]) => /^\d+$/.test(number ?? ''))
  .map(([, number, , path, title]) => ({ number: number!, path: path!.replaceAll('`', ''), title: title! }));

describe('the threat model', () => {
  it('names sixty checks', () => {
    expect(rows.map(({ number }) => Number(number))).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
  });

  it.each(rows)('check $number is held by a test that is there: $path', ({ path, title }) => {
    expect(existsSync(path)).toBe(true);
    expect(readFileSync(path, 'utf8')).toContain(title);
  });
});
