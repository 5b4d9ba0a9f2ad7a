/** What a scheduler is given to work with. */
export interface PreviewWork<Request, Picture> {
  render(request: Request): Promise<Picture>;
  /** Called with answers in the order of their requests, never with one that a newer answer or `reset` has overtaken. */
  show(picture: Picture, request: Request): void;
  fail(error: unknown, request: Request): void;
  /** Called when work begins, and when nothing is left to do. */
  busy?(isBusy: boolean): void;
}

/**
 * Keeps a preview up with what changes faster than it can be rendered: one rendering at a time, of the newest request; those in
 * between are never begun.
 */
export class PreviewScheduler<Request, Picture> {
  private waiting: Request | undefined;
  private busy = false;
  /** Answers of earlier epochs are dropped. */
  private epoch = 0;

  constructor(private readonly work: PreviewWork<Request, Picture>) {}

  /** Whether a rendering is in hand or waits. */
  get isBusy(): boolean {
    return this.busy;
  }

  ask(request: Request): void {
    this.waiting = request;
    if (!this.busy) void this.drain();
  }

  /** Forgets what waits, and the answer to what is in hand. */
  reset(): void {
    this.waiting = undefined;
    this.epoch += 1;
  }

  private async drain(): Promise<void> {
    this.busy = true;
    this.work.busy?.(true);
    while (this.waiting !== undefined) {
      const request = this.waiting;
      const { epoch } = this;
      this.waiting = undefined;
      try {
        const picture = await this.work.render(request);
        if (epoch === this.epoch) this.work.show(picture, request);
      } catch (error) {
        // A newer request in waiting is the better answer to a failure of an older one.
        if (epoch === this.epoch && this.waiting === undefined) this.work.fail(error, request);
      }
    }
    this.busy = false;
    this.work.busy?.(false);
  }
}
