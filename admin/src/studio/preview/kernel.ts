import kernelUrl from '../../../../dist/engine/kernel/single.wasm?url';

/** The engine's WASM kernel; null where the browser cannot run it or get it: the engine's TypeScript does the same, more slowly. */
export async function compiledKernel(): Promise<WebAssembly.Module | null> {
  try {
    return await WebAssembly.compileStreaming(fetch(kernelUrl));
  } catch {
    return null;
  }
}
