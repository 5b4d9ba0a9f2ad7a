import { ConfigurationError } from './config/environment.js';
import { StoreFolderError } from './database/embedded/embedded-database.js';

interface SystemError {
  readonly code?: string;
  readonly port?: number;
  readonly path?: string;
}

/** Says in one line what stopped the start and what to do about it; only an unforeseen failure shows its stack. */
export function explainStartFailure(error: unknown): string {
  if (error instanceof ConfigurationError || error instanceof StoreFolderError) return error.message;
  const { code, port, path } = (error ?? {}) as SystemError;
  if (code === 'EADDRINUSE') return `Port ${port} is in use. Stop what listens there, or set PORT to another one.`;
  if (code === 'EACCES' && port !== undefined)
    return `Port ${port} may not be used by this account. Set PORT to 1024 or more.`;
  if (code === 'EADDRNOTAVAIL') return 'HOST is not an address of this machine. Set it to 127.0.0.1 or 0.0.0.0.';
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR' || code === 'ENOENT') {
    return `${path} cannot be written to. Set DATA_DIR to a folder that can.`;
  }
  if (code === 'ENOSPC') return `There is no space left at ${path}. Free some, or set DATA_DIR to another folder.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
