import analysisUrl from '../../../../dist/engine/kernel/analysis.wasm?url';
import renderUrl from '../../../../dist/engine/kernel/single.wasm?url';

const URLS = { analysis: analysisUrl, render: renderUrl };

/** A WASM kernel of the engine; null where the browser cannot run it or get it: the engine's TypeScript does the same, more slowly. */
export async function compiledKernel(name: keyof typeof URLS): Promise<WebAssembly.Module | null> {
  try {
    return await WebAssembly.compileStreaming(fetch(URLS[name]));
  } catch {
    return null;
  }
}
