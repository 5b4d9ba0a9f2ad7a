import type { Account, Answer, RunningApplication } from './application.js';

/** Everything that a list has, page by page. @param path with a query that sorts by what does not change */
export async function everyPage(
  app: Pick<RunningApplication, 'api'>,
  as: Account,
  path: string,
): Promise<Answer['body'][]> {
  const all: Answer['body'][] = [];
  for (let page = 1; ; page++) {
    const { body } = await app.api(`${path}&perPage=100&page=${page}`, { as });
    all.push(...body.items);
    if (all.length >= body.total || body.items.length === 0) return all;
  }
}
