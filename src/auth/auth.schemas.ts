import { z } from 'zod';
import { userSchema } from '../users/users.schemas.js';

const MIN_PASSWORD_CHARACTERS = 10;
const MAX_PASSWORD_CHARACTERS = 256;

const email = z.email().max(254).meta({ example: 'artist@example.org' });

/** Counted in characters as people see code points, not in UTF-16 units. */
const newPassword = z
  .string()
  .refine((password) => lengthOf(password) >= MIN_PASSWORD_CHARACTERS, {
    error: `Expected at least ${MIN_PASSWORD_CHARACTERS} characters`,
  })
  .refine((password) => lengthOf(password) <= MAX_PASSWORD_CHARACTERS, {
    error: `Expected at most ${MAX_PASSWORD_CHARACTERS} characters`,
  })
  .meta({
    description: 'Any characters, spaces included.',
    example: 'a quiet brush on rice paper',
    format: 'password',
    minLength: MIN_PASSWORD_CHARACTERS,
    maxLength: MAX_PASSWORD_CHARACTERS,
  });

/** A password that is to be compared: whatever its form, a wrong one is answered as wrong. */
const givenPassword = z.string().min(1).max(1024).meta({ format: 'password', example: 'a quiet brush on rice paper' });

const refreshToken = z.string().min(1).max(4096).meta({ description: 'As the last answer gave it.' });

export const registrationSchema = z
  .strictObject({
    email,
    password: newPassword,
    name: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .regex(/^\P{Cc}*$/u, 'Expected no control characters')
      .optional()
      .meta({ example: 'Vincent' }),
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

function lengthOf(text: string): number {
  return Array.from(text).length;
}
