import { type ReactNode, StrictMode } from 'react';
import { renderToString } from 'react-dom/server';
import { StaticRouter } from 'react-router';

/** React's own, before the page; the document's head has what is worth it. */
const PRELOADS = /^(<link [^>]*>)+/;

/** Markup of a page, for its document: the page is there before the program that makes it live. */
export function markupOf(location: string, page: ReactNode): string {
  const markup = renderToString(
    <StrictMode>
      <StaticRouter location={location}>{page}</StaticRouter>
    </StrictMode>,
  );
  return markup.replace(PRELOADS, '');
}
