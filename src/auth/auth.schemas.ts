import { z } from 'zod';
import {
  emailSchema as email,
  newPasswordSchema as newPassword,
  userNameSchema,
} from '../users/credentials.schemas.js';
import { userSchema } from '../users/users.schemas.js';

/** A password that is to be compared: whatever its form, a wrong one is answered as wrong. */
const givenPassword = z.string().min(1).max(1024).meta({ format: 'password', example: 'a quiet brush on rice paper' });

const refreshToken = z.string().min(1).max(4096).meta({ description: 'As the last answer gave it.' });

export const registrationSchema = z
  .strictObject({
    email,
    password: newPassword,
    name: userNameSchema.optional(),
  })
  .meta({ id: 'Registration' });

export const credentialsSchema = z.strictObject({ email, password: givenPassword }).meta({ id: 'Credentials' });

export const refreshSchema = z.strictObject({ refreshToken }).meta({ id: 'TokenRefresh' });

export const logoutSchema = z
  .strictObject({ refreshToken: refreshToken.optional().meta({ description: 'Ends the session of this token too.' }) })
  .optional()
  .meta({ id: 'Logout' });

export const passwordChangeSchema = z
  .strictObject({ currentPassword: givenPassword, newPassword })
  .meta({ id: 'PasswordChange' });

export const authSessionSchema = z
  .object({
    user: userSchema,
    accessToken: z.string().meta({ description: 'Send it as Authorization: Bearer.' }),
    refreshToken: z.string().meta({ description: 'Serves once, for new tokens at /auth/refresh.' }),
    expiresIn: z.int().meta({ description: 'Seconds until the access token expires.', example: 900 }),
  })
  .meta({ id: 'AuthSession' });

export type Registration = z.infer<typeof registrationSchema>;
export type Credentials = z.infer<typeof credentialsSchema>;
export type TokenRefresh = z.infer<typeof refreshSchema>;
export type Logout = z.infer<typeof logoutSchema>;
export type PasswordChange = z.infer<typeof passwordChangeSchema>;
export type AuthSession = z.infer<typeof authSessionSchema>;
