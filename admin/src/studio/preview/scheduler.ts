/** What a scheduler is given to work with. */
export interface PreviewWork<Request, Picture> {
  render(request: Request): Promise<Picture>;
  /** Called with answers in the order of their requests, never with one that a newer answer or `reset` has overtaken. */
  show(picture: Picture, request: Request): void;
  fail(error: unknown, request: Request): void;
  /** Called when work begins, and when nothing is left to do. */
  busy?(isBusy: boolean): void;
}

/** While one rendering is handed over and shown, the next is worked on. */
const MOST_IN_HAND = 2;

/**
 * Keeps a preview up with what changes faster than it can be rendered: few renderings at a time, always of the newest request;
 * those in between are never begun.
 */
export class PreviewScheduler<Request, Picture> {
  private waiting: Request | undefined;
  private inHand = 0;
  /** Of the requests that were begun: the last, the last that was answered, and the last before a `reset`. */
  private begun = 0;
  private answered = 0;
  private forgotten = 0;

  constructor(private readonly work: PreviewWork<Request, Picture>) {}

  /** Whether a rendering is in hand or waits. */
  get isBusy(): boolean {
    return this.inHand > 0;
  }

  ask(request: Request): void {
    this.waiting = request;
    this.beginNext();
  }

  /** Forgets what waits, and the answers to what is in hand. */
  reset(): void {
    this.waiting = undefined;
    this.forgotten = this.begun;
  }

  private beginNext(): void {
    if (this.waiting === undefined || this.inHand === MOST_IN_HAND) return;
    const request = this.waiting;
    this.waiting = undefined;
    void this.render(request, ++this.begun);
  }

  private async render(request: Request, number: number): Promise<void> {
    this.inHand += 1;
    if (this.inHand === 1) this.work.busy?.(true);
    try {
      const picture = await this.work.render(request);
      if (number > Math.max(this.answered, this.forgotten)) {
        this.answered = number;
        this.work.show(picture, request);
      }
    } catch (error) {
      // A newer request is the better answer to a failure of an older one.
      const isNewest = number === this.begun && this.waiting === undefined;
      if (isNewest && number > this.forgotten) this.work.fail(error, request);
    }
    this.inHand -= 1;
    this.beginNext();
    if (this.inHand === 0) this.work.busy?.(false);
  }
}
