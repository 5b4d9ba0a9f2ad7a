import { Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { AppConfig } from '../../config/app-config.js';
import { AccessTokensService } from './access-tokens.service.js';
import { loadSigningKeys, SigningKeys } from './signing-keys.js';

@Module({
  imports: [JwtModule.register({})],
  providers: [{ provide: SigningKeys, inject: [AppConfig], useFactory: loadSigningKeys }, AccessTokensService],
  exports: [AccessTokensService],
})
export class AccessTokensModule {}
