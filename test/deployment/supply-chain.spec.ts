import { readFileSync } from 'node:fs';

interface Manifest {
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
}

const read = (path: string) => readFileSync(path, 'utf8');
const manifests = ['package.json', 'admin/package.json'].map((path) => JSON.parse(read(path)) as Manifest);
const lock = JSON.parse(read('package-lock.json')) as {
  packages: Record<string, { version?: string; integrity?: string; link?: boolean }>;
};
const installed = Object.entries(lock.packages).filter(([path, { link }]) => path.includes('node_modules/') && !link);

describe('packages of others', () => {
  it('are named by one version each', () => {
    const wanted = manifests.flatMap(({ dependencies, devDependencies }) =>
      Object.entries({ ...dependencies, ...devDependencies }),
    );
    expect(wanted.length).toBeGreaterThan(50);
    expect(wanted.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$|^file:/.test(version))).toEqual([]);
  });

  it('are what they were when they were chosen: each has a digest', () => {
    expect(installed.length).toBeGreaterThan(500);
    expect(installed.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))).toEqual([]);
  });

  it('run nothing while they are installed', () => {
    expect(read('.npmrc')).toMatch(/^ignore-scripts=true$/m);
  });

  it('are installed in the image as the lock file says', () => {
    const installations = read('docker/Dockerfile').match(/npm (ci|i|install)\b/g);
    expect(installations).toEqual(['npm ci', 'npm ci']);
  });

  it('are looked up by the pipeline: vulnerabilities, licences, bill of materials', () => {
    const pipeline = read('.github/workflows/ci.yml');
    for (const script of ['audit:dependencies', 'sbom']) expect(pipeline).toContain(`npm run ${script}`);
    expect(read('package.json')).toMatch(
      /"audit:dependencies": "npm audit --omit=dev --audit-level=high && .*licences"/,
    );
  });
});
