import { type MappingParameters, PARAMETER_LIMITS, type TurnedLight } from '../../../../src/engine/core/presets/index';

/** One number of the parameters as a slider shows it. */
export interface Field {
  readonly name: FieldName;
  readonly group: 'placement' | 'look';
  readonly unit: '%' | '°';
  /** Of the slider, in shown units; typed numbers may go as far as `least` and `greatest`. */
  readonly from: number;
  readonly to: number;
  readonly least: number;
  readonly greatest: number;
  readonly step: number;
  readonly read: (parameters: MappingParameters) => number;
  readonly write: (parameters: MappingParameters, value: number) => MappingParameters;
}

export type FieldName =
  | 'rotation'
  | 'scale'
  | 'offsetX'
  | 'offsetY'
  | 'fold'
  | 'illumination'
  | 'grain'
  | 'wear'
  | 'absorption'
  | 'showThrough'
  | 'vignette'
  | 'margin'
  | 'lightAzimuth'
  | 'lightElevation'
  | 'lightStrength';

const limits = PARAMETER_LIMITS;

/** Another light than the photograph's, as it is first: low, from the upper right. */
export const TURNED: TurnedLight = { azimuth: 315, elevation: 35, strength: 1 };

/** Every number that can be set, in the order in which it is shown. */
export const FIELDS: readonly Field[] = [
  {
    name: 'rotation',
    group: 'placement',
    unit: '°',
    from: -45,
    to: 45,
    step: 0.5,
    least: limits.rotation.min,
    greatest: limits.rotation.max,
    // Sliders turn clockwise to the right, the engine counts counter-clockwise; 0 − x knows no −0.
    read: ({ rotation }) => 0 - rotation,
    write: (parameters, value) => ({ ...parameters, rotation: 0 - value }),
  },
  {
    name: 'scale',
    group: 'placement',
    unit: '%',
    from: 25,
    to: 200,
    step: 1,
    least: limits.scale.min * 100,
    greatest: limits.scale.max * 100,
    read: ({ scale }) => scale * 100,
    write: (parameters, value) => ({ ...parameters, scale: value / 100 }),
  },
  {
    name: 'offsetX',
    group: 'placement',
    unit: '%',
    from: -50,
    to: 50,
    step: 0.1,
    least: limits.offset.min * 100,
    greatest: limits.offset.max * 100,
    read: ({ offset }) => offset.x * 100,
    write: (parameters, value) => ({ ...parameters, offset: { ...parameters.offset, x: value / 100 } }),
  },
  {
    name: 'offsetY',
    group: 'placement',
    unit: '%',
    from: -50,
    to: 50,
    step: 0.1,
    least: limits.offset.min * 100,
    greatest: limits.offset.max * 100,
    read: ({ offset }) => offset.y * 100,
    write: (parameters, value) => ({ ...parameters, offset: { ...parameters.offset, y: value / 100 } }),
  },
  share('fold', 'fold'),
  share('illumination', 'illumination'),
  share('grain', 'grain'),
  share('wear', 'wear'),
  {
    ...percent('absorption'),
    read: ({ ink }) => ink.absorption * 100,
    write: (parameters, value) => ({ ...parameters, ink: { ...parameters.ink, absorption: value / 100 } }),
  },
  {
    ...percent('showThrough'),
    read: ({ ink }) => ink.showThrough * 100,
    write: (parameters, value) => ({ ...parameters, ink: { ...parameters.ink, showThrough: value / 100 } }),
  },
  {
    ...percent('vignette'),
    read: ({ vignette }) => vignette.strength * 100,
    write: (parameters, value) => ({ ...parameters, vignette: { ...parameters.vignette, strength: value / 100 } }),
  },
  {
    ...percent('margin'),
    to: limits.margin.max * 100,
    greatest: limits.margin.max * 100,
    step: 0.5,
    read: ({ margin }) => margin * 100,
    write: (parameters, value) => ({ ...parameters, margin: value / 100 }),
  },
  {
    name: 'lightAzimuth',
    group: 'look',
    unit: '°',
    ...range(limits.lightAzimuth),
    step: 1,
    read: ({ light }) => (light ?? TURNED).azimuth,
    write: withLight((light, azimuth) => ({ ...light, azimuth })),
  },
  {
    name: 'lightElevation',
    group: 'look',
    unit: '°',
    ...range(limits.lightElevation),
    step: 1,
    read: ({ light }) => (light ?? TURNED).elevation,
    write: withLight((light, elevation) => ({ ...light, elevation })),
  },
  {
    ...percent('lightStrength'),
    read: ({ light }) => (light ?? TURNED).strength * 100,
    write: withLight((light, value) => ({ ...light, strength: value / 100 })),
  },
];

export function fieldNamed(name: FieldName): Field {
  return FIELDS.find((field) => field.name === name)!;
}

/** A typed or dragged number as the field takes it: within its limits, on its steps, free of rounding noise. */
export function settle({ least, greatest, step }: Field, value: number): number {
  const stepped = Math.round(value / step) * step;
  return Number(Math.min(greatest, Math.max(least, stepped)).toFixed(4));
}

/** Whether a value differs from another by what can be seen in the field. */
export function differs({ step }: Field, a: number, b: number): boolean {
  return Math.abs(a - b) > step / 1000;
}

function percent(name: FieldName): Omit<Field, 'read' | 'write'> {
  return { name, group: 'look', unit: '%', from: 0, to: 100, least: 0, greatest: 100, step: 1 };
}

function range({ min, max }: { readonly min: number; readonly max: number }) {
  return { from: min, to: max, least: min, greatest: max };
}

function withLight(write: (light: TurnedLight, value: number) => TurnedLight): Field['write'] {
  return (parameters, value) => ({ ...parameters, light: write(parameters.light ?? TURNED, value) });
}

function share(name: FieldName, key: 'fold' | 'illumination' | 'grain' | 'wear'): Field {
  return {
    ...percent(name),
    read: (parameters) => parameters[key] * 100,
    write: (parameters, value) => ({ ...parameters, [key]: value / 100 }),
  };
}
