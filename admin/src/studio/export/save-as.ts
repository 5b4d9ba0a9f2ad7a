const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'model/gltf-binary': 'glb',
  'application/zip': 'zip',
};

/** Hands a file to the browser to be saved, named after the work. */
export function saveAs(file: Blob, title: string): void {
  const extension = EXTENSIONS[file.type] ?? 'bin';
  const name = title.replaceAll(/[^\p{L}\p{N} ._-]/gu, '').trim() || 'print';
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.${extension}`;
  link.click();
  // The browser has taken hold of it by the next minute.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
