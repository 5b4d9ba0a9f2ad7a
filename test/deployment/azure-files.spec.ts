import { readFileSync, readdirSync } from 'node:fs';
import { environmentExample } from '../../src/config/example.js';
import { JOB_STATUSES } from '../../src/jobs/job.js';
import { jobSchema } from '../../src/jobs/job.schema.js';

const read = (name: string) => readFileSync(`docker/azure/${name}`, 'utf8');
const settings = new Set([...environmentExample().matchAll(/^#?\s?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name));

describe.each(['container-apps.bicep', 'web-app.bicep'])('docker/azure/%s', (file) => {
  const variables = [...read(file).matchAll(/(?:variable|name): '([A-Z][A-Z0-9_]+)'/g)].map(([, name]) => name!);

  it('sets no variable that neither the service nor App Service knows', () => {
    expect(variables).toContain('JWT_SECRET');
    expect(variables.filter((name) => !settings.has(name) && !name.startsWith('WEBSITE'))).toEqual([]);
  });

  it('sets what the service cannot do without in production', () => {
    expect(variables).toEqual(
      expect.arrayContaining(['JWT_SECRET', 'MONGO_URI', 'AWS_BUCKET_NAME', 'PUBLIC_URL', 'TRUST_PROXY_HOPS', 'ROLE']),
    );
  });

  it('asks for health where it is told', () => {
    const paths = new Set([...read(file).matchAll(/'(\/health\/\w+)'/g)].map(([, path]) => path!));
    const document = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as { paths: object };
    expect(paths.size).toBeGreaterThan(0);
    expect([...paths].filter((path) => !(path in document.paths))).toEqual([]);
  });
});

describe('the rule that adds workers', () => {
  it('counts rows of the collection of jobs by statuses that there are', () => {
    const rule = read('container-apps.bicep');
    const query = JSON.parse(/query: '(.*)'/.exec(rule)![1]!) as { status: { $in: string[] } };
    expect(rule).toContain(`collection: '${jobSchema.get('collection')}'`);
    expect(JOB_STATUSES).toEqual(expect.arrayContaining(query.status.$in));
    expect(query.status.$in).toEqual(['queued', 'running']);
  });
});

describe('docs/deploy-azure.md', () => {
  const guide = readFileSync('docs/deploy-azure.md', 'utf8');

  it('names parameters that the files have', () => {
    const parameters = readdirSync('docker/azure')
      .filter((name) => name.endsWith('.bicep'))
      .flatMap((name) => [...read(name).matchAll(/^param (\w+)/gm)].map(([, parameter]) => parameter));
    const named = [...guide.matchAll(/--parameters ([^\n]*(?:\\\n[^\n]*)*)/g)].flatMap(([, text]) =>
      [...text!.matchAll(/(\w+)=/g)].map(([, parameter]) => parameter),
    );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((parameter) => !parameters.includes(parameter))).toEqual([]);
  });

  it('puts every secret into the vault that the files take from there', () => {
    const taken = new Set(
      ['container-apps.bicep', 'web-app.bicep'].flatMap((name) =>
        [...read(name).matchAll(/secret: '([\w-]+)'/g)].map(([, secret]) => secret!),
      ),
    );
    expect(taken.size).toBeGreaterThan(5);
    expect([...taken].filter((secret) => !guide.includes(secret))).toEqual([]);
  });
});
