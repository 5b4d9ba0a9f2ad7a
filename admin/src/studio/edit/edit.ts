import {
  DEFAULT_PRESET,
  type MappingParameters,
  PRESETS,
  type PresetName,
} from '../../../../src/engine/core/presets/index';

/** All that an artist decides about one print; plain data, so that it can be kept, compared and sent. */
export interface Edit {
  readonly artworkId: string;
  readonly baseImageId: string;
  readonly preset: PresetName;
  readonly parameters: MappingParameters;
}

/** Where the art lies, and the sheet on what; a preset never changes it. */
const PLACEMENT = [
  'rotation',
  'scale',
  'offset',
  'fit',
  'quad',
  'mesh',
  'background',
] as const satisfies readonly (keyof MappingParameters)[];

type PlacementKey = (typeof PLACEMENT)[number];

export function newEdit(artworkId: string, baseImageId: string): Edit {
  return { artworkId, baseImageId, preset: DEFAULT_PRESET, parameters: PRESETS[DEFAULT_PRESET].parameters };
}

/** The preset's look with the placement as it is. */
export function withPreset(edit: Edit, preset: PresetName): Edit {
  return { ...edit, preset, parameters: { ...PRESETS[preset].parameters, ...placementOf(edit.parameters) } };
}

/** Another paper: corners and meshes belong to the paper they were set on, so they go. */
export function withPaper(edit: Edit, baseImageId: string): Edit {
  return { ...edit, baseImageId, parameters: { ...edit.parameters, quad: null, mesh: null } };
}

export function withParameters(edit: Edit, parameters: MappingParameters): Edit {
  return parameters === edit.parameters ? edit : { ...edit, parameters };
}

/** What resetting gives: placement as every new print has it, look as the preset has it. */
export function defaultsOf({ preset }: Edit): MappingParameters {
  return { ...PRESETS[preset].parameters, ...placementOf(PRESETS[DEFAULT_PRESET].parameters) };
}

export function resetPlacement(edit: Edit): Edit {
  return withParameters(edit, { ...edit.parameters, ...placementOf(PRESETS[DEFAULT_PRESET].parameters) });
}

export function resetLook(edit: Edit): Edit {
  return withParameters(edit, { ...defaultsOf(edit), ...placementOf(edit.parameters) });
}

/** Whether both describe the same print. */
export function equalEdits(a: Edit, b: Edit): boolean {
  return a === b || JSON.stringify(canonical(a)) === JSON.stringify(canonical(b));
}

export function placementOf(parameters: MappingParameters): Pick<MappingParameters, PlacementKey> {
  return Object.fromEntries(PLACEMENT.map((key) => [key, parameters[key]])) as Pick<MappingParameters, PlacementKey>;
}

function canonical({ artworkId, baseImageId, preset, parameters }: Edit): unknown[] {
  const keys = Object.keys(parameters).sort() as (keyof MappingParameters)[];
  return [artworkId, baseImageId, preset, ...keys.map((key) => parameters[key])];
}
