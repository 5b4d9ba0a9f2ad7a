import kernelUrl from '../../../../dist/engine/kernel/single.wasm?url';

/** The engine's WASM kernel; null where the browser cannot run it, and the engine's TypeScript does the same work. */
export async function compiledKernel(): Promise<WebAssembly.Module | null> {
  try {
    return await WebAssembly.compileStreaming(fetch(kernelUrl));
  } catch (error) {
    console.warn('The preview renders without WebAssembly, more slowly.', error);
    return null;
  }
}
