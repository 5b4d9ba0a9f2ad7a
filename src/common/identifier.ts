import { z } from 'zod';

/** An id as clients see it: 24 hexadecimal digits. */
export const identifier = z
  .string()
  .regex(/^[0-9a-f]{24}$/, 'Expected an id of 24 hexadecimal digits')
  .meta({ description: 'Id, 24 hexadecimal digits.', example: '66f0c2a4d1b2c3e4f5a6b7c8' });
