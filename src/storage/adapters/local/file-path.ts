import type { Request } from 'express';

/** The key that an address of a file names. */
export function keyOf(request: Request): string {
  return request.path.replace(/^\/files\//, '');
}
