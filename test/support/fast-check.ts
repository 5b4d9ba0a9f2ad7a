import { configureGlobal } from 'fast-check';

// The same cases on every run: a failure can be repeated, and a change is judged by what passed before.
configureGlobal({ seed: 20_261_123 });
