import { z } from 'zod';

/** What `.env.example`, the README and a failed start say about a variable. */
export interface SettingDescription {
  readonly description: string;
  /** The expected format in words, as an error message completes it: "expected …". */
  readonly expects: string;
  /** A secret's value is never shown. */
  readonly secret?: true;
  readonly example?: string;
}

/** Attaches a description to a variable's schema. */
export function setting<T extends z.ZodType>(schema: T, description: SettingDescription): T {
  return schema.meta({ ...description });
}

/** A whole number written in decimal digits. */
export function wholeNumber(minimum: number, maximum: number): z.ZodType<number, string | number> {
  return z
    .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
    .pipe(z.number().int().min(minimum).max(maximum));
}

/** `true` or `false`. */
export function trueOrFalse(): z.ZodType<boolean, boolean | 'true' | 'false'> {
  return z.union([z.boolean(), z.enum(['true', 'false']).transform((value) => value === 'true')]);
}

/** A list of words separated by commas; empty entries are dropped. */
export function commaSeparated(): z.ZodType<string[], string[] | string> {
  return z.union([
    z.array(z.string()),
    z.string().transform((value) =>
      value
        .split(',')
        .map((word) => word.trim())
        .filter((word) => word !== ''),
    ),
  ]);
}

/** A value written as JSON. */
export function json<T extends z.ZodType>(schema: T): z.ZodType<z.output<T>> {
  return z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'not JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema);
}
