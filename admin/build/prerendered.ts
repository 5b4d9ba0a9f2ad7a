import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

const PAGE = 'src/studio/first/prerender.tsx';

/** The first page's markup: the page itself, built for Node and drawn once. Its files bear the names that browsers get. */
export async function prerendered(root: string): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'first-page-'));
  try {
    await build({
      configFile: false,
      root,
      logLevel: 'warn',
      plugins: [react()],
      ssr: { noExternal: true },
      build: {
        ssr: PAGE,
        outDir,
        assetsInlineLimit: 0,
        copyPublicDir: false,
        rollupOptions: { output: { entryFileNames: 'page.mjs' } },
      },
    });
    const page = (await import(pathToFileURL(join(outDir, 'page.mjs')).href)) as { firstPageMarkup(): string };
    return page.firstPageMarkup();
  } finally {
    await rm(outDir, { recursive: true });
  }
}
