// node scripts/measure-sizes.mjs [mappings]: what a mapping costs by the width of its picture: processor seconds, hence mappings a minute
// and core, and the largest resident memory. Each width in a process of its own, on embedded defaults, one thread and one job at a time.
import '../test/support/typescript-loader.mjs';
import { readFileSync } from 'node:fs';

const WIDTHS = [500, 1000, 2000, 3000, 4000];
const [mappings = 12] = process.argv.slice(2).map(Number);
const { startApplication } = await import('../test/support/application.ts');
const { MappingScene } = await import('../test/support/mapping-scene.ts');
const { processorSeconds } = await import('../test/support/processor-time.ts');
const { formOf } = await import('../test/support/pictures.ts');

const greatestMegabytes = ({ child: { pid } }) =>
  Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024);

async function upload(app, as, path, file) {
  const { status, body } = await app.api(path, {
    as,
    form: formOf(readFileSync(`test/fixtures/${file}`), file),
    headers: { prefer: 'wait=60' },
  });
  if (status !== 201) throw new Error(`${path} answered ${status}: ${JSON.stringify(body)}`);
  return body;
}

async function measure(width) {
  const app = await startApplication({ env: { ENGINE_THREADS: '1', JOB_CONCURRENCY: '1' } });
  try {
    const as = await app.signUp();
    const paper = await upload(app, as, '/base-images', 'crumpled-paper.webp');
    const { artwork } = await upload(app, as, '/artworks', 'starry-night.jpg');
    const scene = new MappingScene(app);
    const once = async () => {
      const request = { artworkId: artwork.id, baseImageId: paper.id, output: { width } };
      const { body } = await scene.map(as, request, { wait: 60 });
      if (body.status !== 'succeeded') throw new Error(`a mapping ended so: ${JSON.stringify(body)}`);
      return body.result;
    };
    // The thread is warm and the paper's analysis in memory before the clock starts.
    for (let i = 0; i < 3; i++) await once();
    const before = processorSeconds(app);
    let result;
    for (let i = 0; i < mappings; i++) result = await once();
    const seconds = (processorSeconds(app) - before) / mappings;
    const size = `${result.width} × ${result.height}`;
    return `| ${size} | ${seconds.toFixed(2)} | ${Math.round(60 / seconds)} | ${greatestMegabytes(app)} MB |`;
  } finally {
    await app.stop();
  }
}

console.log('| Picture | Processor seconds | Mappings a minute and core | Largest resident memory |');
console.log('| --- | --- | --- | --- |');
for (const width of WIDTHS) console.log(await measure(width));
