import { readFileSync } from 'node:fs';
import { environmentExample, environmentTable } from '../../src/config/example.js';
import type { Application } from '../support/application.js';
import { sharedApplication } from '../support/shared-application.js';

const read = (path: string) => readFileSync(path, 'utf8');

describe('documentation taken from the code (npm run docs writes it)', () => {
  it('.env.example lists every variable', () => {
    expect(read('.env.example')).toBe(environmentExample());
  });

  it('the README has the configuration table', () => {
    // Prettier pads the table's columns.
    const squeezed = (text: string) =>
      text.replaceAll(/ +/g, ' ').replaceAll(/-{3,}/g, '---').replaceAll('| ---', '|---').replaceAll('--- |', '---|');
    expect(squeezed(read('README.md'))).toContain(squeezed(environmentTable()));
  });

  describe('the OpenAPI document', () => {
    let app: Application;
    beforeAll(async () => {
      app = await sharedApplication();
    });

    it('is the one the service serves', async () => {
      const { body } = await app.api('//docs/json');
      expect(body).toEqual(JSON.parse(read('docs/openapi.json')));
    });

    it('describes every operation and what it answers with', async () => {
      const { body } = await app.api('//docs/json');
      const operations = operationsOf(body.paths);
      expect(operations.length).toBeGreaterThan(20);
      expect(operations.filter(({ operationId, summary, tags }) => !operationId || !summary || !tags?.length)).toEqual(
        [],
      );
      expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
      expect(operations.filter(answersWithoutContent).map(({ name }) => name)).toEqual([]);
    });
  });
});

interface Operation {
  readonly name: string;
  readonly operationId?: string;
  readonly summary?: string;
  readonly tags?: string[];
  readonly responses: Record<string, { readonly content?: object }>;
}

function operationsOf(paths: Record<string, Record<string, Omit<Operation, 'name'>>>): Operation[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ name: `${method} ${path}`, ...operation })),
  );
}

function answersWithoutContent({ responses }: Operation): boolean {
  const bodyless = new Set(['204', '303', '304']);
  return Object.entries(responses).some(([status, { content }]) => !bodyless.has(status) && content === undefined);
}
