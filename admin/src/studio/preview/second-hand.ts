import type { PreviewClient } from './preview-client';
import type { ArtSource, PaperSource, RenderRequest } from './protocol';
import { Recent } from './recent';

/**
 * A second worker, which renders the lower rows of a preview while the first renders the upper ones. It is given its own copy
 * of art and paper behind the first preview of the two, so that no preview ever waits for that.
 */
export class SecondHand {
  private readonly sources = new Recent<ArtSource | PaperSource>(10);
  /** Art and paper that it has rendered before; null while it gets them ready, and when it could not. */
  private ready: string | null = '';

  constructor(private readonly client: PreviewClient) {}

  remember(source: ArtSource | PaperSource): void {
    this.sources.set(source.key, source);
  }

  /** The lower rows, where it is ready for this art and paper; otherwise null, and it gets ready. */
  lowerRows(
    request: RenderRequest,
    height: number,
  ): { readonly from: number; readonly data: Promise<Uint8Array> } | null {
    if (this.ready !== pairOf(request)) {
      if (this.ready !== null) void this.getReady(request, height);
      return null;
    }
    const from = height >> 1;
    return { from, data: this.ask(request, from, height) };
  }

  private async ask(request: RenderRequest, from: number, to: number): Promise<Uint8Array> {
    try {
      return (await this.client.ask('renderRows', { ...request, rows: [from, to] })).data;
    } catch (error) {
      this.ready = '';
      throw error;
    }
  }

  private async getReady(request: RenderRequest, height: number): Promise<void> {
    const art = this.sources.get(request.artKey);
    const paper = this.sources.get(request.paperKey);
    if (!art || !paper) return;
    this.ready = null;
    try {
      await Promise.all([this.client.ask('openArt', art), this.client.ask('openPaper', paper as PaperSource)]);
      await this.ask(request, height >> 1, height);
      this.ready = pairOf(request);
    } catch {
      // Not ready for good: the first worker goes on alone.
    }
  }
}

function pairOf({ artKey, paperKey }: RenderRequest): string {
  return JSON.stringify([artKey, paperKey]);
}
