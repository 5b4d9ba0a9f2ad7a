import { StrictMode } from 'react';
import { renderToString } from 'react-dom/server';
import { StaticRouter } from 'react-router';
import { studio } from '../../i18n/en/studio';
import { addTexts } from '../../i18n/translate';
import { FirstPage } from './FirstPage';

/** React's own, before the page; the document's head has what is worth it. */
const PRELOADS = /^(<link [^>]*>)+/;
const nothing = () => undefined;

/** The first page as a stranger sees it, for its document: it is there before the program that makes it live. */
export function firstPageMarkup(): string {
  addTexts(studio);
  const markup = renderToString(
    <StrictMode>
      <StaticRouter location="/">
        <FirstPage onBegin={nothing} onReady={nothing} />
      </StaticRouter>
    </StrictMode>,
  );
  return markup.replace(PRELOADS, '');
}
