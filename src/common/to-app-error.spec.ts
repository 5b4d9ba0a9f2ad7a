import { BadRequestException, ForbiddenException, HttpException } from '@nestjs/common';
import { toAppError } from './to-app-error.js';

describe('toAppError', () => {
  it.each([
    [new BadRequestException('Unexpected token'), 'MALFORMED_REQUEST'],
    [new ForbiddenException(), 'FORBIDDEN'],
    [{ status: 413, type: 'entity.too.large' }, 'BODY_TOO_LARGE'],
    [{ statusCode: 415 }, 'UNSUPPORTED_MEDIA_TYPE'],
  ])('knows %o', (thrown, code) => {
    expect(toAppError(thrown).code).toBe(code);
  });

  it.each([new Error('secret path /etc'), new HttpException('secret', 418), 'secret', undefined])(
    'keeps the text of what it does not know inside: %o',
    (thrown) => {
      const error = toAppError(thrown);
      expect(error.code).toBe('INTERNAL');
      expect(error.message).not.toContain('secret');
      expect(error.cause).toBe(thrown);
    },
  );

  it('asks the client to come back while shutting down', () => {
    expect(toAppError(new HttpException('', 503)).retryAfterSeconds).toBe(5);
  });
});
