import { z } from 'zod';
import type { SignedInUser } from './signed-in-user.js';
import { AppError } from '../common/app-error.js';
import { identifier } from '../common/identifier.js';

/** Whose, in the query of a list. */
export const ownerFilterSchema = z
  .union([identifier, z.literal('any')])
  .optional()
  .meta({ description: 'Whose; another account’s, or `any`, for operators alone. Default: your own.' });

/**
 * @returns the owner a list is confined to; undefined for everybody's
 * @throws AppError FORBIDDEN
 */
export function permittedOwner(viewer: SignedInUser, wish: string = viewer.id): string | undefined {
  if (wish === viewer.id) return wish;
  if (viewer.role !== 'operator') throw new AppError('FORBIDDEN', 'Only operators may list what others have.');
  return wish === 'any' ? undefined : wish;
}
