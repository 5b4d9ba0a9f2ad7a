import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import {
  Body,
  type CanActivate,
  Controller,
  type ExecutionContext,
  Injectable,
  Module,
  Post,
  UseGuards,
} from '@nestjs/common';
import { type INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { z } from 'zod';
import { AppError } from '../common/app-error.js';
import { CommonModule } from '../common/common.module.js';
import { AppConfig } from '../config/app-config.js';
import { ConfigModule } from '../config/config.module.js';
import { parseEnvironment } from '../config/environment.js';
import { FileReceiver } from './file-receiver.js';
import { ReceivesFile } from './receives-file.decorator.js';
import { ReceivedFile, type Upload } from './upload.js';
import { UploadAdmission } from './upload-admission.js';

const fields = z.strictObject({ title: z.string().max(20).optional() });
const MEGABYTE = 1_000_000;

@Injectable()
class KeyGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<{ headers: Record<string, string>; user?: { id: string } }>();
    if (request.headers['x-user'] === undefined) throw new AppError('UNAUTHENTICATED', 'Who are you?');
    request.user = { id: request.headers['x-user'] };
    return true;
  }
}

@UseGuards(KeyGuard)
@Controller()
class EchoController {
  @Post('echo')
  @ReceivesFile(fields)
  async echo(@ReceivedFile() file: Upload, @Body({ schema: fields }) body: z.infer<typeof fields>): Promise<object> {
    if (body.title === 'fail') throw new AppError('CONFLICT', 'as asked');
    const digest = createHash('sha256')
      .update(await readFile(file.path))
      .digest('hex');
    return {
      bytes: file.bytes,
      sha256: file.sha256,
      onDisk: digest,
      fileName: file.fileName,
      title: body.title ?? null,
    };
  }
}

@Injectable()
class ImpatientReceiver extends FileReceiver {
  protected override readonly progressMilliseconds = 1000;
}

@Module({
  controllers: [EchoController],
  providers: [UploadAdmission, { provide: FileReceiver, useClass: ImpatientReceiver }],
})
class EchoModule {}

interface Part {
  readonly name?: string;
  readonly fileName?: string;
  readonly content?: string | Buffer;
  /** Instead of a made Content-Disposition. */
  readonly header?: string;
}

