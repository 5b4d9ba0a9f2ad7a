import type { SharedPrint } from './shares.schemas.js';

/** The document with a title and the tags by which other sites show the print (https://ogp.me). */
export function withOpenGraph(document: string, print: SharedPrint, url: string): string {
  const title = print.title || 'A print';
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
