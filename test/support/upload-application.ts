import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Body,
  type CanActivate,
  Controller,
  type ExecutionContext,
  type INestApplication,
  Injectable,
  Module,
  Post,
  UseGuards,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { z } from 'zod';
import { AppError } from '../../src/common/app-error.js';
import { CommonModule } from '../../src/common/common.module.js';
import { AppConfig } from '../../src/config/app-config.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { parseEnvironment } from '../../src/config/environment.js';
import { FileReceiver } from '../../src/uploads/file-receiver.js';
import { ReceivesFile } from '../../src/uploads/receives-file.decorator.js';
import { ReceivedFile, type Upload } from '../../src/uploads/upload.js';
import { UploadAdmission } from '../../src/uploads/upload-admission.js';
import { MULTIPART } from './multipart.js';
import { until } from './until.js';

const fields = z.strictObject({ title: z.string().max(20).optional() });

@Injectable()
class NameGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<{ headers: Record<string, string>; user?: { id: string } }>();
    if (request.headers['x-user'] === undefined) throw new AppError('UNAUTHENTICATED', 'Who are you?');
    request.user = { id: request.headers['x-user'] };
    return true;
  }
}

@UseGuards(NameGuard)
@Controller()
class EchoController {
  @Post('echo')
  @ReceivesFile(fields)
  async echo(@ReceivedFile() file: Upload, @Body({ schema: fields }) body: z.infer<typeof fields>): Promise<object> {
    if (body.title === 'fail') throw new AppError('CONFLICT', 'as asked');
    const content = await readFile(file.path);
    const onDisk = createHash('sha256').update(content).digest('hex');
    const { bytes, sha256, fileName } = file;
    return { bytes, sha256, onDisk, fileName, title: body.title ?? null };
  }
}

/** Gives up on a standing upload after one second. */
@Injectable()
class ImpatientReceiver extends FileReceiver {
  protected override readonly progressMilliseconds = 1000;
}

@Module({
  controllers: [EchoController],
  providers: [UploadAdmission, { provide: FileReceiver, useClass: ImpatientReceiver }],
})
class EchoModule {}

/** One operation that takes a file of at most one megabyte in, behind a guard that wants the header `X-User`. */
export class UploadApplication {
  private constructor(
    private readonly app: INestApplication,
    private readonly port: number,
    private readonly dataDir: string,
  ) {}

  static async start(): Promise<UploadApplication> {
    const dataDir = await mkdtemp(join(tmpdir(), 'uploads-'));
    const config = new AppConfig(parseEnvironment({ NODE_ENV: 'test', DATA_DIR: dataDir, UPLOAD_MAX_MB: '1' }));
    const app = await NestFactory.create(
      { module: EchoModule, imports: [ConfigModule.register(config), CommonModule] },
      { logger: false, bodyParser: false, abortOnError: false },
    );
    await app.listen(0, '127.0.0.1');
    return new UploadApplication(app, ((app.getHttpServer() as Server).address() as AddressInfo).port, dataDir);
  }

  async stop(): Promise<void> {
    await this.app.close();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  async temporaryFiles(): Promise<string[]> {
    const root = join(this.dataDir, 'tmp');
    const folders = await readdir(root);
    return (await Promise.all(folders.map((folder) => readdir(join(root, folder))))).flat();
  }

  async send(
    body: Buffer,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: Record<string, unknown> }> {
    const response = await fetch(`http://127.0.0.1:${this.port}/echo`, {
      method: 'POST',
      headers: { 'content-type': MULTIPART, 'x-user': 'a', ...headers },
      body: new Uint8Array(body),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  /** A request whose body is sent by hand. @param headers lines */
  begin(headers: readonly string[], body = ''): RawRequest {
    return new RawRequest(connect(this.port, '127.0.0.1'), headers, body);
  }

  /** An upload by `a` of which a part has arrived. */
  beginUpload(): RawRequest {
    const part = '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n';
    return this.begin(['X-User: a', 'Content-Length: 500000'], part + 'a'.repeat(1000));
  }

  untilUnderWay(uploads: number): Promise<void> {
    return until(async () => (await this.temporaryFiles()).length === uploads);
  }
}

export class RawRequest {
  /** What was answered so far. */
  received = '';

  constructor(
    readonly socket: Socket,
    headers: readonly string[],
    body: string,
  ) {
    socket.on('data', (chunk: Buffer) => (this.received += chunk.toString())).on('error', () => undefined);
    const lines = ['POST /echo HTTP/1.1', 'Host: x', `Content-Type: ${MULTIPART}`, ...headers, '', body];
    socket.write(lines.join('\r\n'));
  }

  untilReceived(text: string): Promise<void> {
    return until(() => this.received.includes(text));
  }
}
