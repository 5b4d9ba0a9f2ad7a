import type { Model, QueryFilter } from 'mongoose';
import { type Listing, type Page, sortOrder } from './listing.js';

/** One page of the rows that match, and how many match in all. `sort` names a field of the rows. */
export async function findPage<Row, Item>(
  model: Model<Row>,
  filter: QueryFilter<Row>,
  { page, perPage, sort }: Listing,
  toItem: (row: Row) => Item,
): Promise<Page<Item>> {
  const [rows, total] = await Promise.all([
    model.find(filter, null, { sort: sortOrder(sort), skip: (page - 1) * perPage, limit: perPage }).lean<Row[]>(),
    model.countDocuments(filter),
  ]);
  return { items: rows.map(toItem), total, page, perPage };
}
