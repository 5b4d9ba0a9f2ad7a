import type { PaperGenerator, PaperImage, PaperRequest } from '../../paper-generator.port.js';
import { callArguments, type ParameterOverrides } from './call-arguments.js';
import { outputPicture, outputSeed } from './output-picture.js';
import { downloadPicture } from './picture-download.js';
import { callSpace } from './space-call.js';
import { describeSpace, type SpaceEndpoint } from './space-description.js';
import type { LocatedSpace, SpaceLocator } from './space-locator.js';

export interface GradioPapersOptions {
  readonly locator: SpaceLocator;
  /** Name of the Space's endpoint. */
  readonly endpoint: string;
  readonly parameters: ParameterOverrides;
}

/** How long a description holds: an app may be replaced at any time. */
const DESCRIBED_MILLISECONDS = 10 * 60_000;
/** A picture inside the answer itself is a third larger than its bytes; messages about progress come on top. */
const inlineBytes = (maxBytes: number): number => Math.ceil(maxBytes * 1.4) + 1_000_000;

interface Description {
  readonly space: LocatedSpace;
  readonly endpoint: SpaceEndpoint;
  readonly until: number;
}

/** Papers from a Gradio application, such as a Hugging Face Space, over its HTTP API. */
export class GradioPapers implements PaperGenerator {
  readonly available = true;
  private description: Description | undefined;

  constructor(private readonly options: GradioPapersOptions) {}

  async generate(request: PaperRequest, limits: { maxBytes: number; signal: AbortSignal }): Promise<PaperImage> {
    const { maxBytes, signal } = limits;
    signal.throwIfAborted();
    try {
      const { space, endpoint } = await this.describe(signal);
      const { data, seed } = callArguments(endpoint, request, this.options.parameters);
      const output = await callSpace(space, endpoint, data, { maxBytes: inlineBytes(maxBytes), signal });
      const content = await downloadPicture(outputPicture(output), space, endpoint, limits);
      const { prompt } = request;
      return { content, origin: { generator: 'gradio', prompt, seed: outputSeed(output) ?? seed, space: space.name } };
    } catch (error) {
      this.description = undefined;
      throw error;
    }
  }

  async check(signal: AbortSignal): Promise<void> {
    await this.describe(signal);
  }

  close(): void {
    this.options.locator.close();
  }

  private async describe(signal: AbortSignal): Promise<Description> {
    const space = await this.options.locator.locate(signal);
    if (this.description?.space === space && performance.now() < this.description.until) return this.description;
    const endpoint = await describeSpace(space, this.options.endpoint, signal);
    return (this.description = { space, endpoint, until: performance.now() + DESCRIBED_MILLISECONDS });
  }
}
