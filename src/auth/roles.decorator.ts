import { SetMetadata } from '@nestjs/common';
import type { UserRole } from './signed-in-user.js';

export const REQUIRED_ROLE = 'requiredRole';

/** Restricts an operation to one role. */
export const RequireRole = (role: UserRole) => SetMetadata(REQUIRED_ROLE, role);
