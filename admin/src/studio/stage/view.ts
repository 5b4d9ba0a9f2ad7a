import type { Point } from '../../../../src/engine/core/raster';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** How a picture lies on the stage: `zoom` stage pixels to a picture pixel, its centre `pan` away from the stage's. */
export interface View {
  readonly zoom: number;
  readonly pan: Point;
}

export const LEAST_ZOOM = 0.05;
export const GREATEST_ZOOM = 8;
/** One press of a zoom key. */
export const ZOOM_STEP = 1.25;
/** What of a picture stays on the stage however it is panned, in stage pixels. */
const KEPT_IN_SIGHT = 64;

/** The whole picture, as large as the stage allows within `padding`, never enlarged. */
export function fitView(stage: Size, picture: Size, padding: number): View {
  const zoom = Math.min((stage.width - 2 * padding) / picture.width, (stage.height - 2 * padding) / picture.height);
  return { zoom: Math.max(LEAST_ZOOM, zoom), pan: { x: 0, y: 0 } };
}

/** From fractions of the picture to stage pixels. */
export function toStage(view: View, stage: Size, picture: Size, point: Point): Point {
  return {
    x: stage.width / 2 + view.pan.x + (point.x - 0.5) * picture.width * view.zoom,
    y: stage.height / 2 + view.pan.y + (point.y - 0.5) * picture.height * view.zoom,
  };
}

/** From stage pixels to fractions of the picture. */
export function toPicture(view: View, stage: Size, picture: Size, point: Point): Point {
  return {
    x: (point.x - stage.width / 2 - view.pan.x) / (picture.width * view.zoom) + 0.5,
    y: (point.y - stage.height / 2 - view.pan.y) / (picture.height * view.zoom) + 0.5,
  };
}

/** Zoomed so that what lies under `anchor`, in stage pixels, stays there. */
export function zoomAbout(view: View, stage: Size, anchor: Point, zoom: number): View {
  const next = Math.min(GREATEST_ZOOM, Math.max(LEAST_ZOOM, zoom));
  const ratio = next / view.zoom;
  const from = { x: anchor.x - stage.width / 2, y: anchor.y - stage.height / 2 };
  return {
    zoom: next,
    pan: { x: from.x - (from.x - view.pan.x) * ratio, y: from.y - (from.y - view.pan.y) * ratio },
  };
}

/** Panned, but never out of sight. */
export function panBy(view: View, stage: Size, picture: Size, by: Point): View {
  const reach = (extent: number, side: number) => Math.max(0, (extent + side * view.zoom) / 2 - KEPT_IN_SIGHT);
  const within = (value: number, most: number) => Math.min(most, Math.max(-most, value));
  return {
    zoom: view.zoom,
    pan: {
      x: within(view.pan.x + by.x, reach(stage.width, picture.width)),
      y: within(view.pan.y + by.y, reach(stage.height, picture.height)),
    },
  };
}
