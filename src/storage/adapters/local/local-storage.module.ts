import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { PublicAddress } from '../../../common/public-address.js';
import { keptSecret } from '../../../common/secret-file.js';
import { TemporaryFiles } from '../../../common/temporary-files.js';
import { AppConfig } from '../../../config/app-config.js';
import { ObservedStorage } from '../../observed-storage.js';
import { STORAGE } from '../../storage.port.js';
import { FileUploadsController } from './file-uploads.controller.js';
import { FilesController } from './files.controller.js';
import { LocalStorage } from './local-storage.js';
import { UrlSigner } from './url-signer.js';

const signer = {
  provide: UrlSigner,
  inject: [AppConfig],
  useFactory: async (config: AppConfig) =>
    new UrlSigner(await keptSecret(join(config.dataDir, 'file-signing-key'), () => randomBytes(32).toString('hex'))),
};

const storage = {
  provide: STORAGE,
  inject: [AppConfig, TemporaryFiles, PublicAddress, UrlSigner],
  useFactory: (config: AppConfig, temporaryFiles: TemporaryFiles, address: PublicAddress, urlSigner: UrlSigner) =>
    new ObservedStorage(
      new LocalStorage({
        root: join(config.dataDir, 'files'),
        temporaryPath: () => temporaryFiles.path(),
        signer: urlSigner,
        url: (path) => address.url(path),
        publicResults: config.storage.publicResults,
      }),
    ),
};

/** Files on the local disk, served by the process itself. */
@Module({ controllers: [FilesController, FileUploadsController], providers: [signer, storage], exports: [STORAGE] })
export class LocalStorageModule {}
