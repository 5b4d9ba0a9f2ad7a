/** A part of a hand-made multipart form with the boundary `x`. */
export interface Part {
  readonly name?: string;
  readonly fileName?: string;
  readonly content?: string | Buffer;
  /** In place of a well-formed Content-Disposition. */
  readonly header?: string;
}

export const MULTIPART = 'multipart/form-data; boundary=x';

/** A multipart form as bytes, so that it can be wrong in ways that FormData cannot. */
export function multipart(parts: readonly Part[], end = '--x--\r\n'): Buffer {
  const lines = parts.flatMap((part) => [
    Buffer.from(`--x\r\n${part.header ?? disposition(part)}\r\n\r\n`),
    Buffer.from(part.content ?? ''),
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...lines, Buffer.from(end)]);
}

function disposition({ name = 'file', fileName }: Part): string {
  const file = fileName === undefined ? '' : `; filename="${fileName}"`;
  return `Content-Disposition: form-data; name="${name}"${file}`;
}
