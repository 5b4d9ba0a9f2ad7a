import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Request, Response } from 'express';
import { lastValueFrom, type Observable, of } from 'rxjs';
import type { SignedInUser } from '../auth/signed-in-user.js';
import { TemporaryFiles } from '../common/temporary-files.js';
import { FileReceiver } from './file-receiver.js';
import type { UploadRequest } from './upload.js';
import { UploadAdmission } from './upload-admission.js';

/** Takes the file of a request in before its handler runs, and clears it away afterwards, whatever happened. */
@Injectable()
export class UploadInterceptor implements NestInterceptor {
  constructor(
    private readonly admission: UploadAdmission,
    private readonly receiver: FileReceiver,
    private readonly temporaryFiles: TemporaryFiles,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const request = http.getRequest<Request & UploadRequest & { user: SignedInUser }>();
    const leave = this.admission.enter(request.user.id);
    try {
      const received = await this.receiver.receive(request, http.getResponse<Response>());
      const release = async () => {
        await this.temporaryFiles.remove(received.path);
        leave();
      };
      request.upload = { ...received, release };
      return of(await lastValueFrom(next.handle(), { defaultValue: undefined }));
    } finally {
      await request.upload?.release();
      leave();
    }
  }
}
