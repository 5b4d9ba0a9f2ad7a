import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin, Rollup } from 'vite';
import { LEAD_PICTURE_SIZES, leadPictureSources } from '../src/studio/first/lead-picture.js';
import { prerendered } from './prerendered.js';

type Bundle = Rollup.OutputBundle;

/** What the server answers `/` with: src/web/document.ts. */
const DOCUMENT = 'first.html';
const PAGE = '/src/studio/Studio.tsx';
/** What it answers the address of a shared print with, and that page. */
const SHARE = { document: 'share.html', page: '/src/share/SharePage.tsx' };
/** The others are found soon enough in the page itself. */
const LEAD_PICTURES = ['printed-640.avif', 'printed-1024.avif', 'printed-1600.avif'];
const FONTS = ['geist-latin-wght-normal', 'brygada-1918-latin-wght-normal'];

const EARLY_PROGRAM = 'before-first-paint.js';
const ROOT = '<div id="root"></div>';
/** What Vite put into the document to fetch the program. */
const PROGRAM = /\s*(?:<script type="module".*?<\/script>|<link rel="modulepreload".*?>)/g;
const STYLES = /\s*<link rel="stylesheet".*?>/g;

/**
 * Writes a second copy of index.html, for the first page. It names what that page will need, so that browsers fetch it at once
 * and not one after the other as each part asks for the next; and it has the page and its styles in it, to be seen before any
 * program runs: inert until then. A third copy, for shared prints, names what that page will need.
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
      const source = readFileSync(join(root, 'build', EARLY_PROGRAM), 'utf8');
      this.emitFile({ type: 'asset', name: EARLY_PROGRAM, source });
    },
    async writeBundle({ dir }, bundle) {
      const document = bundle['index.html'];
      if (document?.type !== 'asset') throw new Error('There is no index.html to copy.');
      const early = `<script src="${assetOf(bundle, EARLY_PROGRAM)}"></script>`;
      const source = String(document.source);
      const program = [...source.matchAll(PROGRAM)].map(([tag]) => tag.trim());
      const head = [leadPicture(bundle), early, ...fonts(bundle), styles(bundle)].join('\n    ');
      const template = `<template id="program">${[...program, ...parts(bundle)].join('')}</template>`;
      const page = await prerendered(root);
      const first = source
        .replaceAll(PROGRAM, '')
        .replaceAll(STYLES, '')
        .replace('</head>', () => `  ${head}\n  </head>`)
        .replace(ROOT, () => `${ROOT.replace('><', ` inert>${page}<`)}\n    ${template}`);
      writeFileSync(join(dir!, DOCUMENT), first);
      const needed = [...stylesOf(chunksOf(bundle, SHARE.page)).map(styleSheet), ...modules(bundle, SHARE.page)];
      writeFileSync(
        join(dir!, SHARE.document),
        source.replace('</head>', () => `  ${needed.join('\n    ')}\n  </head>`),
      );
    },
  };
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
function parts(bundle: Bundle): string[] {
  return [...styleFiles(bundle).map(styleSheet), ...modules(bundle, PAGE)];
}

function modules(bundle: Bundle, page: string): string[] {
  return chunksOf(bundle, page).map(({ fileName }) => `<link rel="modulepreload" crossorigin href="/${fileName}" />`);
}

function styleSheet(fileName: string): string {
  return `<link rel="stylesheet" crossorigin href="/${fileName}" />`;
}

/** In the document itself: the first paint waits for no further answer. */
function styles(bundle: Bundle): string {
  return `<style>${styleFiles(bundle)
    .map((file) => textOf(bundle, file))
    .join('')}</style>`;
}

function styleFiles(bundle: Bundle): string[] {
  return stylesOf([entryOf(bundle), ...chunksOf(bundle, PAGE)]);
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
