import { drawLines, evenOut, findCrests, linkLines, type LineResponse } from './lines.js';

/** A soft line across a plane, in the given direction through the given point, and one strong speck. */
function lineAndSpeck(width: number, height: number, angle: number, through: { x: number; y: number }): LineResponse {
  const count = width * height;
  const [nx, ny] = [Math.cos(angle), Math.sin(angle)];
  const strength = Float32Array.from({ length: count }, (_, i) => {
    const distance = ((i % width) - through.x) * nx + (Math.floor(i / width) - through.y) * ny;
    return Math.exp(-(distance ** 2) / 4);
  });
  strength[6 * width + 6] = 1;
  return {
    width,
    height,
    strength,
    acrossX: new Float32Array(count).fill(nx),
    acrossY: new Float32Array(count).fill(ny),
  };
}

describe('lines', () => {
  const angle = 0.6;
  const through = { x: 40.3, y: 20.7 };
  const crests = findCrests(lineAndSpeck(64, 48, angle, through));
  const lines = linkLines(crests, { low: 0.3, high: 0.8, shortest: 10 });

  it('are thinned to their crests, placed to a fraction of a pixel', () => {
    const line = lines[0]!;
    expect(line.length).toBeLessThan(2 * 64);
    for (const i of line) {
      const distance = (crests.x[i]! - through.x) * Math.cos(angle) + (crests.y[i]! - through.y) * Math.sin(angle);
      expect(Math.abs(distance)).toBeLessThan(0.1);
    }
  });

  it('are kept, specks are not', () => {
    expect(crests.strength[6 * 64 + 6]).toBeGreaterThan(0);
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain(6 * 64 + 6);
  });

  it('are drawn thin, without gaps, at another size', () => {
    const size = { width: 128, height: 96 };
    const drawn = drawLines(evenOut(lines, crests, 2), size, 1.15);
    const [onLine, beside]: [number[], number[]] = [[], []];
    for (let i = 0; i < drawn.length; i++) {
      const x = ((i % size.width) + 0.5) / 2 - 0.5;
      const y = (Math.floor(i / size.width) + 0.5) / 2 - 0.5;
      if (x < 6 || y < 6 || x > 57 || y > 41) continue;
      const distance = Math.abs((x - through.x) * Math.cos(angle) + (y - through.y) * Math.sin(angle));
      if (distance < 0.25) onLine.push(drawn[i]!);
      if (distance > 2) beside.push(drawn[i]!);
    }
    expect(Math.min(...onLine)).toBeGreaterThan(160);
    expect(Math.max(...beside)).toBe(0);
  });
});
