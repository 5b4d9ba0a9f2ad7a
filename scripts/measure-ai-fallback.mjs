// node scripts/measure-ai-fallback.mjs [FAILURE,…]: for each way in which a Space can fail, the time from the request for a paper
// until the engine's own is ready in its place, and the reason that its provenance gives. A Space that answers comes first.
import '../test/support/typescript-loader.mjs';

const { startApplication } = await import('../test/support/application.ts');
const { FakeHub } = await import('../test/support/fake-hub.ts');
const { FakeSpace } = await import('../test/support/fake-space.ts');
const { until } = await import('../test/support/until.ts');

const SPACE = 'artist/papers';
const AT_THE_SPACE = [
  'paper',
  'fails',
  'hides why',
  'no picture',
  'cancelled',
  'queue full',
  'quota exceeded',
  'asks for a token',
  'not running',
  'not Gradio',
  'breaks off',
  'ends early',
  'closes the stream',
  'redirects everything',
  'redirects the file',
  'missing file',
  'web page',
  'huge',
  'endless',
  'hangs',
  'drips',
];
const AT_THE_HUB = ['SLEEPING', 'BUILDING', 'PAUSED', 'RUNTIME_ERROR'];
const NOTHING_LISTENS = 'nothing listens';
const chosen = process.argv[2]?.split(',') ?? [...AT_THE_SPACE, ...AT_THE_HUB, NOTHING_LISTENS];
/** Longer than the budget, so that a paper out of time is seen. */
const READY_MILLISECONDS = 60_000;

/** In a process of its own: after some failures a circuit opens, and fallback is immediate. */
async function measure(failure) {
  const space = await FakeSpace.start();
  const hub = await FakeHub.start(space.url);
  const app = await startApplication({ env: { GRADIO_HF_SPACE_NAME: SPACE, HF_ENDPOINT: hub.url } });
  try {
    const as = await app.signUp();
    // The first request loads what the engine needs; the address of a Space that runs is known from then on.
    if (AT_THE_HUB.includes(failure)) hub.stage = failure;
    space.behaviour = 'fails';
    await paper(app, as, 1);
    if (failure === NOTHING_LISTENS) await space.stop();
    else if (!AT_THE_HUB.includes(failure)) space.behaviour = failure;
    return await paper(app, as, 2);
  } finally {
    await app.stop();
    await space.stop();
    await hub.stop();
  }
}

async function paper(app, as, seed) {
  const began = performance.now();
  const asked = await app.api('/base-images/generate', { as, json: { seed, width: 512, height: 512 } });
  if (asked.status !== 202) throw new Error(`a paper was answered ${asked.status}: ${JSON.stringify(asked.body)}`);
  let image = asked.body;
  await until(async () => {
    image = (await app.api(`/base-images/${asked.body.id}`, { as })).body;
    return image.state !== 'preparing';
  }, READY_MILLISECONDS);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  return { seconds, made: image.state === 'ready' ? image.source : image.state, reason: image.provenance.ai?.reason };
}

console.log('| The Space | Named reason | Paper by | Seconds |\n| --- | --- | --- | --- |');
for (const failure of chosen) {
  const { seconds, made, reason = '–' } = await measure(failure);
  console.log(`| ${failure} | ${reason} | ${made} | ${seconds} |`);
}
