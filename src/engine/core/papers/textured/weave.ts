import type { Band } from '../band.js';
import { hash } from '../hash.js';
import { createNoise, type NoiseRow } from '../noise.js';
import type { Weave } from './recipe.js';

const { abs, floor, sqrt } = Math;

/** Length over which a thread wanders and swells, in pitches. */
const WANDER_LENGTH = 14;
const SWELL_LENGTH = 9;
/** Of the shade, between threads and along them. */
const SHADE = 0.05;
/** Light that does not get out of the holes between threads. */
const HOLE_DEPTH = 0.16;

/** Adds the threads of one row of a band: height in pixels, and their shade. */
export type WeaveRow = (band: Band, row: number) => void;

/**
 * A plain weave: warp and weft lie over one another in turn, each thread round, dipping under the next, of its own
 * thickness and shade, and wandering a little.
 */
export function createWeave(weave: Weave, seed: number, unit: number, width: number, depth: number): WeaveRow {
  const pitch = weave.pitch * unit;
  const height = weave.height * pitch * depth;
  const along = pitch * WANDER_LENGTH;
  const noise = (salt: number, cellX: number, cellY: number): NoiseRow =>
    createNoise({ seed: seed ^ salt, cellX, cellY, width });
  const wanderWarp = noise(0x51, 1.6 * pitch, along);
  const wanderWeft = noise(0x52, along, 1.6 * pitch);
  const swellWarp = noise(0x53, 1.1 * pitch, SWELL_LENGTH * pitch);
  const swellWeft = noise(0x54, SWELL_LENGTH * pitch, 1.1 * pitch);
  const rows = [0, 1, 2, 3].map(() => new Float32Array(width)) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const threadOf = (index: number, salt: number) => (hash(index, salt, seed) >>> 8) / 0x1000000 - 0.5;
  return (band, row) => {
    const y = band.top + row;
    const { z, tone } = band;
    const [warpShift, weftShift, warpSwell, weftSwell] = rows;
    for (const values of rows) values.fill(0);
    wanderWarp(y, weave.wander, warpShift, 0);
    wanderWeft(y, weave.wander, weftShift, 0);
    swellWarp(y, weave.unevenness, warpSwell, 0);
    swellWeft(y, weave.unevenness, weftSwell, 0);
    for (let x = 0, i = row * width; x < width; x++, i++) {
      const u = x / pitch + warpShift[x]!;
      const v = y / pitch + weftShift[x]!;
      const warp = floor(u);
      const weft = floor(v);
      const acrossWarp = 2 * (u - warp) - 1;
      const acrossWeft = 2 * (v - weft) - 1;
      const warpOver = ((warp + weft) & 1) === 0;
      const round = (t: number, thickness: number) => sqrt(Math.max(0, 1 - (t * t) / (thickness * thickness)));
      const dip = (t: number) => 1 - 0.75 * t * t;
      const warpThick = 0.98 + 0.24 * warpSwell[x]! + 0.3 * threadOf(warp, 1);
      const weftThick = 0.98 + 0.24 * weftSwell[x]! + 0.3 * threadOf(weft, 2);
      const warpHeight =
        round(acrossWarp, warpThick) * (warpOver ? dip(acrossWeft) : 0.3 * abs(acrossWeft)) * warpThick;
      const weftHeight =
        round(acrossWeft, weftThick) * (warpOver ? 0.3 * abs(acrossWarp) : dip(acrossWarp)) * weftThick;
      const top = warpHeight > weftHeight;
      const level = top ? warpHeight : weftHeight;
      z[i] = z[i]! + height * level;
      const shade = top ? threadOf(warp, 3) + 0.5 * warpSwell[x]! : threadOf(weft, 4) + 0.5 * weftSwell[x]!;
      const shadow = level < 0.55 ? (0.55 - level) / 0.55 : 0;
      tone[i] = tone[i]! + SHADE * shade - HOLE_DEPTH * shadow * shadow;
    }
  };
}
