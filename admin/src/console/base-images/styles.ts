export { PAPER_STYLE_NAMES as STYLES } from '../../../../src/engine/core/papers/paper.js';
