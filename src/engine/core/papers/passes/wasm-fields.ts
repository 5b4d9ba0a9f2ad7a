import type { Band } from '../band.js';
import { changesARow, FIELD } from '../crumpled/linear-fields.js';
import { edgesBetween, type Surface } from '../crumpled/surface.js';
import type { KernelArrays } from './kernel-arrays.js';
import type { PaperKernel } from './paper-kernel.js';
import type { BandPlanes } from './wasm-band.js';

/** See {@link Passes.prepareSlopes}. */
export function prepareSlopesInKernel(
  kernel: PaperKernel,
  arrays: KernelArrays,
  band: Band,
  { p, q }: BandPlanes,
  surfaces: readonly Surface[],
  scale: number,
): () => void {
  const fields = fieldsOf(arrays, surfaces, ({ corners, slopes }, count, at) =>
    kernel.slopeFields(arrays.copyOf(corners), arrays.copyOf(slopes), count, scale, at),
  );
  return prepareFields(kernel, arrays, band, surfaces, scale, fields, (changes, bytes, row) =>
    kernel.sumSlopes(changes, bytes, band.width, p + row, q + row),
  );
}

/** See {@link Passes.prepareHeights}. */
export function prepareHeightsInKernel(
  kernel: PaperKernel,
  arrays: KernelArrays,
  band: Band,
  { z }: BandPlanes,
  surfaces: readonly Surface[],
  scale: number,
): () => void {
  const fields = fieldsOf(arrays, surfaces, ({ corners }, count, at) =>
    kernel.heightFields(arrays.copyOf(corners), count, scale, at),
  );
  return prepareFields(kernel, arrays, band, surfaces, scale, fields, (changes, bytes, row) =>
    kernel.sumHeights(changes, bytes, band.width, z + row),
  );
}

/** Addresses of the fields of each surface's triangles. */
function fieldsOf(
  arrays: KernelArrays,
  surfaces: readonly Surface[],
  write: (surface: Surface, count: number, at: number) => void,
): readonly number[] {
  return surfaces.map((surface) => {
    const count = surface.corners.length / 9;
    // The field of no triangle first, zeros.
    const at = arrays.allocate(4 * FIELD * (1 + count)) + 4 * FIELD;
    write(surface, count, at);
    return at;
  });
}

function prepareFields(
  kernel: PaperKernel,
  arrays: KernelArrays,
  band: Band,
  surfaces: readonly Surface[],
  scale: number,
  fields: readonly number[],
  sum: (changes: number, bytes: number, row: number) => void,
): () => void {
  const { width, rows } = band;
  const places = surfaces.map(({ edges, sides }) => [arrays.copyOf(edges), arrays.copyOf(sides)] as const);
  const bytes = 4 * changesARow(width);
  const changes = arrays.room('changes', bytes * rows);
  return () => {
    const { top } = band;
    surfaces.forEach((surface, k) => {
      const { from, to } = edgesBetween(surface, top / scale, (top + rows + 1) / scale);
      kernel.gather(...places[k]!, from, to, fields[k]!, scale, width, rows, top, changes, bytes);
    });
    for (let row = 0; row < rows; row++) sum(changes + row * bytes, bytes, 4 * row * width);
  };
}
