/** First sample and number of samples of each output, then the samples' shares. */
export type Taps = [ofColumns: number, columnWeights: number, ofRows: number, rowWeights: number];

/** What kernels of planes have in common. Planes, rows and tables are told by their addresses. */
export interface PlaneKernel {
  average(
    source: number,
    width: number,
    target: number,
    columns: number,
    rows: number,
    ...rest: [...Taps, sums: number]
  ): void;
  blurPlane(
    source: number,
    target: number,
    width: number,
    rows: number,
    taps: number,
    radius: number,
    padded: number,
  ): void;
}
