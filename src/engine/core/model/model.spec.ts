import { validateBytes } from 'gltf-validator';
import { analysePaper, generatePaper } from '../../../../test/support/built-papers.js';
import { flatAnalysis, foldedAnalysis } from '../../../../test/support/engine-inputs.js';
import type { PaperAnalysis } from '../analysis/index.js';
import { MAX_TRIANGLES, sheetModel } from './index.js';

/** A JPEG of eight by eight pixels. */
const PICTURE = Buffer.from(
  [
    '/9j/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBD',
    'AQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAIAAgD',
    'ASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAb/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAA',
    'AgP/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCtASN//9k=',
  ].join(''),
  'base64',
);

let madeOnce: PaperAnalysis | undefined;
const crumpled = () => {
  if (madeOnce) return madeOnce;
  const { image, height, light } = generatePaper({ style: 'crumpled', width: 320, height: 256, seed: 4 });
  return (madeOnce = analysePaper(image, { height, light }));
};

interface Parts {
  readonly positions: Float32Array;
  readonly normals: Float32Array;
  readonly indices: Uint16Array | Uint32Array;
}

function partsOf(glb: Uint8Array): Parts {
  const view = new DataView(glb.buffer, glb.byteOffset);
  const jsonLength = view.getUint32(12, true);
  const { accessors, bufferViews } = JSON.parse(new TextDecoder().decode(glb.subarray(20, 20 + jsonLength)));
  const bytes = (i: number) => {
    const start = 28 + jsonLength + bufferViews[i].byteOffset;
    return glb.slice(start, start + bufferViews[i].byteLength).buffer;
  };
  const Indices = accessors[3].componentType === 5123 ? Uint16Array : Uint32Array;
  return {
    positions: new Float32Array(bytes(0)),
    normals: new Float32Array(bytes(1)),
    indices: new Indices(bytes(3)),
  };
}

describe('a sheet as a model', () => {
  const sheets = {
    flat: () => flatAnalysis(300, 200),
    folded: () => foldedAnalysis(300, 400, 2),
    crumpled,
  };

  it.each(Object.entries(sheets))('%s, is valid glTF without a warning', async (_name, analysis) => {
    const { issues, info } = await validateBytes(sheetModel(analysis(), PICTURE));
    expect(issues.messages.filter(({ severity }) => severity < 2)).toEqual([]);
    expect(info.totalTriangleCount).toBeLessThanOrEqual(MAX_TRIANGLES);
  });

  it('is two triangles where it is flat, many where it is crumpled', () => {
    const { indices } = partsOf(sheetModel(flatAnalysis(300, 200), PICTURE));
    expect(indices).toHaveLength(6);
    expect(partsOf(sheetModel(crumpled(), PICTURE)).indices.length).toBeGreaterThan(30_000);
  });

  it('is the same bytes every time', () => {
    expect(sheetModel(foldedAnalysis(300, 400, 2), PICTURE)).toEqual(sheetModel(foldedAnalysis(300, 400, 2), PICTURE));
  });

  it('covers the sheet once, every triangle facing the viewer, as its normals do', () => {
    const { positions, normals, indices } = partsOf(sheetModel(foldedAnalysis(300, 400, 2), PICTURE));
    let area = 0;
    let least = Infinity;
    for (let i = 0; i < indices.length; i += 3) {
      const [a, b, c] = [indices[i]!, indices[i + 1]!, indices[i + 2]!].map((v) => [
        positions[v * 3]!,
        positions[v * 3 + 1]!,
      ]);
      const doubled = (b![0]! - a![0]!) * (c![1]! - a![1]!) - (b![1]! - a![1]!) * (c![0]! - a![0]!);
      least = Math.min(least, doubled);
      area += doubled / 2;
    }
    expect(least).toBeGreaterThan(0);
    expect(area).toBeCloseTo(0.297 * 0.297 * 0.75, 5);
    const towardsViewer = normals.reduce(
      (flattest, value, i) => (i % 3 === 2 ? Math.min(flattest, value) : flattest),
      1,
    );
    expect(towardsViewer).toBeGreaterThan(0.2);
  });

  it('has no cracks: every edge has two triangles, or one at the rim', () => {
    const { positions, indices } = partsOf(sheetModel(foldedAnalysis(300, 400, 7), PICTURE));
    const vertices = positions.length / 3;
    const edges = new Map<number, number>();
    for (let i = 0; i < indices.length; i++) {
      const [a, b] = [indices[i]!, indices[i % 3 === 2 ? i - 2 : i + 1]!];
      const key = Math.min(a, b) * vertices + Math.max(a, b);
      edges.set(key, (edges.get(key) ?? 0) + 1);
    }
    const rim = positions.reduce((most, value, i) => (i % 3 === 0 ? Math.max(most, value) : most), 0);
    const top = positions.reduce((most, value, i) => (i % 3 === 1 ? Math.max(most, value) : most), 0);
    const wrong = [...edges].filter(([key, count]) => {
      const [a, b] = [Math.floor(key / vertices), key % vertices];
      const along = (axis: number, limit: number) =>
        positions[a * 3 + axis] === positions[b * 3 + axis] && Math.abs(positions[a * 3 + axis]!) === limit;
      return count !== (along(0, rim) || along(1, top) ? 1 : 2);
    });
    expect(wrong).toEqual([]);
  });
});
