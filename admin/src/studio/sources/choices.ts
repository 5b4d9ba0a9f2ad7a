import type { Mesh, Quad } from '../../../../src/engine/core/raster';

/** An artwork that can be printed, wherever it is kept. */
export interface ArtChoice {
  /** Id of an artwork on the server, or a name of its own while it is on this machine alone. */
  readonly key: string;
  readonly title: string;
  readonly thumbnail: string;
  readonly where: 'sample' | 'here' | 'server';
  load(): Promise<Blob>;
}

/** A paper that can be printed on. */
export interface PaperChoice {
  /** Id of a base image on the server, or a name of its own. */
  readonly key: string;
  readonly name: string;
  readonly thumbnail: string;
  readonly where: 'sample' | 'here' | 'library' | 'own';
  readonly madeByAi: boolean;
  /** Pixels of the paper itself; a picture of it may come smaller. */
  readonly width: number;
  readonly height: number;
  /** Where on its picture the sheet lies; null: the whole of it. */
  readonly quad: Quad | null;
  /** Where the sheet is bent, in place of the quad. */
  readonly mesh?: Mesh;
  /** Seed of a sample paper, by which the library's own copy of it is found. */
  readonly seed?: number;
  load(): Promise<{ readonly picture: Blob; readonly analysis: Blob | null }>;
}
