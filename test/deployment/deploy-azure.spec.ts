import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Stand for Azure's command line, a service that is ready, and a picture that is mapped or is not. */
const COMMANDS = {
  az: `echo "$*" >> "$LOG"
case "$*" in
  *"traffic show"*) echo shop-api--before ;;
  *"containers[0].image"*) echo registry/image:before ;;
  *"--slot staging --query defaultHostName"*) echo shop-staging.example.org ;;
  *defaultHostName*) echo shop.example.org ;;
  *fqdn*) echo shop-api--after.example.org ;;
esac`,
  curl: 'exit 0',
  node: `echo "smoke $2" >> "$LOG"
set -- $SMOKE_EXIT_CODES
shift "$(($(grep -c ^smoke "$LOG") - 1))"
exit "$1"`,
};

const DEPLOY = join('docker', 'azure', 'deploy');

describe('docker/azure/deploy', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'artwork-mapping-deploy-'));
    for (const [name, script] of Object.entries(COMMANDS)) {
      writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
      chmodSync(join(folder, name), 0o755);
    }
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** What it did that changes anything, in order. */
  function deploy(kind: string, smokeExitCodes: string) {
    const log = join(folder, 'log');
    const { status } = spawnSync(DEPLOY, [kind, 'group', 'shop', 'registry/image:after'], {
      env: {
        PATH: `${folder}${delimiter}${process.env['PATH']}`,
        LOG: log,
        SMOKE_EXIT_CODES: smokeExitCodes,
      },
    });
    const steps = readFileSync(log, 'utf8')
      .trim()
      .split('\n')
      .filter((line) => !/ show /.test(line))
      .map((line) =>
        line
          .replaceAll(/ --(resource-group group|output none)/g, '')
          .replaceAll(/\br\d{9,}\b/g, 'after')
          .replace(/^(containerapp|webapp) /, ''),
      );
    return { status, steps };
  }

  it('gives a revision of Container Apps the traffic when it has mapped a picture', () => {
    expect(deploy('container-apps', '0')).toEqual({
      status: 0,
      steps: [
        'ingress traffic set --name shop-api --revision-weight shop-api--before=100',
        'update --name shop-api --image registry/image:after --revision-suffix after',
        'update --name shop-worker --image registry/image:after',
        'smoke https://shop-api--after.example.org',
        'ingress traffic set --name shop-api --revision-weight shop-api--after=100',
        'revision deactivate --name shop-api --revision shop-api--before',
      ],
    });
  });

  it('takes a revision away that maps none, and lets workers run the image before', () => {
    const { status, steps } = deploy('container-apps', '1');
    expect(status).toBe(1);
    expect(steps.slice(3)).toEqual([
      'smoke https://shop-api--after.example.org',
      'update --name shop-worker --image registry/image:before',
      'revision deactivate --name shop-api --revision shop-api--after',
    ]);
  });

  const INTO_THE_SLOT = [
    'stop --name shop --slot staging',
    'config container set --name shop --slot staging --container-image-name registry/image:after',
    'start --name shop --slot staging',
    'smoke https://shop-staging.example.org',
  ];
  const SWAP = 'deployment slot swap --name shop --slot staging --target-slot production';
  const SMOKE = 'smoke https://shop.example.org';
  const STOP = 'stop --name shop --slot staging';

  it.each([
    ['swaps the slots of a Web App when the new version has mapped a picture', '0 0', 0, [SWAP, SMOKE, STOP]],
    ['leaves a Web App alone whose new version maps none', '1', 1, [STOP]],
    ['swaps back where it maps none under the public address', '0 1', 1, [SWAP, SMOKE, SWAP, STOP]],
  ])('%s', (_case, exitCodes, status, steps) => {
    expect(deploy('web-app', exitCodes)).toEqual({ status, steps: [...INTO_THE_SLOT, ...steps] });
  });

  it('says how it is used', () => {
    const { status, stdout } = spawnSync(DEPLOY, ['container-apps'], { encoding: 'utf8' });
    expect(status).toBe(64);
    expect(stdout).toContain('GROUP NAME IMAGE');
  });
});
