import { createHash } from 'node:crypto';
import { MULTIPART, multipart, type Part } from '../../test/support/multipart.js';
import { until } from '../../test/support/until.js';
import { UploadApplication } from '../../test/support/upload-application.js';

const MEGABYTE = 1_000_000;

describe('@ReceivesFile()', () => {
  let app: UploadApplication;

  beforeAll(async () => {
    app = await UploadApplication.start();
  });
  afterAll(() => app.stop());
  afterEach(async () => {
    await until(async () => (await app.temporaryFiles()).length === 0);
  });

  it('takes a file and its fields in, in any order, and knows the digest', async () => {
    const content = Buffer.alloc(MEGABYTE, 'artwork');
    for (const parts of [
      [
        { name: 'title', content: 'Ÿ' },
        { fileName: 'été.jpg', content },
      ],
      [
        { fileName: 'été.jpg', content },
        { name: 'title', content: 'Ÿ' },
      ],
    ]) {
      const { status, body } = await app.send(multipart(parts));
      expect(status).toBe(201);
      const sha256 = createHash('sha256').update(content).digest('hex');
      expect(body).toEqual({ bytes: MEGABYTE, sha256, onDisk: sha256, fileName: 'été.jpg', title: 'Ÿ' });
    }
  });

  it('removes the file when the handler fails or the fields are wrong', async () => {
    const file = { fileName: 'a', content: 'x' };
    expect((await app.send(multipart([file, { name: 'title', content: 'fail' }]))).status).toBe(409);
    expect((await app.send(multipart([file, { name: 'title', content: 'x'.repeat(21) }]))).body).toMatchObject({
      status: 422,
      errors: [{ pointer: '/title' }],
    });
  });

  it.each<[string, Part[], object]>([
    ['an empty file', [{ fileName: 'a' }], { code: 'IMAGE_EMPTY', errors: [{ pointer: '/file' }] }],
    ['no file', [{ name: 'title', content: 'a' }], { code: 'VALIDATION_FAILED', errors: [{ pointer: '/file' }] }],
    ['text in place of the file', [{ content: 'a' }], { code: 'VALIDATION_FAILED', errors: [{ pointer: '/file' }] }],
    ['an unchosen file', [{ fileName: '' }], { code: 'VALIDATION_FAILED', errors: [{ pointer: '/file' }] }],
    [
      'two files',
      [
        { fileName: 'a', content: 'a' },
        { fileName: 'b', content: 'b' },
      ],
      { code: 'VALIDATION_FAILED', errors: [{ pointer: '/file' }] },
    ],
    [
      'a file in another field',
      [{ name: 'image', fileName: 'a', content: 'a' }],
      { code: 'VALIDATION_FAILED', errors: [{ pointer: '/image' }] },
    ],
    [
      'an unknown field',
      [
        { fileName: 'a', content: 'a' },
        { name: 'colour', content: 'red' },
      ],
      { code: 'VALIDATION_FAILED', errors: [{ pointer: '/colour' }] },
    ],
    [
      'a field twice',
      [
        { fileName: 'a', content: 'a' },
        { name: 'title', content: 'a' },
        { name: 'title', content: 'b' },
      ],
      { code: 'VALIDATION_FAILED', errors: [{ pointer: '/title' }] },
    ],
    [
      'a field named __proto__',
      [
        { fileName: 'a', content: 'a' },
        { name: '__proto__', content: 'a' },
      ],
      { code: 'VALIDATION_FAILED' },
    ],
    ['a nested field', [{ name: 'title[a]', content: 'a' }], { code: 'VALIDATION_FAILED' }],
    [
      'a query operator',
      [
        { fileName: 'a', content: 'a' },
        { name: 'title[$gt]', content: '' },
      ],
      { code: 'VALIDATION_FAILED' },
    ],
    ['an array of four thousand million', [{ name: 'a[4294967294]', content: 'a' }], { code: 'VALIDATION_FAILED' }],
    ['a deeply nested name', [{ name: `a${'[b]'.repeat(5_000)}`, content: 'a' }], { code: 'VALIDATION_FAILED' }],
    [
      'a name that no part’s header holds',
      [{ name: 'a'.repeat(30_000), content: 'a' }],
      { status: 400, code: 'MALFORMED_REQUEST' },
    ],
    [
      'a long value',
      [{ name: 'title', content: 'x'.repeat(10_000) }],
      { code: 'VALIDATION_FAILED', errors: [{ pointer: '/title' }] },
    ],
    [
      '10,000 fields',
      Array.from({ length: 10_000 }, (_value, index) => ({ name: `a${index}`, content: 'a' })),
      { code: 'VALIDATION_FAILED' },
    ],
    [
      '10,000 nested fields',
      Array.from({ length: 10_000 }, (_value, index) => ({ name: `a[${index}][b]`, content: 'a' })),
      { code: 'VALIDATION_FAILED' },
    ],
    [
      'a file of one byte too many',
      [{ fileName: 'a', content: Buffer.alloc(MEGABYTE + 1) }],
      { status: 413, code: 'UPLOAD_TOO_LARGE', detail: expect.stringContaining('1000000') as string },
    ],
    ['a part without a name', [{ header: 'Content-Disposition: form-data', content: 'a' }], { status: 422 }],
  ])('answers %s with a problem document', async (_what, parts, problem) => {
    const { status, body } = await app.send(multipart(parts));
    expect(body).toMatchObject({ status: 422, ...problem, requestId: expect.any(String) as string });
    expect(status).toBe(body['status']);
  });

  it.each<[string, Buffer, string]>([
    ['a form that ends too early', multipart([{ fileName: 'a', content: 'aaa' }], ''), MULTIPART],
    ['no boundary', multipart([{ fileName: 'a', content: 'aaa' }]), 'multipart/form-data'],
    ['another boundary', multipart([{ fileName: 'a', content: 'aaa' }]), 'multipart/form-data; boundary=y'],
    ['a broken part header', multipart([{ header: 'Content-Disposition', content: 'a' }]), MULTIPART],
  ])('answers %s with 400', async (_what, body, contentType) => {
    expect(await app.send(body, { 'content-type': contentType })).toMatchObject({
      status: 400,
      body: { code: 'MALFORMED_REQUEST' },
    });
  });

  it('takes multipart alone', async () => {
    const { status } = await app.send(Buffer.from('{}'), { 'content-type': 'application/json' });
    expect(status).toBe(415);
  });

  it.each(['../../etc/passwd', '..\\..\\boot.ini', 'a%00b.png', 'a%0d%0aX: y.png', '\u202Egnp.exe', 'x'.repeat(4096)])(
    'takes a file named %j in without using the name',
    async (fileName) => {
      const { status, body } = await app.send(multipart([{ fileName, content: 'a' }]));
      expect(status).toBe(201);
      expect(body['fileName']).not.toMatch(/[/\\]/);
    },
  );

  it('refuses a file whose name holds NUL', async () => {
    const { status, body } = await app.send(multipart([{ fileName: 'a\u0000b.png', content: 'a' }]));
    expect([status, body['code']]).toEqual([400, 'MALFORMED_REQUEST']);
  });
});
