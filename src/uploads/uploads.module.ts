import { Global, Module } from '@nestjs/common';
import { FileReceiver } from './file-receiver.js';
import { PictureIntake } from './picture-intake.js';
import { UploadAdmission } from './upload-admission.js';
import { UploadQuota } from './upload-quota.js';

/** Multipart uploads of one file; global because `@ReceivesFile()` needs it wherever it stands. */
@Global()
@Module({
  providers: [UploadAdmission, FileReceiver, UploadQuota, PictureIntake],
  exports: [UploadAdmission, FileReceiver, UploadQuota, PictureIntake],
})
export class UploadsModule {}
