// npm run build: builds what sources have changed since the last time, as `npm start` and `npm test` do.
import { buildAll } from './steps/prepare.mjs';

buildAll();
