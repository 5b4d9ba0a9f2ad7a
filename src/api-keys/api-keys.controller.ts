import { Body, Controller, Delete, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Credential, CurrentCredential } from '../auth/credential.js';
import { SessionOnly } from '../auth/session-only.decorator.js';
import { Answers, Problems } from '../common/documented.js';
import { identifier } from '../common/identifier.js';
import type { Account } from '../users/user.js';
import { type ApiKey, statusOf } from './api-key.js';
import {
  type ApiKeyListQuery,
  apiKeyListQuery,
  type ApiKeyPageResponse,
  apiKeyPageSchema,
  type ApiKeyResponse,
  type ApiKeyWish,
  apiKeyWishSchema,
  type NewApiKeyResponse,
  newApiKeySchema,
} from './api-keys.schemas.js';
import { ApiKeysService } from './api-keys.service.js';

const CREATION =
  'A program sends the key as `Authorization: Bearer`, as it would an access token, and is signed in as you: it may do what ' +
  'you may, except what needs a signed-in session. The key ends when it is revoked or expires, and with all your sessions: ' +
  'when the password is changed, the account is disabled, or an operator signs you out. ' +
  'An `Idempotency-Key` has no effect here, since the answer would have to be kept: revoke a key whose answer was lost.';

@ApiTags('api-keys')
@SessionOnly()
@Problems('UNAUTHENTICATED', 'SESSION_REQUIRED', 'VALIDATION_FAILED', 'TOO_MANY_REQUESTS')
@Controller('api-keys')
export class ApiKeysController {
  constructor(private readonly apiKeys: ApiKeysService) {}

  @Get()
  @ApiOperation({ operationId: 'listApiKeys', summary: 'List your API keys' })
  @Answers(200, { description: 'A page of your keys, without their text.', schema: apiKeyPageSchema })
  async list(
    @CurrentCredential() { account }: Credential,
    @Query({ schema: apiKeyListQuery }) query: ApiKeyListQuery,
  ): Promise<ApiKeyPageResponse> {
    const { items, ...page } = await this.apiKeys.list(account.id, query);
    return { ...page, items: items.map((apiKey) => toResponse(apiKey, account)) };
  }

  @Post()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ operationId: 'createApiKey', summary: 'Create an API key for a program', description: CREATION })
  @Answers(201, { description: 'The key, shown this once.', schema: newApiKeySchema })
  @Problems('VALIDATION_FAILED', 'QUOTA_EXCEEDED')
  async create(
    @CurrentCredential() { account }: Credential,
    @Body({ schema: apiKeyWishSchema }) wish: ApiKeyWish,
  ): Promise<NewApiKeyResponse> {
    const { apiKey, text } = await this.apiKeys.create(account, wish);
    return { ...toResponse(apiKey, account), key: text };
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'revokeApiKey', summary: 'Revoke an API key; it serves no more at once' })
  @Answers(204, { description: 'It is gone.' })
  @Problems('NOT_FOUND')
  async revoke(
    @CurrentCredential() { account }: Credential,
    @Param('id', { schema: identifier }) id: string,
  ): Promise<void> {
    await this.apiKeys.revoke(account.id, id);
  }
}

function toResponse(apiKey: ApiKey, owner: Account): ApiKeyResponse {
  const { id, name, lastFour, createdAt, expiresAt, lastUsedAt } = apiKey;
  return {
    id,
    name,
    lastFour,
    status: statusOf(apiKey, owner, new Date()),
    createdAt: createdAt.toISOString(),
    ...(expiresAt && { expiresAt: expiresAt.toISOString() }),
    ...(lastUsedAt && { lastUsedAt: lastUsedAt.toISOString() }),
  };
}
