import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';
import { ACCESS_TOKEN_SCHEME, API_KEY_SCHEME } from '../auth/security-schemes.js';
import { problemSchema } from '../common/problem.js';
import { simplify } from './simplify.js';
import { WEBHOOK_SCHEMAS, WEBHOOKS } from './webhooks.js';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

const DESCRIPTION = `Maps flat artwork onto paper so that it follows the folds, takes the light and keeps the grain.

Errors are problem documents (RFC 9457). Ids are strings, times RFC 3339 in UTC, URLs absolute.`;

const API_KEY =
  'A key that you made for a program (`createApiKey`). Operations that name the access token alone refuse it with ' +
  '`SESSION_REQUIRED`.';

/** The API's contract, built from the controllers and the zod schemas they check with. */
export function buildOpenApiDocument(app: INestApplication): OpenAPIObject {
  const options = new DocumentBuilder()
    .setTitle('Artwork Mapping')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .setLicense('MIT', 'https://spdx.org/licenses/MIT.html')
    .setOpenAPIVersion('3.1.0')
    .addServer('/')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, ACCESS_TOKEN_SCHEME)
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'amk_…', description: API_KEY }, API_KEY_SCHEME)
    .addSecurityRequirements(ACCESS_TOKEN_SCHEME)
    .addSecurityRequirements(API_KEY_SCHEME)
    .build();
  const document = SwaggerModule.createDocument(app, options);
  const { definitions } = z.toJSONSchema(problemSchema, { target: 'openapi-3.0' }) as unknown as {
    definitions: Schemas;
  };
  const schemas = { ...document.components?.schemas, ...definitions, ...WEBHOOK_SCHEMAS };
  const components = { ...document.components, schemas };
  return simplify({ ...document, webhooks: WEBHOOKS, components } as never) as unknown as OpenAPIObject;
}
