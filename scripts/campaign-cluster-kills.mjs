// node scripts/campaign-cluster-kills.mjs [kills] [KIND,…]: kills one kind of process after the other (worker, api, redis, s3, mongo)
// again and again in a cluster of two APIs and two workers on real servers under load, and prints what became of the work. Exits
// with 1 unless nothing was lost, doubled, broken or left behind.
import '../test/support/typescript-loader.mjs';

const [kills = '30', kinds = 'worker,api,redis,s3,mongo'] = process.argv.slice(2);
const { runClusterKills } = await import('../test/support/cluster-kills.ts');
const report = (line) => console.error(line);
const figures = await runClusterKills({ kinds: kinds.split(','), kills: Number(kills), artists: 3, report });
console.log(JSON.stringify(figures, undefined, 2));
const faults = figures.map(
  ({ lost, duplicated, broken, failed, artworksLost, dangling }) =>
    lost + duplicated + broken + failed.length + artworksLost + dangling.length,
);
process.exitCode = faults.every((count) => count === 0) ? 0 : 1;
