/** Lets work that nobody waits for give way to what somebody does. */
export class RightOfWay {
  private taken: Promise<unknown> = Promise.resolve();

  /** @param work what comes first until it is settled, whatever comes of it */
  take(work: Promise<unknown>): void {
    this.taken = Promise.allSettled([this.taken, work]);
  }

  /** When nothing comes first. */
  async free(): Promise<void> {
    for (let waited: unknown = null; waited !== this.taken;) {
      waited = this.taken;
      await this.taken;
    }
  }
}
