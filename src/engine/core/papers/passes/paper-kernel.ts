/** Corners and slopes of a surface, which of its triangles to draw, and pixels per sheet unit. */
type TriangleArguments = [corners: number, slopes: number, from: number, to: number, scale: number];
type StripArguments = [width: number, rows: number, top: number];
type GatherArguments = [...TriangleArguments, ...StripArguments, changes: number, rowBytes: number];

/** What `src/engine/kernel/papers` exports. Planes, rows and tables are told by their addresses. */
export interface PaperKernel {
  /** Bytes at the start of the memory that are the kernel's own. */
  ownBytes(): number;
  drawNearest(...drawn: [...TriangleArguments, ...StripArguments, z: number, p: number, q: number]): void;
  gatherSlopes(this: void, ...gathered: GatherArguments): void;
  gatherHeights(this: void, ...gathered: GatherArguments): void;
  sumSlopes(this: void, changes: number, rowBytes: number, width: number, p: number, q: number): void;
  sumHeights(this: void, changes: number, rowBytes: number, width: number, z: number, scale: number): void;
  addRoughness(p: number, q: number, width: number, rows: number, top: number, seed: number, step: number): void;
  addFibres(
    p: number,
    q: number,
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
  blur(source: number, target: number, width: number, rows: number, taps: number, radius: number, padded: number): void;
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
