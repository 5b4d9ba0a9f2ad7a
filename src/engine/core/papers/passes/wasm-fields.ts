import type { Band } from '../band.js';
import { changesARow, FIELD } from '../crumpled/linear-fields.js';
import { edgesBetween, mostEdgesBetween, type Surface } from '../crumpled/surface.js';
import type { KernelArrays } from './kernel-arrays.js';
import type { PaperKernel } from './paper-kernel.js';
import type { BandPlanes } from './wasm-band.js';

/** Bytes of an edge as the kernel passes it. */
const PASSING = 64;

/** A surface in the kernel's memory: addresses of its edges, of their sides, and of the first triangle's fields. */
interface PlacedSurface {
  readonly surface: Surface;
  readonly edges: number;
  readonly sides: number;
  readonly fields: number;
}

/** See {@link Passes.prepareSlopes}. */
export function prepareSlopesInKernel(
  kernel: PaperKernel,
  arrays: KernelArrays,
  band: Band,
  { p, q }: BandPlanes,
  surfaces: readonly Surface[],
  scale: number,
): () => void {
  const placed = placeSurfaces(arrays, surfaces);
  for (const { surface, fields } of placed) {
    const { corners, slopes } = surface;
    kernel.slopeFields(arrays.copyOf(corners), arrays.copyOf(slopes), corners.length / 9, scale, fields);
  }
  const gathering = new Gathering(kernel, arrays, band, placed, scale);
  return () => kernel.sumSlopes(gathering.changes(), gathering.rowBytes, band.width, band.rows, p, q);
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
  const placed = placeSurfaces(arrays, surfaces);
  for (const { surface, fields } of placed) {
    const { corners } = surface;
    kernel.heightFields(arrays.copyOf(corners), corners.length / 9, scale, fields);
  }
  const gathering = new Gathering(kernel, arrays, band, placed, scale);
  return () => kernel.sumHeights(gathering.changes(), gathering.rowBytes, band.width, band.rows, z);
}

function placeSurfaces(arrays: KernelArrays, surfaces: readonly Surface[]): readonly PlacedSurface[] {
  return surfaces.map((surface) => {
    // The field of no triangle first, zeros.
    const fields = arrays.allocate(4 * FIELD * (1 + surface.corners.length / 9)) + 4 * FIELD;
    return { surface, edges: arrays.copyOf(surface.edges), sides: arrays.copyOf(surface.sides), fields };
  });
}

/** The edges that a band crosses on its way down the picture. */
class Gathering {
  readonly rowBytes: number;
  private readonly target: number;
  private readonly passing: number;
  private end: number;
  /** How many edges of each surface were entered. */
  private readonly entered: Int32Array;
  /** Row that the next band begins in. */
  private next = NaN;

  constructor(
    private readonly kernel: PaperKernel,
    arrays: KernelArrays,
    private readonly band: Band,
    private readonly placed: readonly PlacedSurface[],
    private readonly scale: number,
  ) {
    this.rowBytes = 4 * changesARow(band.width);
    this.target = arrays.room('changes', this.rowBytes * band.rows);
    let most = 0;
    for (const { surface } of placed) most += mostEdgesBetween(surface, (band.rows + 1) / scale);
    this.passing = arrays.room('passing', PASSING * most);
    this.end = this.passing;
    this.entered = new Int32Array(placed.length);
  }

  /** @returns where the changes of the band's rows lie */
  changes(): number {
    const { kernel, band, placed, scale, passing, entered, target, rowBytes } = this;
    const { width, rows, top } = band;
    if (top !== this.next) {
      entered.fill(0);
      this.end = passing;
    }
    for (let k = 0; k < placed.length; k++) {
      const { surface, edges, sides, fields } = placed[k]!;
      const { to } = edgesBetween(surface, top / scale, (top + rows + 1) / scale);
      this.end = kernel.enter(edges, sides, entered[k]!, to, fields, scale, width, top, this.end);
      entered[k] = to;
    }
    this.end = kernel.gather(passing, this.end, width, rows, top, target, rowBytes);
    this.next = top + rows;
    return target;
  }
}
