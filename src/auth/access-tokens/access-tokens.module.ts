import { Module } from '@nestjs/common';
import { JwtSecretRequestType, JwtService } from '@nestjs/jwt';
import { AppConfig } from '../../config/app-config.js';
import { AccessTokensService } from './access-tokens.service.js';
import { loadSigningKeys, SigningKeys } from './signing-keys.js';

/** Key objects rather than text: with text, every token is first tried as a PEM key, which takes longer than all the rest. */
export function createJwtService(keys: SigningKeys): JwtService {
  return new JwtService({
    secretOrKeyProvider: (type, tokenOrPayload) => {
      const key = type === JwtSecretRequestType.SIGN ? keys.current.key : keys.of(tokenOrPayload as string);
      if (key === undefined) throw new Error('not an access token of ours');
      return key;
    },
  });
}

@Module({
  providers: [
    { provide: SigningKeys, inject: [AppConfig], useFactory: loadSigningKeys },
    { provide: JwtService, inject: [SigningKeys], useFactory: createJwtService },
    AccessTokensService,
  ],
  exports: [AccessTokensService],
})
export class AccessTokensModule {}
