import type { z } from 'zod';
import { authSessionSchema } from '../auth.schemas.js';

/** What a page may know of its session: the refresh token is in a cookie that scripts cannot read. */
export const webSessionSchema = authSessionSchema.omit({ refreshToken: true }).meta({ id: 'WebSession' });

export type WebSession = z.infer<typeof webSessionSchema>;
