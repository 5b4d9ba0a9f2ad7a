import type { MappingParameters } from '../../../../src/engine/core/presets/index';
import type { Schema } from '../../api/client';
import { type Edit, placementOf, withPreset } from '../edit/edit';

/** How a print looks, without where the art lies. */
export function lookOf(parameters: MappingParameters): Schema['MappingParameterOverrides'] {
  const placement = new Set(Object.keys(placementOf(parameters)));
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => !placement.has(name)));
}

/** The look of a template with the placement as it is. */
export function withTemplate(edit: Edit, { preset, parameters }: Schema['Template']): Edit {
  const based = withPreset(edit, preset);
  const { ink, vignette, ...others } = parameters;
  return {
    ...based,
    parameters: {
      ...based.parameters,
      ...(others as Partial<MappingParameters>),
      ink: { ...based.parameters.ink, ...ink },
      vignette: { ...based.parameters.vignette, ...vignette },
      ...placementOf(edit.parameters),
    },
  };
}
