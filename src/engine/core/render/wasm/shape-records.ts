import type { HalfPlanes, ShiftRange } from '../bounds.js';
import { deckleShape } from '../deckle.js';
import type { GroundPlan, ShadowPart } from '../ground.js';
import type { PrintPlan } from '../print-plan.js';
import { latticeOf } from '../value-noise.js';
import type { GrainWriter } from './grain-records.js';
import { double, type Workspace } from './workspace.js';

export function shapeRecord({ shape: { edges, tapEdges, ragged } }: PrintPlan, workspace: Workspace): number {
  const planes = (halfPlanes: HalfPlanes) => [workspace.put(halfPlanes), halfPlanes.length / 3];
  return workspace.record([double(ragged), ...planes(edges), ...planes(tapEdges)]);
}

export function rangeRecord({ left, right, up, down }: ShiftRange, workspace: Workspace): number {
  return workspace.record([left, right, up, down].map(double));
}

export function deckleRecord({ shorterSide, seed }: NonNullable<PrintPlan['deckle']>, workspace: Workspace): number {
  const { depth, coarse, fine, seed: latticeSeed } = deckleShape(shorterSide, seed);
  return workspace.record([...[depth, coarse, fine].map(double), workspace.put(latticeOf(latticeSeed))]);
}

export function groundRecord(ground: GroundPlan, grainRow: number, grains: GrainWriter, workspace: Workspace): number {
  const part = ({ x, y, softness, darkness }: ShadowPart) => workspace.record([x, y, softness, darkness].map(double));
  return workspace.record([
    ...[ground.shadow, ...ground.colour].map(double),
    workspace.put(ground.sheet),
    part(ground.broad),
    part(ground.contact),
    ...grains(ground.seed),
    grainRow,
  ]);
}
