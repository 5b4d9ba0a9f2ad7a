export { analysePaper, type KnownSheet } from './analyse-paper.js';
export { decodeAnalysis, encodeAnalysis } from './encoding.js';
export { ANALYSIS_VERSION, HISTOGRAM_BINS, type Creases, type PaperAnalysis } from './paper-analysis.js';
