import type { AppConfig } from '../config/app-config.js';

/** The address that is kept for the first operator: nobody can register it. */
export function firstOperatorEmail(config: AppConfig): string {
  return config.auth.operatorEmail ?? 'operator@localhost.localdomain';
}
