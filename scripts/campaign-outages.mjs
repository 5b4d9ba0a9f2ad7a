// node scripts/campaign-outages.mjs [seconds] [SERVER:HOW,…]: takes real servers away from a cluster of two APIs and two workers
// under load (mongo, redis, s3, gradio; killed or frozen), and prints what its users noticed and what became of their work. Exits
// with 1 unless every request was answered and nothing was lost, doubled, broken or left behind.
import '../test/support/typescript-loader.mjs';

const SERVERS = ['mongo', 'redis', 's3', 'gradio'];
const [seconds = '60', chosen] = process.argv.slice(2);
const all = SERVERS.flatMap((server) => [`${server}:killed`, `${server}:frozen`]);
const outages = (chosen?.split(',') ?? all).map((words) => {
  const [server, how] = words.split(':');
  return { server, how };
});
const { runOutages } = await import('../test/support/outage-campaign.ts');
const report = (line) => console.error(line);
const figures = await runOutages({ outages, seconds: Number(seconds), artists: 3, report });
console.log(JSON.stringify(figures, undefined, 2));
const faults = figures.flatMap(({ unkept, failed, dangling, papers, ...counts }) => [
  ...unkept,
  ...failed,
  ...dangling,
  ...Object.keys(papers).filter((fate) => fate === 'lost' || fate === 'failed'),
  ...['lost', 'duplicated', 'broken', 'artworksLost'].filter((name) => counts[name] > 0),
]);
process.exitCode = faults.length === 0 ? 0 : 1;
