/** All that a file of ours says besides its pixels. */
export interface Embedded {
  readonly icc: Uint8Array | null;
  /** Pixels an inch, 1…65535. */
  readonly dpi: number | null;
}
