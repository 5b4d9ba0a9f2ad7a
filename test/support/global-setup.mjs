// What outlives suites lies in one folder: test/support/shared-application.ts.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default function setUp() {
  process.env.SHARED_FOLDER = mkdtempSync(join(tmpdir(), 'artwork-mapping-shared-'));
}
