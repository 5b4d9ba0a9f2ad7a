/**
 * Rendering on one thread, for Node and for browsers: nothing here touches files or threads. Who decodes the pictures itself does
 *
 *     const kernel = await WebAssembly.compileStreaming(fetch(urlOfSingleWasm)).catch(() => null);
 *     const render = createRenderer(kernel);
 *     const sheet = prepareSheet(decodeAnalysis(analysisBytes));            // once a paper
 *     const frame = wholeFrame(width, height);                               // once a size
 *     const paper = { width, height, channels: 3, data: paperRgb.slice() };  // for each picture
 *     render({ art, paper, frame, sheet, parameters });                      // `paper.data` is the result
 */
export { centredFrame, outputSize, wholeFrame, type Frame } from './frame.js';
export { createPrinter, createRenderer, type Printer, type Renderer, type RenderInput } from './renderer.js';
export { lightFolds } from './relight.js';
export { prepareSheet, type Sheet } from './sheet.js';
