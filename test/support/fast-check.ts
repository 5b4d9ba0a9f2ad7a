import { configureGlobal } from 'fast-check';
import { breadth } from './breadth.js';

// The same cases on every run: a failure can be repeated, and a change is judged by what passed before.
configureGlobal({ seed: 20_261_123, numRuns: breadth(30, 100) });
