import type { PlaneKernel } from '../../plane-kernel.js';

/** What `src/engine/kernel/papers` exports. Planes, rows and tables are told by their addresses. */
export interface PaperKernel extends PlaneKernel {
  /** Bytes at the start of the memory that are the kernel's own. */
  ownBytes(): number;
  relax(
    position: number,
    vertexCount: number,
    ends: number,
    lengths: number,
    edgeCount: number,
    hinges: number,
    weights: number,
    steps: number,
    hingeCount: number,
    border: number,
    held: number,
    borderCount: number,
    kept: number,
    rounds: number,
  ): void;
  slopeFields(corners: number, slopes: number, count: number, scale: number, fields: number): void;
  heightFields(corners: number, count: number, scale: number, fields: number): void;
  enter(
    edges: number,
    sides: number,
    from: number,
    to: number,
    fields: number,
    scale: number,
    width: number,
    top: number,
    passing: number,
  ): number;
  gather(
    passing: number,
    end: number,
    width: number,
    rows: number,
    top: number,
    changes: number,
    rowBytes: number,
  ): number;
  sumSlopes(changes: number, rowBytes: number, width: number, rows: number, p: number, q: number): void;
  sumHeights(changes: number, rowBytes: number, width: number, rows: number, z: number): void;
  addCrease(
    places: number,
    along: number,
    bends: number,
    bend: number,
    from: number,
    end: number,
    reach: number,
    radius: number,
    bruiseReach: number,
    widthsPerUnit: number,
    heights: number,
    bruises: number,
    soils: number,
  ): void;
  addRoughness(p: number, q: number, width: number, rows: number, top: number, seed: number, step: number): void;
  drawFibres(
    pairs: number,
    tone: number,
    width: number,
    rows: number,
    top: number,
    seed: number,
    spacing: number,
    shortest: number,
    longest: number,
    bend: number,
    slope: number,
    leastTone: number,
    greatestTone: number,
    directions: number,
  ): void;
  addPairs(pairs: number, p: number, q: number, count: number): void;
  addPlane(source: number, target: number, count: number): void;
  level(plane: number, count: number, factor: number): void;
  blur(plane: number, buffer: number, width: number, rows: number, taps: number, radius: number, padded: number): void;
  raiseHorizon(
    height: number,
    width: number,
    rows: number,
    dx: number,
    dy: number,
    perLength: number,
    horizon: number,
  ): void;
  addSky(horizon: number, count: number, share: number, result: number): void;
  addLight(horizon: number, count: number, tangent: number, breadth: number, share: number, result: number): void;
  stretch(
    source: number,
    samples: number,
    rows: number,
    target: number,
    width: number,
    left: number,
    factor: number,
  ): void;
  shadeRow(
    p: number,
    q: number,
    luminance: number,
    width: number,
    main: number,
    ambient: number,
    next: number,
    down: number,
    toLightX: number,
    toLightY: number,
    cotangent: number,
  ): void;
  develop(
    luminance: number,
    tone: number,
    noise: number,
    width: number,
    codes: number,
    byRed: number,
    byGreen: number,
    byBlue: number,
    target: number,
  ): void;
}
