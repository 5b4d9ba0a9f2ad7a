import { API_PREFIX } from '../common/public-address.js';
import type { SharedPrint } from './shares.schemas.js';

/** Screens on which the page shows the smaller picture, however fine they are. */
const SMALL_SCREENS = '(max-width: 480px)';

/**
 * The document with a title, the tags by which other sites show the print (https://ogp.me), and what its page will ask for, so
 * that browsers fetch it beside the program.
 */
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
  const head = [...tags, '<meta name="twitter:card" content="summary_large_image">', ...neededBy(print)].join('');
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

function neededBy({ token, card }: SharedPrint): string[] {
  const facts = `<link rel="preload" as="fetch" crossorigin href="${API_PREFIX}/shares/${token}">`;
  if (!card) return [facts];
  const picture = `<link rel="preload" as="image" media="${SMALL_SCREENS}" fetchpriority="high" href="${escaped(card.url)}">`;
  return [facts, picture];
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
