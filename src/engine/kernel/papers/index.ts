/**
 * The passes over the pixels of generated papers: what `src/engine/core/papers` does in TypeScript, here in SIMD. Planes are
 * of 32-bit floats, rows without gaps; 64 bytes after each may be read and are written as they were.
 */
export { blur } from '../blur';
export { develop } from './develop';
export { addFibres } from './fibres';
export { gatherHeights, gatherSlopes, sumHeights, sumSlopes } from './linear-fields';
export { drawNearest } from './nearest';
export { addLight, addSky, raiseHorizon } from './occlusion';
export { addRoughness } from './roughness';
export { shadeRow } from './shade';

/** Where the kernel's own data ends. */
export function ownBytes(): usize {
  return __heap_base;
}
