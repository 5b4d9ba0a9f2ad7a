import type { PaperAnalysis } from '../analysis/index.js';
import { adaptiveMesh } from './adaptive-mesh.js';
import { writeGlb } from './glb.js';
import { GRID_SIDE, heightGrid, normalAt } from './height-grid.js';

/** Triangles of a model at most. */
export const MAX_TRIANGLES = 100_000;

/** Longer side of the picture on it at most, in pixels: what every device takes. */
export const MODEL_TEXTURE_SIDE = 2048;

/** Grows whenever the same sheet would give another model. */
export const MODEL_VERSION = 1;

/**
 * A sheet of paper as a binary glTF file.
 *
 * @param picture what is seen on it: a JPEG of the paper's whole picture
 */
export function sheetModel(analysis: PaperAnalysis, picture: Uint8Array): Uint8Array {
  const grid = heightGrid(analysis);
  const { vertices, triangles } = adaptiveMesh(grid, MAX_TRIANGLES);
  const positions = new Float32Array(vertices.length * 3);
  const normals = new Float32Array(vertices.length * 3);
  const textureCoordinates = new Float32Array(vertices.length * 2);
  vertices.forEach((vertex, i) => {
    const column = vertex % GRID_SIDE;
    const row = (vertex - column) / GRID_SIDE;
    const u = column / (GRID_SIDE - 1);
    const v = row / (GRID_SIDE - 1);
    positions.set([(u - 0.5) * grid.width, (0.5 - v) * grid.height, grid.z[vertex]!], i * 3);
    normals.set(normalAt(grid, column, row), i * 3);
    textureCoordinates.set([u, v], i * 2);
  });
  return writeGlb({ name: 'sheet', positions, normals, textureCoordinates, triangles, picture });
}
