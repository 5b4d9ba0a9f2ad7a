import type { Plane } from '../raster.js';
import type { Band } from './band.js';

/** The shape and surface of one sheet, at any resolution. */
export interface PaperModel {
  /** Height of the whole sheet in pixels of a plane of the given size; any mean. */
  heightAt(width: number, height: number): Plane;
  /**
   * Draws slopes and tone of the band's rows of a picture; the band holds zeros.
   * @param height rows of the whole picture; the band may reach beyond it.
   */
  draw(band: Band, height: number): void;
  /** Rows at the border of a band that {@link draw} does not draw rightly, for what lies beyond is not known there. */
  readonly border: number;
  readonly look: PaperLook;
}

/** How a sheet takes the light and what the photographer makes of it. */
export interface PaperLook {
  /** Colour in full light, sRGB, 0xRRGGBB. */
  readonly colour: number;
  /** Linear luminance of a flat sheet facing up in the finished picture, before the paper's colour. */
  readonly exposure: number;
  /** Where highlights begin to be compressed. */
  readonly knee: number;
  /** How much the tone of fibres and specks changes red, green and blue. */
  readonly toneColour: readonly [number, number, number];
  /** Share of the main light in what a flat sheet receives; the rest comes from all around. */
  readonly mainShare: number;
}
