import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

/** Each gives its page's markup. */
const PAGES = { first: 'src/studio/first/prerender.tsx', share: 'src/share/prerender.tsx' };

/** Markup of the pages that come with their documents: built for Node and drawn once. Their files bear the names that browsers get. */
export async function prerendered(root: string): Promise<Record<keyof typeof PAGES, string>> {
  const outDir = await mkdtemp(join(tmpdir(), 'pages-'));
  const markup = async (name: keyof typeof PAGES) => {
    const page = (await import(pathToFileURL(join(outDir, `${name}.mjs`)).href)) as { markup(): string };
    return page.markup();
  };
  try {
    await build({
      configFile: false,
      root,
      logLevel: 'warn',
      plugins: [react()],
      ssr: { noExternal: true },
      build: {
        ssr: true,
        outDir,
        assetsInlineLimit: 0,
        copyPublicDir: false,
        rollupOptions: { input: PAGES, output: { entryFileNames: '[name].mjs' } },
      },
    });
    return { first: await markup('first'), share: await markup('share') };
  } finally {
    await rm(outDir, { recursive: true });
  }
}
