import { z } from 'zod';

/** Query of a list: which page, in which order. `sort` is a field of the allow-list, with `-` before it for descending. */
export function listingQuery(fields: readonly string[], defaultSort: string) {
  const orders = z.enum(fields.flatMap((field) => [field, `-${field}`]));
  return z.strictObject({
    page: z.coerce.number().int().min(1).max(100_000).default(1).meta({ description: 'Page, from 1.' }),
    perPage: z.coerce.number().int().min(1).max(100).default(25).meta({ description: 'Entries on a page.' }),
    sort: orders.default(defaultSort).meta({ description: 'Field to sort by; a leading - sorts descending.' }),
  });
}

export interface Listing {
  readonly page: number;
  readonly perPage: number;
  readonly sort: string;
}

/** Answer of a list. `id` names its schema in the API document. */
export function pageOf<Item extends z.ZodType>(item: Item, id: string) {
  return z
    .object({
      items: z.array(item),
      total: z.int().meta({ description: 'Entries on all pages.' }),
      page: z.int(),
      perPage: z.int(),
    })
    .meta({ id });
}

export interface Page<Item> {
  readonly items: Item[];
  readonly total: number;
  readonly page: number;
  readonly perPage: number;
}

/** Sort order for MongoDB; ties are broken by `_id` so that pages never overlap. */
export function sortOrder(sort: string): Record<string, 1 | -1> {
  const direction = sort.startsWith('-') ? -1 : 1;
  return { [sort.replace(/^-/, '')]: direction, _id: direction };
}
