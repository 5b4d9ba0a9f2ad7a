import { edgesOf } from './mesh.js';
import { EdgeBuilder, type Surface } from './surface.js';

const { cos, floor, max, sin, sqrt } = Math;

/**
 * Paper bent up along a crease from a point on. Lengths in sheet units, angles in radians. A class for the reason that
 * {@link Surface} is one.
 */
export class Cone {
  constructor(
    readonly x: number,
    readonly y: number,
    /** Of the crease; it leaves the point turned by `bow` from it and ends in it. */
    readonly direction: number,
    readonly bow: number,
    readonly length: number,
    /** Height of the crease over the distance from the point; negative for a valley. */
    readonly height: number,
    /** Angles over which the paper is bent on either side of the crease. */
    readonly left: number,
    readonly right: number,
    /** Share of those angles over which the crest is rounded; 0: the paper is broken along it. */
    readonly roundness: number,
  ) {}
}

/** A place of a cone from which its height and slopes are told. */
interface Place {
  /** 1 on the left of the crease, -1 on its right. */
  readonly side: 1 | -1;
  /** Shares of the angle and of the length. */
  readonly ray: number;
  readonly ring: number;
  /** Places with the same number are one point, from which the slopes differ. */
  readonly point: number;
}

/** The places of a cone, and how its triangles hang together. */
type Pattern = ReturnType<typeof patternOf>;

/** Between a broken crest and its rim slopes change evenly; a rounded one bends most beside the crease. */
const BROKEN = patternOf([0, 0.5, 1], [0, 0.33, 0.67, 1]);
const ROUNDED = patternOf([0, 0.2, 0.5, 1], [0, 0.3, 0.65, 1]);

const patternFor = ({ roundness }: Cone): Pattern => (roundness === 0 ? BROKEN : ROUNDED);

/**
 * @param rays shares of the angle beside the crease between which triangles lie
 * @param rings shares of its length
 */
function patternOf(rays: readonly number[], rings: readonly number[]) {
  const places: Place[] = [];
  const triangles = ([1, -1] as const).flatMap((side) => trianglesOfSide(side, rays, rings, places));
  const edges = edgesOf(
    Int32Array.from(triangles, (place) => places[place]!.point),
    1 + (rings.length - 1) * (2 * rays.length - 1),
  );
  /** Places of the ends of each edge; the triangles in which it runs from one to the other, and back, or -1. */
  const ends = new Int32Array(2 * edges.count);
  const along = new Int32Array(edges.count).fill(-1);
  const against = new Int32Array(edges.count).fill(-1);
  triangles.forEach((place, corner) => {
    const edge = edges.ofCorner[corner]!;
    const next = triangles[corner - (corner % 3) + ((corner + 1) % 3)]!;
    const runsAlong = places[place]!.point === edges.ends[2 * edge];
    (runsAlong ? along : against)[edge] = floor(corner / 3);
    ends.set(runsAlong ? [place, next] : [next, place], 2 * edge);
  });
  return { places, triangles: Int32Array.from(triangles), edgeCount: edges.count, ends, along, against };
}

/** The three places of each triangle, turning from x to y. */
function trianglesOfSide(
  side: 1 | -1,
  rays: readonly number[],
  rings: readonly number[],
  places: Place[],
): readonly number[] {
  const strips = rays.length - 1;
  const add = (ray: number, ring: number, point: number) => places.push({ side, ray, ring, point }) - 1;
  const beyondTip = rings
    .slice(1)
    .map((u, ring) => rays.map((t, ray) => add(t, u, 1 + ring * (2 * strips + 1) + strips + side * ray)));
  const turned = (a: number, b: number, c: number) => (side === 1 ? [a, b, c] : [a, c, b]);
  return Array.from({ length: strips }, (_, strip) => {
    // The point has a slope of its own on each ray: it takes that of the middle of each strip.
    const tip = add((rays[strip]! + rays[strip + 1]!) / 2, 0, 0);
    const beyond = beyondTip.slice(1).flatMap((outer, ring) => {
      const inner = beyondTip[ring]!;
      return [
        ...turned(inner[strip]!, outer[strip]!, inner[strip + 1]!),
        ...turned(inner[strip + 1]!, outer[strip]!, outer[strip + 1]!),
      ];
    });
    return [...turned(tip, beyondTip[0]![strip]!, beyondTip[0]![strip + 1]!), ...beyond];
  }).flat();
}

