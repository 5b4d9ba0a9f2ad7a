/** sRGB decoding (IEC 61966-2-1): encoded 0…1 to linear light 0…1. */
export function srgbToLinear(encoded: number): number {
  return encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4;
}

/** sRGB encoding (IEC 61966-2-1): linear light to encoded, both 0…1; values outside are clamped. */
export function linearToSrgb(linear: number): number {
  if (linear <= 0) return 0;
  if (linear >= 1) return 1;
  return linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055;
}

/** Linear light of each 8-bit sRGB code. */
export const LINEAR_OF_CODE: Float32Array = Float32Array.from({ length: 256 }, (_, code) => srgbToLinear(code / 255));

/** 8-bit sRGB code of linear light quantised to 16 bits: `CODE_OF_LINEAR16[Math.round(linear * 65535)]`. */
export const CODE_OF_LINEAR16: Uint8Array = Uint8Array.from({ length: 65536 }, (_, level) =>
  Math.round(255 * linearToSrgb(level / 65535)),
);

/** Relative luminance of linear sRGB (ITU-R BT.709 primaries). */
export function luminance(red: number, green: number, blue: number): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** A colour as people write it, `#rrggbb`. */
export const HEX_COLOUR = /^#[0-9a-fA-F]{6}$/;

/** The number 0xRRGGBB that is written `#rrggbb`. */
export function codesOfHex(colour: string): number {
  return Number.parseInt(colour.slice(1), 16);
}
