import { z } from 'zod';
import { meshSchema, quadSchema } from '../base-images/placement.schema.js';
import { hexColour } from '../common/hex-colour.js';
import {
  type MappingParameters,
  OUTPUT_LIMITS,
  type OutputOptions,
  PARAMETER_LIMITS,
  PRESETS,
  type PresetName,
  type Range,
} from '../engine/core/presets/index.js';

const within = ({ min, max }: Range) => z.number().min(min).max(max);
const whole = ({ min, max }: Range) => z.int().min(min).max(max);
const limits = PARAMETER_LIMITS;

const offset = z.strictObject({ x: within(limits.offset), y: within(limits.offset) });
const ink = z.strictObject({
  absorption: within(limits.absorption).meta({ description: 'How far the paper soaks up ink.' }),
  showThrough: within(limits.showThrough).meta({ description: 'How much of the paper shows through dense ink.' }),
});
const vignette = z.strictObject({
  strength: within(limits.vignetteStrength).meta({ description: 'Share of light lost in the darkest corner.' }),
  smoothness: within(limits.vignetteSmoothness).meta({ description: 'Width of the fall-off; more is softer.' }),
});

const light = z.strictObject({
  azimuth: within(limits.lightAzimuth).meta({ description: 'Degrees clockwise: 0 right, 90 below, 270 above.' }),
  elevation: within(limits.lightElevation).meta({ description: 'Degrees above the sheet.' }),
  strength: within(limits.lightStrength).meta({ description: 'How far the light is turned from the photograph’s.' }),
});

const background = z.strictObject({
  colour: hexColour.meta({ description: 'sRGB.', example: '#d8d4cc' }),
  shadow: within(limits.backgroundShadow).meta({ description: 'How dark the sheet’s shadow is.', example: 0.7 }),
});

/** Complete, as a preset has them. */
export const mappingParametersSchema = z
  .strictObject({
    blend: z.enum(['ink', 'multiply']).meta({
      description: '`ink`: reflectance in linear light. `multiply`: the art laid over the paper, encoded values.',
    }),
    rotation: within(limits.rotation).meta({ description: 'Degrees counter-clockwise.', example: 0 }),
    scale: within(limits.scale).meta({ description: 'Size of the art relative to what `fit` gives.', example: 1 }),
    offset: offset.meta({ description: 'Shift right and down, in fractions of the printed area.' }),
    fit: z.enum(['cover', 'contain', 'stretch']).meta({ description: 'How the art fills the printed area.' }),
    quad: quadSchema.nullable().meta({
      description: 'Corners of the sheet. Null: the base image’s placement or, where it has none, the whole picture.',
    }),
    mesh: meshSchema.nullable().meta({ description: 'Control points of a bent sheet, in place of a quad.' }),
    fold: within(limits.fold).meta({ description: 'How far the art follows the folds.' }),
    illumination: within(limits.illumination).meta({ description: 'How much of the paper’s light falls on the art.' }),
    grain: within(limits.grain).meta({ description: 'How much of the paper’s grain shows in the art.' }),
    wear: within(limits.wear).meta({ description: 'How much ink sharp creases have lost.' }),
    ink,
    light: light.nullable().meta({ description: 'Where the light comes from. Null: as on the photograph.' }),
    vignette,
    margin: within(limits.margin).meta({ description: 'White border in fractions of the sheet’s shorter side.' }),
    edge: z.enum(['clean', 'deckle']).meta({ description: 'Rim of the printed area.' }),
    background: background.nullable().meta({
      description: 'What the sheet lies on, cut out along its rim. Null: as on the photograph.',
    }),
    seed: whole(limits.seed).meta({ description: 'Equal seeds give equal grain, wear and deckle edges.' }),
  } satisfies Record<keyof MappingParameters, z.ZodType>)
  .meta({ id: 'MappingParameters' });

/** As a client gives them: each in place of the preset's. */
export const parameterOverridesSchema = mappingParametersSchema
  .extend({ ink: ink.partial(), vignette: vignette.partial() })
  .partial()
  .refine(({ quad, mesh }) => !quad || !mesh, { path: ['mesh'], message: 'Expected a quad or a mesh, not both' })
  .meta({ id: 'MappingParameterOverrides', description: 'What is left out is the preset’s.' });

export const outputOptionsSchema = z
  .strictObject({
    format: z.enum(['png', 'jpeg', 'webp', 'avif']),
    quality: whole(OUTPUT_LIMITS.quality).meta({ description: 'Of JPEG, WebP and AVIF; PNG is lossless.' }),
    width: whole(OUTPUT_LIMITS.size).nullable().meta({ description: 'Pixels. Null: follows from the height.' }),
    height: whole(OUTPUT_LIMITS.size).nullable().meta({
      description: 'Pixels. Null: follows from the width; without either, the base image’s own size.',
    }),
    colorSpace: z.enum(['srgb', 'display-p3', 'keep']).meta({
      description: 'Colours that the file can hold; its profile is embedded. `keep`: those of the art’s own profile.',
    }),
    dpi: whole(OUTPUT_LIMITS.dpi).nullable().meta({
      description: 'Pixels an inch that the file states. Null: what the art’s file states, if anything.',
    }),
  } satisfies Record<keyof OutputOptions, z.ZodType>)
  .meta({ id: 'OutputOptions' });

export const presetNameSchema = z
  .enum(Object.keys(PRESETS) as [PresetName, ...PresetName[]])
  .meta({ description: 'Name of a preset, see `GET /presets`.' });

export type ParameterOverrides = z.infer<typeof parameterOverridesSchema>;
