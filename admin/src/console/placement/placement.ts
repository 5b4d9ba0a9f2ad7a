import type { Schema } from '../../api/client';
import { cornersOf, isFlat, type Mesh, meshOf, type Point, type Quad } from './sheet-mesh';

interface Placement {
  quad?: [Point, Point, Point, Point];
  mesh?: Point[][];
}

/** The sheet as a base image has it. */
export function savedMesh({ quad, mesh }: Schema['Placement']): Mesh {
  return mesh ?? meshOf(quad as unknown as Quad);
}

/** As the API takes it: four corners where the sheet is flat. */
export function placementOf(mesh: Mesh): Placement {
  return isFlat(mesh) ? { quad: [...cornersOf(mesh)] } : { mesh: mesh.map((row) => [...row]) };
}
