import type { DataProvider, GetListParams, RaRecord } from 'react-admin';
import { api } from '../../api/client';
import { answerOf } from '../../api/problem';

type Method = 'get' | 'post' | 'patch' | 'delete';
interface Request {
  readonly query?: Record<string, unknown>;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/** Calls the API by a resource's name; the compiler cannot follow such addresses, the server checks them. */
async function call<Answer>(method: Method, path: string, { query, body, signal }: Request = {}): Promise<Answer> {
  const options = { params: { query }, body, signal };
  const request = api.request as unknown as (method: Method, path: string, init: object) => Promise<never>;
  return answerOf<Answer>(request(method, `/api/v1/${path}`, options));
}

interface Page {
  readonly items: never[];
  readonly total: number;
}

/** Whose, where a list does not say: an operator looks at everybody's. */
const EVERYBODYS: Readonly<Record<string, object>> = { artworks: { ownerId: 'any' }, mappings: { ownerId: 'any' } };

function listQuery({ pagination, sort, filter }: GetListParams): Record<string, unknown> {
  return {
    ...(pagination && { page: pagination.page, perPage: pagination.perPage }),
    ...(sort && sort.field !== 'id' && { sort: `${sort.order === 'DESC' ? '-' : ''}${sort.field}` }),
    ...filter,
  };
}

/** Only what differs: the API refuses fields that it does not let anyone change. */
function changesOf(data: Partial<RaRecord>, previous: Partial<RaRecord> = {}): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).filter(([key, value]) => previous[key] !== value));
}

const each = <T>(ids: readonly unknown[], work: (id: unknown) => Promise<T>) => Promise.all(ids.map(work));

/** The public REST API as react-admin asks for it. */
export const dataProvider: DataProvider = {
  async getList(resource, params) {
    const { items, total } = await call<Page>('get', resource, {
      query: { ...EVERYBODYS[resource], ...listQuery(params) },
      signal: params.signal,
    });
    return { data: items, total };
  },
  async getOne(resource, { id, signal }) {
    return { data: await call('get', `${resource}/${id}`, { signal }) };
  },
  async getMany(resource, { ids, signal }) {
    return { data: await each(ids, (id) => call<never>('get', `${resource}/${String(id)}`, { signal })) };
  },
  async getManyReference(resource, { target, id, signal, ...params }) {
    const query = { ...listQuery(params), [target]: id };
    const { items, total } = await call<Page>('get', resource, { query, signal });
    return { data: items, total };
  },
  async create(resource, { data }) {
    return { data: await call('post', resource, { body: data }) };
  },
  async update(resource, { id, data, previousData }) {
    return { data: await call('patch', `${resource}/${id}`, { body: changesOf(data, previousData) }) };
  },
  async updateMany(resource, { ids, data }) {
    await each(ids, (id) => call('patch', `${resource}/${String(id)}`, { body: data }));
    return { data: ids };
  },
  async delete(resource, { id, previousData }) {
    await call('delete', `${resource}/${id}`);
    return { data: previousData as never };
  },
  async deleteMany(resource, { ids }) {
    await each(ids, (id) => call('delete', `${resource}/${String(id)}`));
    return { data: ids };
  },
};
