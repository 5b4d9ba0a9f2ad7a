import type { KernelMemory } from '../../kernel-memory.js';
import type { RenderPlan } from '../render.js';
import type { Layers } from './layers.js';

/** Pixels of the largest picture that is kept in layers: larger ones are drawn once, when the artist's hand rests. */
const MOST_PIXELS = 1024 * 1024;
/** As in `src/engine/kernel/laid-art.ts`. */
const PART = 16;
/** SIMD reads and writes a little beyond the end. */
const PADDING = 64;

/** What layers are made from. */
interface Sources {
  /** Null where the art follows no folds. */
  readonly heights: unknown;
  /** Null where the light stays as it is. */
  readonly light: unknown;
  readonly art: unknown;
}

const NOTHING: Sources = { heights: null, light: null, art: null };

/** Keeps the layers of the latest picture in the kernel's memory, and tells what of them holds for the next. */
export class LayerKeeper {
  private room = { address: 0, size: 0, forgotten: -1 };
  /** Of the layers as they are, and of the picture asked for last. */
  private written = NOTHING;
  private now = NOTHING;

  constructor(private readonly memory: KernelMemory) {}

  /**
   * For rows of a picture that is about to be rendered; to be called between `keep` and `share` of the memory. The art's layer is
   * written when the art lies where it lay in the picture before: while it is moved, that would be in vain. Null where the
   * picture is too large.
   */
  take(plan: RenderPlan, from: number, to: number): Layers | null {
    const { width, height } = plan.print.frame;
    const pixels = width * height;
    if (pixels > MOST_PIXELS) return null;
    const plane = 4 * pixels + PADDING;
    const start = this.roomFor(6 * plane + height * Math.ceil(width / PART));
    const { written, now: before } = this;
    const now = sourcesOf(plan, from, to);
    this.now = now;
    const isKnown = isSame(now.art, written.art);
    const hasArt = isKnown || isSame(now.art, before.art);
    const hasLight = now.light !== null;
    if (hasArt && !isKnown) this.written = { ...written, art: null };
    return {
      needs: {
        heights: now.heights !== null && !isSame(now.heights, written.heights),
        light: hasLight && !isSame(now.light, written.light),
      },
      heights: start,
      lightFolds: hasLight ? start + plane : 0,
      lightGrain: hasLight ? start + 2 * plane : 0,
      art: hasArt
        ? { known: isKnown, cover: start + 3 * plane, codes: start + 4 * plane, kinds: start + 6 * plane }
        : null,
    };
  }

  /** Once what {@link take} gave has been written. */
  wrote({ art, needs }: Layers): void {
    const { now, written } = this;
    this.written = {
      heights: needs.heights ? now.heights : written.heights,
      light: needs.light ? now.light : written.light,
      art: art ? now.art : written.art,
    };
  }

  private roomFor(size: number): number {
    const { memory, room } = this;
    if (room.size < size || room.forgotten !== memory.timesForgotten) {
      const address = memory.hold(size);
      this.room = { address, size, forgotten: memory.timesForgotten };
      this.written = NOTHING;
    }
    return this.room.address;
  }
}

function sourcesOf({ print, tone }: RenderPlan, from: number, to: number): Sources {
  const { frame, height, shift } = print;
  const place = { frame, from, to };
  const relight = tone.blend === 'ink' ? tone.relight : null;
  return {
    heights: shift.x !== 0 || shift.y !== 0 ? { place, height } : null,
    light: relight && { place, paper: tone.paper, folds: relight.folds, white: relight.white },
    art: { place, print, blend: tone.blend },
  };
}

/** Whether two pieces of plain data are the same; arrays of samples only where they are one. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (a instanceof Uint8Array || a instanceof Float32Array) return false;
  const [ofA, ofB] = [Object.entries(a), Object.entries(b)];
  return ofA.length === ofB.length && ofA.every(([key, value]) => isSame(value, b[key as keyof typeof b]));
}
