/**
 * Addresses of what of a picture stays the same from one rendering to the next, so that only what changes is computed anew: while
 * grain or wear are tried out, the art lies where it lies; wherever it lies, the paper has its relief and its light.
 */
export interface Layers {
  /** Which are to be written before they are used. */
  readonly needs: { readonly heights: boolean; readonly light: boolean };
  /** 0 where there is none. */
  readonly heights: number;
  readonly lightFolds: number;
  readonly lightGrain: number;
  /** Null where the art lies elsewhere than before. */
  readonly art: LaidArt | null;
}

export interface LaidArt {
  /** Otherwise it is written while the art is laid. */
  readonly known: boolean;
  readonly codes: number;
  readonly cover: number;
  readonly kinds: number;
}
