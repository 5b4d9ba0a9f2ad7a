/**
 * The addresses of the web application's pages; its own router shows the right one. `:name` stands for one part of a path,
 * `*` for any number of them.
 */
const PAGES = ['/', '/sign-in', '/console', '/console/*', '/gallery', '/edit/:id', '/account'];

const patterns = PAGES.map((page) => new RegExp(`^${page.replaceAll(/\/:\w+/g, '/[^/]+').replaceAll('/*', '/.*')}/?$`));

export function isPage(path: string): boolean {
  return patterns.some((pattern) => pattern.test(path));
}
