// node scripts/campaign-kills.mjs [kills] [mappings]: kills the built service again and again while it maps, and prints what
// became of the work. Exits with 1 unless nothing was lost, doubled, broken or left behind.
import '../test/support/typescript-loader.mjs';

const [kills = 50, mappings = 100] = process.argv.slice(2).map(Number);
const { runKillCampaign } = await import('../test/support/kill-campaign.ts');
const figures = await runKillCampaign({
  kills,
  mappings,
  backlog: Math.ceil(mappings / 4),
  output: { width: 1200 },
  longestLifeMilliseconds: 1500,
  report: (line) => console.error(line),
});
console.log(JSON.stringify(figures, undefined, 2));
const { failed, lost, duplicated, broken, untold, toldAsTwo, dangling, temporary } = figures;
const left = [failed, untold, toldAsTwo, dangling, temporary].reduce((sum, { length }) => sum + length, 0);
const faults = lost + duplicated + broken + left;
process.exitCode = faults === 0 ? 0 : 1;
