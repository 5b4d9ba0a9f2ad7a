import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin, Rollup } from 'vite';
import { LEAD_PICTURE_SIZES, leadPictureSources } from '../src/studio/first/lead-picture.js';
import { prerendered } from './prerendered.js';

type Bundle = Rollup.OutputBundle;

/** A document of its own, which the server fills or sends: its file, the page's module, and programs that run before it is shown. */
interface EarlyPage {
  readonly document: string;
  readonly page: string;
  readonly programs: readonly string[];
}

const AFTER_PAINT = 'program-after-paint.js';
/** What the server answers `/` with: src/web/document.ts. */
const FIRST: EarlyPage = {
  document: 'first.html',
  page: '/src/studio/Studio.tsx',
  programs: [AFTER_PAINT, 'early-input.js'],
};
/** What it answers the address of a shared print with: src/shares/print-document.ts. */
const SHARE: EarlyPage = { document: 'share.html', page: '/src/share/SharePage.tsx', programs: [AFTER_PAINT] };
/** The others are found soon enough in the page itself. */
const LEAD_PICTURES = ['printed-640.avif', 'printed-1024.avif', 'printed-1600.avif'];
const FONTS = ['geist-latin-wght-normal', 'brygada-1918-latin-wght-normal'];

const ROOT = '<div id="root"></div>';
/** What Vite put into the document to fetch the program. */
const PROGRAM = /\s*(?:<script type="module".*?<\/script>|<link rel="modulepreload".*?>)/g;
const STYLES = /\s*<link rel="stylesheet".*?>/g;

/**
 * Writes a second copy of index.html, for the first page, and a third, for shared prints. Each has its page and the page's styles in
 * it, to be seen before any program runs: inert until then. And it names what that page will need, so that browsers fetch it at once
 * and not one after the other as each part asks for the next.
 */
export function firstDocument(): Plugin {
  let root: string;
  return {
    name: 'first-document',
    apply: 'build',
    configResolved(config) {
      ({ root } = config);
    },
    generateBundle() {
      for (const name of FIRST.programs) {
        this.emitFile({ type: 'asset', name, source: readFileSync(join(root, 'build', name), 'utf8') });
      }
    },
    async writeBundle({ dir }, bundle) {
      const markup = await prerendered(root);
      const lead = [leadPicture(bundle), ...fonts(bundle)];
      writeFileSync(join(dir!, FIRST.document), earlyDocument(bundle, FIRST, markup.first, lead));
      writeFileSync(join(dir!, SHARE.document), earlyDocument(bundle, SHARE, markup.share, []));
    },
  };
}

/** @param markup of the page */
function earlyDocument(
  bundle: Bundle,
  { page, programs }: EarlyPage,
  markup: string,
  preloads: readonly string[],
): string {
  const document = bundle['index.html'];
  if (document?.type !== 'asset') throw new Error('There is no index.html to copy.');
  const source = String(document.source);
  const program = [...source.matchAll(PROGRAM)].map(([tag]) => tag.trim());
  const early = programs.map((name) => `<script src="${assetOf(bundle, name)}"></script>`);
  const head = [...preloads, ...early, styles(bundle, page)].join('\n    ');
  const template = `<template id="program">${[...program, ...parts(bundle, page)].join('')}</template>`;
  return source
    .replaceAll(PROGRAM, '')
    .replaceAll(STYLES, '')
    .replace('</head>', () => `  ${head}\n  </head>`)
    .replace(ROOT, () => `${ROOT.replace('><', ` inert>${markup}<`)}\n    ${template}`);
}

function leadPicture(bundle: Bundle): string {
  const files = LEAD_PICTURES.map((name) => assetOf(bundle, name));
  const sources = `imagesrcset="${leadPictureSources(files)}" imagesizes="${LEAD_PICTURE_SIZES}"`;
  return `<link rel="preload" as="image" type="image/avif" ${sources} fetchpriority="high" />`;
}

function fonts(bundle: Bundle): string[] {
  return FONTS.map((name) => {
    const file = assetOf(bundle, `${name}.woff2`);
    return `<link rel="preload" as="font" type="font/woff2" href="${file}" crossorigin />`;
  });
}

/**
 * The page's program, with all that it imports, besides what every page has; and its styles again, as files: the program would
 * ask for them one after the other, since it does not know of those in the document.
 */
function parts(bundle: Bundle, page: string): string[] {
  return [...styleFiles(bundle, page).map(styleSheet), ...modules(bundle, page)];
}

function modules(bundle: Bundle, page: string): string[] {
  return chunksOf(bundle, page).map(({ fileName }) => `<link rel="modulepreload" crossorigin href="/${fileName}" />`);
}

function styleSheet(fileName: string): string {
  return `<link rel="stylesheet" crossorigin href="/${fileName}" />`;
}

/** In the document itself: the first paint waits for no further answer. */
function styles(bundle: Bundle, page: string): string {
  return `<style>${styleFiles(bundle, page)
    .map((file) => textOf(bundle, file))
    .join('')}</style>`;
}

function styleFiles(bundle: Bundle, page: string): string[] {
  return stylesOf([entryOf(bundle), ...chunksOf(bundle, page)]);
}

function stylesOf(chunks: readonly Rollup.OutputChunk[]): string[] {
  return [...new Set(chunks.flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])]))];
}

function chunksOf(bundle: Bundle, page: string): Rollup.OutputChunk[] {
  const chunk = Object.values(bundle).find((part) => part.type === 'chunk' && part.facadeModuleId?.endsWith(page));
  if (chunk?.type !== 'chunk') throw new Error(`Nothing was built of ${page}.`);
  const known = withImports(bundle, entryOf(bundle));
  return [...withImports(bundle, chunk)].filter((part) => !known.has(part));
}

function entryOf(bundle: Bundle): Rollup.OutputChunk {
  const entry = Object.values(bundle).find((part) => part.type === 'chunk' && part.isEntry);
  if (entry?.type !== 'chunk') throw new Error('The build has no entry.');
  return entry;
}

function withImports(bundle: Bundle, chunk: Rollup.OutputChunk, found = new Set<Rollup.OutputChunk>()) {
  if (found.has(chunk)) return found;
  found.add(chunk);
  for (const name of chunk.imports) {
    const imported = bundle[name];
    if (imported?.type === 'chunk') withImports(bundle, imported, found);
  }
  return found;
}

function assetOf(bundle: Bundle, name: string): string {
  const file = Object.values(bundle).find((part) => part.type === 'asset' && part.names.includes(name))?.fileName;
  if (file === undefined) throw new Error(`The build has no ${name}.`);
  return `/${file}`;
}

function textOf(bundle: Bundle, fileName: string): string {
  const file = bundle[fileName];
  if (file?.type !== 'asset') throw new Error(`The build has no ${fileName}.`);
  return String(file.source);
}
