import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin, Rollup } from 'vite';
import { LEAD_PICTURE_SIZES, leadPictureSources } from '../src/studio/first/lead-picture.js';

type Bundle = Rollup.OutputBundle;

/** What the server answers `/` with: src/web/document.ts. */
const DOCUMENT = 'first.html';
const PAGE = '/src/studio/Studio.tsx';
const LEAD_PICTURES = ['printed', 'flat'];
const FONTS = ['geist-latin-wght-normal', 'brygada-1918-latin-wght-normal', 'brygada-1918-latin-wght-italic'];

/**
 * Writes a second copy of index.html, for the first page: it names what that page will need, so that browsers fetch it at once
 * and not one after the other as each part asks for the next.
 */
export function firstDocument(): Plugin {
  return {
    name: 'first-document',
    apply: 'build',
    writeBundle({ dir }, bundle) {
      const document = bundle['index.html'];
      if (document?.type !== 'asset') throw new Error('There is no index.html to copy.');
      const links = [...pictures(bundle), ...fonts(bundle), ...parts(bundle)].join('\n    ');
      writeFileSync(join(dir!, DOCUMENT), String(document.source).replace('</head>', `  ${links}\n  </head>`));
    },
  };
}

function pictures(bundle: Bundle): string[] {
  return LEAD_PICTURES.map((name) => {
    const files = ['-small', '-medium', ''].map((size) => assetOf(bundle, `${name}${size}.webp`));
    const sources = `imagesrcset="${leadPictureSources(files)}" imagesizes="${LEAD_PICTURE_SIZES}"`;
    return `<link rel="preload" as="image" type="image/webp" ${sources} fetchpriority="high" />`;
  });
}

function fonts(bundle: Bundle): string[] {
  return FONTS.map((name) => {
    const file = assetOf(bundle, `${name}.woff2`);
    return `<link rel="preload" as="font" type="font/woff2" href="${file}" crossorigin />`;
  });
}

/** The page's program and style sheets, with all that they import. */
function parts(bundle: Bundle): string[] {
  const page = Object.values(bundle).find((part) => part.type === 'chunk' && part.facadeModuleId?.endsWith(PAGE));
  if (page?.type !== 'chunk') throw new Error(`Nothing was built of ${PAGE}.`);
  const chunks = withImports(bundle, page);
  const entry = Object.values(bundle).find((part) => part.type === 'chunk' && part.isEntry);
  const known = entry?.type === 'chunk' ? withImports(bundle, entry) : new Set();
  const added = [...chunks].filter((chunk) => !known.has(chunk));
  const styles = new Set(added.flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])]));
  return [
    ...added.map(({ fileName }) => `<link rel="modulepreload" crossorigin href="/${fileName}" />`),
    ...[...styles].map((file) => `<link rel="stylesheet" crossorigin href="/${file}" />`),
  ];
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
