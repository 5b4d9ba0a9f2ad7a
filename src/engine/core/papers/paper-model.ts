import type { Plane } from '../raster.js';
import type { Band } from './band.js';

/** The shape and surface of one sheet, at any resolution. */
export interface PaperModel {
  /** Height of the whole sheet in pixels of a plane of the given size; any mean. */
  heightAt(width: number, height: number): Plane;
  /** Prepares for a band's way down a picture with so many rows, from some rows above it to some below. */
  drawingOn(band: Band, height: number): Drawing;
  readonly look: PaperLook;
}

/** Draws slopes and tone, each row a little later than the band passes it. */
export interface Drawing {
  /** How many rows later. As many at the start are of no use. */
  readonly delay: number;
  /** Whether anything changes the tone. */
  readonly stained: boolean;
  /** Draws the rows that lie `delay` above the band's, and moves the band there. */
  draw(): void;
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
