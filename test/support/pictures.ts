import sharp, { type Sharp } from 'sharp';

/** A photograph-like picture: noise on paper grey. */
export function picture(width: number, height: number): Sharp {
  const noise = { type: 'gaussian' as const, mean: 205, sigma: 18 };
  return sharp({ create: { width, height, channels: 3, background: '#e8e4dc', noise } });
}

/** A multipart form with one file. */
export function formOf(content: Uint8Array, fileName: string, fields: Record<string, string> = {}): FormData {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(content)]), fileName);
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}
