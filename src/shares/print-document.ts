import type { SharedPrint } from './shares.schemas.js';

/** In the document, what a fact of the print is to be written in place of: admin/src/share/prerender.tsx. */
const FACT = /\{\{(\w+)\}\}/g;
const UNTITLED = 'A print';

/**
 * The document of a shared print: with its picture, and a title; with the tags by which other sites show it (https://ogp.me); and
 * with what its page would ask for otherwise.
 */
export function printDocument(document: string, print: SharedPrint, url: string): string {
  const facts = factsOf(print);
  const filled = document.replace(FACT, (_, name: string) => escaped(facts[name] ?? ''));
  const data = JSON.stringify(print).replaceAll('<', String.raw`\u003c`);
  return withOpenGraph(filled, print, url).replace(
    '</body>',
    () => `<script type="application/json" id="shared-print">${data}</script></body>`,
  );
}

function factsOf({ title, artist, width, height, card, pictureUrl }: SharedPrint): Record<string, string> {
  const smaller = card && card.width < width ? [`${card.url} ${card.width}w`] : [];
  return {
    title: title || UNTITLED,
    artist,
    aspect: String(width / height),
    width: String(width),
    height: String(height),
    picture: pictureUrl,
    sources: [...smaller, `${pictureUrl} ${width}w`].join(', '),
  };
}

function withOpenGraph(document: string, print: SharedPrint, url: string): string {
  const title = print.title || UNTITLED;
  const description = [print.artist, print.paper].filter((part) => part !== '').join(', on ');
  const properties: Record<string, string> = {
    'og:type': 'website',
    'og:site_name': 'Artwork Mapping',
    'og:title': title,
    'og:description': description,
    'og:url': url,
    ...pictureOf(print),
    'og:image:alt': title,
  };
  const tags = Object.entries(properties).map(
    ([name, value]) => `<meta property="${name}" content="${escaped(value)}">`,
  );
  const head = [...tags, '<meta name="twitter:card" content="summary_large_image">'].join('');
  return document
    .replace(/<title>[^<]*<\/title>/, () => `<title>${escaped(title)} — Artwork Mapping</title>`)
    .replace('</head>', () => `${head}</head>`);
}

/** Whole pictures are too heavy for most sites. */
function pictureOf({ card, pictureUrl, width, height }: SharedPrint): Record<string, string> {
  const picture = card ?? { url: pictureUrl, width, height };
  return {
    'og:image': picture.url,
    ...(card && { 'og:image:type': 'image/jpeg' }),
    'og:image:width': String(picture.width),
    'og:image:height': String(picture.height),
  };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
