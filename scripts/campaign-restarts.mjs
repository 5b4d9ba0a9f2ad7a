// node scripts/campaign-restarts.mjs [rounds] [artists]: replaces every process of a cluster of two APIs and two workers on real
// servers, one after the other, under load, and prints what its users noticed. Exits with 1 unless that is nothing.
import '../test/support/typescript-loader.mjs';

const [rounds = 2, artists = 3] = process.argv.slice(2).map(Number);
const { runRollingRestarts } = await import('../test/support/rolling-restart.ts');
const figures = await runRollingRestarts({ rounds, artists, report: (line) => console.error(line) });
console.log(JSON.stringify(figures, undefined, 2));
const { failed, unfinished, exitCodes } = figures;
process.exitCode = failed.length + unfinished === 0 && exitCodes.every((code) => code === 0) ? 0 : 1;
