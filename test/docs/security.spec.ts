import { existsSync, readFileSync } from 'node:fs';

const rows = readFileSync('docs/security.md', 'utf8')
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter(([, number]) => /^\d+$/.test(number ?? ''))
  .map(([, number, , path, title]) => ({ number: number!, path: path!.replaceAll('`', ''), title: title! }));

describe('the threat model', () => {
  it('numbers its checks in order, sixty and those that came with features', () => {
    expect(rows.length).toBeGreaterThanOrEqual(60);
    expect(rows.map(({ number }) => Number(number))).toEqual(rows.map((_row, index) => index + 1));
  });

  it.each(rows)('check $number is held by a test that is there: $path', ({ path, title }) => {
    expect(existsSync(path)).toBe(true);
    expect(readFileSync(path, 'utf8')).toContain(title);
  });
});
