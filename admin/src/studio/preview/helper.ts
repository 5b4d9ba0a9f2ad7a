import type { PreviewClient } from './preview-client';
import type { PreviewInput } from './print-preview';
import type { PreviewTasks, RenderRequest } from './protocol';

type HelperTask = 'render' | 'renderRows';

/** A worker that fails that often in a row is not asked again. */
const MOST_FAILURES = 2;

/**
 * Another worker, which renders for this one. It is lent what this one has open, each thing once, so that it neither decodes
 * nor analyses anything.
 */
export class Helper {
  /** Names of what it has. */
  private readonly lent = new Set<string>();
  private failures = 0;
  private warmth: 'cold' | 'warming' | 'warm' = 'cold';

  constructor(private readonly client: PreviewClient) {}

  get isUsable(): boolean {
    return this.failures < MOST_FAILURES;
  }

  /** Cold until it is first asked, and warm once it has answered: it runs, and its code is compiled. */
  get isCold(): boolean {
    return this.warmth === 'cold';
  }

  get isWarm(): boolean {
    return this.warmth === 'warm';
  }

  /**
   * @param transfer what of the request it gets for good
   * @throws PreviewError, where this worker has to render by itself
   */
  async ask<Name extends HelperTask>(
    name: Name,
    request: PreviewTasks[Name]['input'],
    given: PreviewInput,
    transfer?: Transferable[],
  ): Promise<PreviewTasks[Name]['output']> {
    if (this.isCold) this.warmth = 'warming';
    try {
      // Messages arrive in order: what is lent is there before it is needed.
      const lending = this.lend(request, given);
      const answer = this.client.ask(name, request, transfer);
      const [output] = await Promise.all([answer, ...lending]);
      this.failures = 0;
      this.warmth = 'warm';
      return output;
    } catch (error) {
      this.failures += 1;
      this.warmth = 'cold';
      this.lent.clear();
      throw error;
    }
  }

  private lend({ artKey, paperKey, longest }: RenderRequest, { art, paper, sheet }: PreviewInput): Promise<unknown>[] {
    const unlessLent = (what: string, lendIt: () => Promise<unknown>): Promise<unknown>[] => {
      if (this.lent.has(what)) return [];
      this.lent.add(what);
      return [lendIt()];
    };
    return [
      ...unlessLent(`art ${artKey}`, () => this.client.ask('lendArt', { key: artKey, art })),
      ...unlessLent(`sheet ${paperKey}`, () => this.client.ask('lendSheet', { key: paperKey, sheet })),
      ...unlessLent(`paper ${longest} ${paperKey}`, () =>
        this.client.ask('lendPaper', { key: paperKey, longest, paper }),
      ),
    ];
  }
}
