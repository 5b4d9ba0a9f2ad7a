import type { PaperChoice, ArtChoice } from '../sources/choices';
import type { PreviewClient } from './preview-client';
import {
  type DrawnPreview,
  PreviewError,
  type PaperFacts,
  type PreviewFault,
  type PictureFacts,
  type PreviewView,
  type RenderedPreview,
  type RenderRequest,
  type ReliefGrid,
} from './protocol';
import type { MappingParameters } from '../../../../src/engine/core/presets/index';

export interface PreviewWish {
  readonly art: ArtChoice;
  readonly paper: PaperChoice;
  readonly parameters: MappingParameters;
  readonly view: PreviewView;
  /** Longer side, pixels. */
  readonly longest: number;
}

/** Faults that may be gone once all has been opened again. */
const REPEATED: ReadonlySet<PreviewFault> = new Set(['NOT_OPEN', 'FAILED']);

/** Renders wishes in the worker: opens each picture there once, and again should the worker have forgotten it. */
export class LivePreview {
  private readonly arts = new Map<string, Promise<PictureFacts>>();
  private readonly papers = new Map<string, Promise<PaperFacts>>();
  /** Numbers of the canvases that were given to a worker, which none gives back. */
  private readonly canvases = new WeakMap<HTMLCanvasElement, number>();
  private lastCanvas = 0;
  private lastOrder = 0;

  constructor(private readonly client: PreviewClient) {}

  openArt(art: ArtChoice): Promise<PictureFacts> {
    return once(this.arts, art.key, async () =>
      this.client.ask('openArt', { key: art.key, picture: await art.load() }),
    );
  }

  openPaper(paper: PaperChoice): Promise<PaperFacts> {
    return once(this.papers, paper.key, async () =>
      this.client.ask('openPaper', { key: paper.key, ...(await paper.load()) }),
    );
  }

  /** @throws PreviewError, or whatever loading a picture threw */
  async render(wish: PreviewWish): Promise<RenderedPreview> {
    return this.whileOpen(wish, () => this.client.ask('render', requestOf(wish)));
  }

  /**
   * Has the worker draw on a canvas that nobody else draws on; of two pictures for one canvas, the later one stays.
   *
   * @throws as {@link render}, with `CANVAS_LOST` where another canvas has to take its place
   */
  async draw(wish: PreviewWish, element: HTMLCanvasElement, draft: boolean): Promise<DrawnPreview> {
    const canvas = this.given(element);
    const order = ++this.lastOrder;
    return this.whileOpen(wish, () => this.client.ask('draw', { ...requestOf(wish), canvas, order, draft }));
  }

  /** @param listener called when no canvas can be drawn on any more that was drawn on before @returns to be called no more */
  onCanvasesLost(listener: () => void): () => void {
    return this.client.onBroken(listener);
  }

  /** Has the worker render what will be drawn, as it seems. @throws as {@link render} */
  async prepare(wish: PreviewWish): Promise<void> {
    await this.whileOpen(wish, () => this.client.ask('prepare', requestOf(wish)));
  }

  /** The worker lets go of a canvas that is shown no more. */
  release(element: HTMLCanvasElement): void {
    const canvas = this.canvases.get(element);
    if (canvas !== undefined) this.client.ask('closeCanvas', { canvas }).catch(() => undefined);
  }

  private given(element: HTMLCanvasElement): number {
    const known = this.canvases.get(element);
    if (known !== undefined) return known;
    const canvas = ++this.lastCanvas;
    this.canvases.set(element, canvas);
    const surface = element.transferControlToOffscreen();
    // A worker that breaks before it has it does not know it when it is to draw.
    this.client.ask('openCanvas', { canvas, surface }, [surface]).catch(() => undefined);
    return canvas;
  }

  /** A small picture, for which no preview waits. @throws as {@link render} */
  async thumbnail(wish: PreviewWish): Promise<RenderedPreview> {
    return this.whileOpen(wish, () => this.client.ask('thumbnail', requestOf(wish)));
  }

  /** Heights of a paper for a surface of `longest` points along its longer side. */
  async relief(paper: PaperChoice, longest: number): Promise<ReliefGrid> {
    return this.whileOpen({ paper }, () => this.client.ask('relief', { paperKey: paper.key, longest }));
  }

  private async whileOpen<T>(
    { art, paper }: { readonly art?: ArtChoice; readonly paper: PaperChoice },
    work: () => Promise<T>,
  ): Promise<T> {
    const open = () => Promise.all([art && this.openArt(art), this.openPaper(paper)]);
    await open();
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof PreviewError) || !REPEATED.has(error.code)) throw error;
      if (art) this.arts.delete(art.key);
      this.papers.delete(paper.key);
      await open();
      return work();
    }
  }
}

/** The work for a key, begun once; a failure is forgotten, so that it is tried anew. */
function once<T>(works: Map<string, Promise<T>>, key: string, begin: () => Promise<T>): Promise<T> {
  const known = works.get(key);
  if (known) return known;
  const work = begin();
  works.set(key, work);
  work.catch(() => works.delete(key));
  return work;
}

function requestOf({ art, paper, parameters, longest, view }: PreviewWish): RenderRequest {
  return {
    artKey: art.key,
    paperKey: paper.key,
    parameters: { ...parameters, ...placementOn(paper, parameters) },
    longest,
    view,
  };
}

/** Where the parameters place the art or, where they do not, the paper does. */
function placementOn(paper: PaperChoice, { quad, mesh }: MappingParameters): Pick<MappingParameters, 'quad' | 'mesh'> {
  if (quad || mesh) return { quad, mesh };
  return paper.mesh ? { quad: null, mesh: paper.mesh } : { quad: paper.quad, mesh: null };
}
