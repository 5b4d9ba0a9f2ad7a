import { multipart } from '../../test/support/multipart.js';
import { until } from '../../test/support/until.js';
import { UploadApplication } from '../../test/support/upload-application.js';

const FILE = multipart([{ fileName: 'a', content: 'a' }]);

describe('uploads that do not arrive', () => {
  let app: UploadApplication;

  beforeAll(async () => {
    app = await UploadApplication.start();
  });
  afterAll(() => app.stop());

  it('are not read where a guard refuses', async () => {
    const request = app.begin(['Content-Length: 900']);
    await request.untilReceived('UNAUTHENTICATED');
    expect(request.received).toContain('HTTP/1.1 401');
    request.socket.destroy();
  });

  it('are not read where they announce far too much', async () => {
    const request = app.begin(['X-User: a', 'Content-Length: 900000000']);
    await request.untilReceived('UPLOAD_TOO_LARGE');
    expect(request.received).toContain('HTTP/1.1 413');
    request.socket.destroy();
  });

  it('leave nothing when they break off', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { socket } = app.beginUpload();
      await app.untilUnderWay(1);
      socket.destroy();
      await app.untilUnderWay(0);
    }
    expect(await app.temporaryFiles()).toEqual([]);
  });

  it('are given up when they stand still; the client is told, and nothing is left', async () => {
    const request = app.beginUpload();
    await app.untilUnderWay(1);
    await request.untilReceived('REQUEST_TIMEOUT');
    expect(request.received).toContain('HTTP/1.1 408');
    await until(() => request.socket.destroyed);
    await app.untilUnderWay(0);
  });

  it('take no place from other accounts', async () => {
    const begun = Array.from({ length: 64 }, () => app.beginUpload());
    await app.untilUnderWay(64);
    expect((await app.send(FILE)).status).toBe(429);
    expect((await app.send(FILE, { 'x-user': 'b' })).status).toBe(201);
    for (const { socket } of begun) socket.destroy();
    await app.untilUnderWay(0);
    expect((await app.send(FILE)).status).toBe(201);
  });
});
