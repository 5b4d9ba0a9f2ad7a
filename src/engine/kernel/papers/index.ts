/**
 * The passes over the pixels of generated papers: what `src/engine/core/papers` does in TypeScript, here in SIMD. Planes are
 * of 32-bit floats, rows without gaps; 64 bytes after each may be read and written.
 */
export { average } from '../area-average';
export { blurPlane } from '../blur-plane';
export { blur } from './blur';
export { addCrease } from './creases';
export { develop } from './develop';
export { addPairs, drawFibres } from './fibres';
export { enter, gather, heightFields, slopeFields, sumHeights, sumSlopes } from './linear-fields';
export { addLight, addSky, raiseHorizon } from './occlusion';
export { relax } from './relax';
export { level } from './level';
export { addRoughness } from './roughness';
export { addPlane } from './planes';
export { shadeRow } from './shade';
export { stretch } from './stretch';

/** Where the kernel's own data ends. */
export function ownBytes(): usize {
  return __heap_base;
}
