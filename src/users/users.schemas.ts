import { z } from 'zod';
import { listingQuery, pageOf } from '../common/listing.js';
import { identifier } from '../common/identifier.js';
import { emailSchema, newPasswordSchema, userNameSchema } from './credentials.schemas.js';

const roleSchema = z.enum(['artist', 'operator']).meta({ description: 'Operators run the service.' });
const statusSchema = z.enum(['active', 'disabled']).meta({ description: 'Disabled accounts cannot sign in.' });

export const userSchema = z
  .object({
    id: identifier,
    email: z.string().meta({ example: 'artist@example.org' }),
    name: z.string().meta({ description: 'Empty where none was given.', example: 'Vincent' }),
    role: roleSchema,
    status: statusSchema,
    createdAt: z.iso.datetime().meta({ example: '2026-11-23T13:30:00.000Z' }),
  })
  .meta({ id: 'User' });

export const userPageSchema = pageOf(userSchema, 'UserPage');

export const usersQuerySchema = listingQuery(['createdAt', 'email', 'name'], '-createdAt').extend({
  search: z.string().min(1).max(100).optional().meta({ description: 'Part of the e-mail address or the name.' }),
  role: roleSchema.optional(),
  status: statusSchema.optional(),
});

export const newUserSchema = z
  .strictObject({
    email: emailSchema,
    password: newPasswordSchema,
    name: userNameSchema.optional(),
    role: roleSchema.default('operator'),
  })
  .meta({ id: 'NewUser' });

export const userChangeSchema = z
  .strictObject({ role: roleSchema.optional(), status: statusSchema.optional() })
  .refine((change) => change.role !== undefined || change.status !== undefined, 'Expected a role or a status')
  .meta({ id: 'UserChange', minProperties: 1 });

export type UserResponse = z.infer<typeof userSchema>;
export type UserPageResponse = z.infer<typeof userPageSchema>;
export type UsersQuery = z.infer<typeof usersQuerySchema>;
export type NewUserBody = z.infer<typeof newUserSchema>;
export type UserChange = z.infer<typeof userChangeSchema>;
