import { createPlane } from '../raster.js';
import { createBand, prepareSlopesOfHeight, SLOPES_DELAY, type Band } from './band.js';
import type { PaperLook, PaperModel } from './paper-model.js';

/** Prepares for a band's way down a picture with so many rows. */
type Drawer = (band: Band, pictureHeight: number) => () => void;

/**
 * A sheet that is told by its heights alone: slopes follow from them.
 *
 * @param heightsOn adds the heights of a band's rows
 * @param surfaceOn adds slopes that have no height, and tone, `SLOPES_DELAY` rows later
 */
export function heightModel(look: PaperLook, heightsOn: Drawer, surfaceOn: Drawer): PaperModel {
  return {
    look,
    heightAt: (width, height) => {
      const band = createBand(width, height, 0);
      heightsOn(band, height)();
      const plane = createPlane(width, height);
      plane.data.set(band.z);
      return plane;
    },
    drawingOn: (band, pictureHeight) => {
      const drawHeights = heightsOn(band, pictureHeight);
      const drawSlopes = prepareSlopesOfHeight(band);
      const addSurface = surfaceOn(band, pictureHeight);
      const draw = () => {
        band.z.fill(0);
        band.tone.fill(0);
        drawHeights();
        drawSlopes();
        band.top -= SLOPES_DELAY;
        addSurface();
      };
      return { delay: SLOPES_DELAY, stained: true, draw };
    },
  };
}
