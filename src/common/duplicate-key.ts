interface DuplicateKeyError {
  readonly code?: number;
  readonly keyPattern?: Readonly<Record<string, unknown>>;
}

/** Whether a write was refused because a unique index holds its value already; `field` asks for one certain index. */
export function isDuplicateKey(error: unknown, field?: string): boolean {
  const { code, keyPattern } = (error ?? {}) as DuplicateKeyError;
  return code === 11000 && (field === undefined || (keyPattern !== undefined && field in keyPattern));
}
