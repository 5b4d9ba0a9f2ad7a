import type { User } from './user.js';
import type { UserResponse } from './users.schemas.js';

export function toUserResponse(user: User): UserResponse {
  const { id, email, name, role, status, createdAt } = user;
  return { id, email, name, role, status, createdAt: createdAt.toISOString() };
}
