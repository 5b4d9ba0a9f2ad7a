import { atMost, figure } from './rows.mjs';

const SPECIFICATION = { style: 'crumpled', width: 3000, height: 2000 };
const RUNS = 12;

export function paperRows(figuresOf) {
  return [
    figure('crumpled paper 3k, TypeScript, ms of processor time', figuresOf('papers', 'typescript')),
    atMost('crumpled paper 3k, WASM, another sheet each time, ms of processor time', figuresOf('papers', 'wasm'), 400),
  ];
}

/** What a crumpled paper of 3000 × 2000 costs, its sheet included: processor time of one thread, least of several once the code is warm. */
export async function paperFigures(load, kernel) {
  const { generatePaper } = await load('core/papers/index.js');
  const milliseconds = (seed) => {
    const before = process.cpuUsage();
    generatePaper({ ...SPECIFICATION, seed }, kernel);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  return Math.min(...Array.from({ length: RUNS }, (_, seed) => milliseconds(seed)));
}