describe('@ReceivesFile()', () => {
  let app: INestApplication;
  let url: string;
  let dataDir: string;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'uploads-'));
    const config = new AppConfig(parseEnvironment({ NODE_ENV: 'test', DATA_DIR: dataDir, UPLOAD_MAX_MB: '1' }));
    app = await NestFactory.create(
      { module: EchoModule, imports: [ConfigModule.register(config), CommonModule] },
      { logger: false, bodyParser: false, abortOnError: false },
    );
    await app.listen(0, '127.0.0.1');
    url = `http://127.0.0.1:${((app.getHttpServer() as Server).address() as AddressInfo).port}/echo`;
  });
  afterAll(async () => {
    await app.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  afterEach(async () => expect(await temporaryFiles()).toEqual([]));

  const temporaryFiles = async (): Promise<string[]> => {
    const folders = await readdir(join(dataDir, 'tmp'));
    return (await Promise.all(folders.map((folder) => readdir(join(dataDir, 'tmp', folder))))).flat();
  };
  const until = async (holds: () => Promise<boolean>): Promise<void> => {
    const deadline = Date.now() + 10_000;
    while (!(await holds())) {
      if (Date.now() > deadline) throw new Error(`still not so after 10 s: ${holds}`);
      await wait(5);
    }
  };
  const form = (parts: readonly Part[], end = '--x--\r\n'): Buffer =>
    Buffer.concat([
      ...parts.flatMap(({ name = 'file', fileName, content = '', header }) => [
        Buffer.from(
          `--x\r\n${header ?? `Content-Disposition: form-data; name="${name}"${fileName === undefined ? '' : `; filename="${fileName}"`}`}\r\n\r\n`,
        ),
        Buffer.from(content),
        Buffer.from('\r\n'),
      ]),
      Buffer.from(end),
    ]);
  const send = async (body: Buffer, headers: Record<string, string> = {}) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x', 'x-user': 'a', ...headers },
      body: new Uint8Array(body),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  /** A request whose body is sent by hand. */
  const begin = (headers: string, body = ''): { socket: Socket; received: () => string } => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    let received = '';
    socket.on('data', (chunk: Buffer) => (received += chunk.toString())).on('error', () => undefined);
    socket.write(
      `POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r\n${headers}\r\n\r\n${body}`,
    );
    return { socket, received: () => received };
  };
  /** An upload whose file has arrived in part. */
  const beginUpload = () =>
    begin(
      'X-User: a\r\nContent-Length: 500000',
      `--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n${'a'.repeat(1000)}`,
    );
  const untilUnderWay = (uploads: number) => until(async () => (await temporaryFiles()).length === uploads);

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
      const { status, body } = await send(form(parts));
      expect(status).toBe(201);
      const sha256 = createHash('sha256').update(content).digest('hex');
      expect(body).toEqual({ bytes: MEGABYTE, sha256, onDisk: sha256, fileName: 'été.jpg', title: 'Ÿ' });
    }
  });

  it('removes the file when the handler fails or the fields are wrong', async () => {
    const file = { fileName: 'a', content: 'x' };
    expect((await send(form([file, { name: 'title', content: 'fail' }]))).status).toBe(409);
    expect((await send(form([file, { name: 'title', content: 'x'.repeat(21) }]))).body).toMatchObject({
      status: 422,
      errors: [{ pointer: '/title' }],
    });
  });

  it('asks the guards before it reads a byte', async () => {
    const { socket, received } = begin('Content-Length: 900');
    await until(async () => received().includes('UNAUTHENTICATED'));
    expect(received()).toContain('HTTP/1.1 401');
    socket.destroy();
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
    const { status, body } = await send(form(parts));
    expect(body).toMatchObject({ status: 422, ...problem, requestId: expect.any(String) as string });
    expect(status).toBe(body['status']);
  });

  it('refuses a request that is far too large before it reads it', async () => {
    const { socket, received } = begin('X-User: a\r\nContent-Length: 900000000');
    await until(async () => received().includes('UPLOAD_TOO_LARGE'));
    expect(received()).toContain('HTTP/1.1 413');
    socket.destroy();
  });

  it.each<[string, Buffer, string]>([
    ['a form that ends too early', form([{ fileName: 'a', content: 'aaa' }], ''), 'multipart/form-data; boundary=x'],
    ['no boundary', form([{ fileName: 'a', content: 'aaa' }]), 'multipart/form-data'],
    ['another boundary', form([{ fileName: 'a', content: 'aaa' }]), 'multipart/form-data; boundary=y'],
    [
      'a broken part header',
      form([{ header: 'Content-Disposition', content: 'a' }]),
      'multipart/form-data; boundary=x',
    ],
  ])('answers %s with 400', async (_what, body, contentType) => {
    expect(await send(body, { 'content-type': contentType })).toMatchObject({
      status: 400,
      body: { code: 'MALFORMED_REQUEST' },
    });
  });

  it('takes multipart alone', async () => {
    const { status } = await send(Buffer.from('{}'), { 'content-type': 'application/json' });
    expect(status).toBe(415);
  });

  it.each(['../../etc/passwd', '..\\..\\boot.ini', 'a%00b.png', 'a%0d%0aX: y.png', '\u202Egnp.exe', 'x'.repeat(4096)])(
    'takes a file named %j in without using the name',
    async (fileName) => {
      const { status, body } = await send(form([{ fileName, content: 'a' }]));
      expect(status).toBe(201);
      expect(body['fileName']).not.toMatch(/[/\\]/);
    },
  );

  it('takes a file in whose name holds NUL', async () => {
    const { status } = await send(form([{ fileName: 'a\u0000b.png', content: 'a' }]));
    expect([201, 400]).toContain(status);
  });

  it('leaves nothing of uploads that break off', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { socket } = beginUpload();
      await untilUnderWay(1);
      socket.destroy();
      await untilUnderWay(0);
    }
  });

  it('gives up on an upload that stands still, says so, and leaves nothing', async () => {
    const { socket, received } = beginUpload();
    await untilUnderWay(1);
    await until(async () => received().includes('REQUEST_TIMEOUT'));
    expect(received()).toContain('HTTP/1.1 408');
    await until(async () => socket.destroyed || socket.readableEnded);
    await untilUnderWay(0);
  });

  it('bounds the uploads of one account and lets others in', async () => {
    const opened = Array.from({ length: 64 }, beginUpload);
    await untilUnderWay(64);
    const file = form([{ fileName: 'a', content: 'a' }]);
    expect((await send(file)).status).toBe(429);
    expect((await send(file, { 'x-user': 'b' })).status).toBe(201);
    for (const { socket } of opened) socket.destroy();
    await untilUnderWay(0);
    expect((await send(file)).status).toBe(201);
  });
});
