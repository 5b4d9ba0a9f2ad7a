import { z } from 'zod';

const MIN_PASSWORD_CHARACTERS = 10;
const MAX_PASSWORD_CHARACTERS = 256;

export const emailSchema = z.email().max(254).meta({ example: 'artist@example.org' });

/** Counted in characters as people see code points, not in UTF-16 units. */
export const newPasswordSchema = z
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

export const userNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^\P{Cc}*$/u, 'Expected no control characters')
  .meta({ example: 'Vincent' });

function lengthOf(text: string): number {
  return Array.from(text).length;
}