/** x, y, z of a place and its slopes. */
const VALUES = 5;
const MOST_PLACES = max(BROKEN.places.length, ROUNDED.places.length);

/** The heights of cones, added. */
export function coneSurface(cones: readonly Cone[]): Surface {
  let cornerCount = 0;
  let edgeCount = 0;
  for (const cone of cones) {
    const pattern = patternFor(cone);
    cornerCount += pattern.triangles.length;
    edgeCount += pattern.edgeCount;
  }
  const corners = new Float32Array(3 * cornerCount);
  const slopes = new Float32Array(2 * cornerCount);
  const edges = new EdgeBuilder(edgeCount);
  const known = new Float32Array(VALUES * MOST_PLACES);
  let triangle = 0;
  let corner = 0;
  for (const cone of cones) {
    const { places, triangles, ends, along, against } = patternFor(cone);
    for (let place = 0; place < places.length; place++) setPlace(cone, places[place]!, known, VALUES * place);
    for (let edge = 0; edge < along.length; edge++) {
      const a = VALUES * ends[2 * edge]!;
      const b = VALUES * ends[2 * edge + 1]!;
      const [one, other] = [along[edge]!, against[edge]!];
      edges.add(
        known[a]!,
        known[a + 1]!,
        known[b]!,
        known[b + 1]!,
        one < 0 ? one : triangle + one,
        other < 0 ? other : triangle + other,
      );
    }
    for (let k = 0; k < triangles.length; k++, corner++) {
      const at = VALUES * triangles[k]!;
      corners[3 * corner] = known[at]!;
      corners[3 * corner + 1] = known[at + 1]!;
      corners[3 * corner + 2] = known[at + 2]!;
      slopes[2 * corner] = known[at + 3]!;
      slopes[2 * corner + 1] = known[at + 4]!;
    }
    triangle += triangles.length / 3;
  }
  return edges.over(corners, slopes);
}

/**
 * A place on the ray at share `t` of the angle and share `u` of the length: the height is that of a cone, `(1 − s)²`
 * across the ray, times `(1 − u²)²`, which fades it out. `s` grows from 0 to 1 with `t`, along a hyperbola that rounds the crest.
 */
function setPlace(cone: Cone, { side, ray: t, ring: u }: Place, known: Float32Array, at: number): void {
  const width = side === 1 ? cone.left : -cone.right;
  const angle = cone.direction + cone.bow * (1 - u) + t * width;
  const root = sqrt(t * t + cone.roundness * cone.roundness);
  const greatest = sqrt(1 + cone.roundness * cone.roundness) - cone.roundness;
  const s = (root - cone.roundness) / greatest;
  // Where the paper is broken the slope at the crest is that beside it.
  const growth = root === 0 ? 1 : t / (root * greatest);
  const across = (1 - s) * (1 - s);
  const fading = (1 - u * u) * (1 - u * u);
  const outwards = cone.height * across * (fading - 4 * u * u * (1 - u * u));
  const aside = (cone.height * fading * -2 * (1 - s) * growth) / width;
  const distance = u * cone.length;
  const alongX = cos(angle);
  const alongY = sin(angle);
  known[at] = cone.x + distance * alongX;
  known[at + 1] = cone.y + distance * alongY;
  known[at + 2] = cone.height * distance * across * fading;
  known[at + 3] = outwards * alongX - aside * alongY;
  known[at + 4] = outwards * alongY + aside * alongX;
}
