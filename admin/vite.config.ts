import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { designTokens } from './build/design-tokens.js';
import { firstDocument } from './build/first-document.js';
import { precompress } from './build/precompress.js';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('.'),
  plugins: [react(), designTokens(here('src/design/tokens.json')), firstDocument(), precompress()],
  // Two of one of these would not know of each other's contexts.
  resolve: { dedupe: ['react', 'react-dom', 'react-router', '@tanstack/react-query', '@emotion/react'] },
  build: {
    target: 'es2022',
    // Images stay files: the content security policy and the caches treat them alike.
    assetsInlineLimit: 0,
    // The console is one lazy part, for operators.
    chunkSizeWarningLimit: 1500,
    reportCompressedSize: false,
  },
  worker: { format: 'es' },
  server: {
    port: 5173,
    proxy: Object.fromEntries(
      ['/api', '/files', '/health'].map((path) => [path, process.env['API_URL'] ?? 'http://localhost:3000']),
    ),
    fs: { allow: [here('..')] },
  },
});
