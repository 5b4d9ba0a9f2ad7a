/** Shares of the full size that a drag may be drawn at. */
const SHARES = [1, 0.75, 0.5];
/** Thirty frames a second. */
const FRAME_MILLISECONDS = 33;
/** What a size may take before a smaller one is taken; a larger one is taken that promises to keep up. */
const LEAVES_AT = 1.2 * FRAME_MILLISECONDS;
const ENTERS_AT = FRAME_MILLISECONDS;
/**
 * Side of a square of as many pixels as the work is worth that is the same in every size. Where there is none of it, the size
 * would go to and fro, were this any greater: three quarters must not promise more than LEAVES_AT ÷ ENTERS_AT too much.
 */
const BESIDES = 640;
/** Renderings whose middle counts: a single one may have waited for something else. */
const REMEMBERED = 7;
/** Fewer tell nothing. */
const TELLING = 3;

/**
 * Chooses the size to draw at while something is dragged, by what renderings took lately: the full size where that keeps up.
 * It stays where it is until another is clearly better, so that the picture does not flicker between two.
 */
export class DraftPace {
  /** Milliseconds for each unit of {@link workOf}. */
  private readonly paces: number[] = [];
  private at = 0;

  took(longest: number, milliseconds: number): void {
    this.paces.push(milliseconds / workOf(longest));
    if (this.paces.length > REMEMBERED) this.paces.shift();
  }

  /** Longer side to draw at. */
  sizeOf(full: number): number {
    const sizeAt = (index: number) => Math.round(full * SHARES[index]!);
    const expected = (index: number) => this.pace() * workOf(sizeAt(index));
    const last = SHARES.length - 1;
    while (this.at < last && expected(this.at) > LEAVES_AT) this.at += 1;
    while (this.at > 0 && expected(this.at - 1) <= ENTERS_AT) this.at -= 1;
    return sizeAt(this.at);
  }

  private pace(): number {
    if (this.paces.length < TELLING) return 0;
    return this.paces.toSorted((a, b) => a - b)[this.paces.length >> 1]!;
  }
}

const workOf = (longest: number) => BESIDES ** 2 + longest ** 2;
