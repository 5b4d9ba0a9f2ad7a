import { z } from 'zod';
import { GenerationError } from '../../generation-error.js';
import type { LocatedSpace } from './space-locator.js';
import { statusFailure } from './refusal.js';

/** One input of an endpoint. */
export interface SpaceParameter {
  /** Name of the function's argument. */
  readonly name: string;
  readonly label: string;
  readonly defaultValue: unknown;
  /** Of a slider or number. */
  readonly minimum?: number;
  readonly maximum?: number;
  readonly step?: number;
}

/** What is needed to call an endpoint. */
export interface SpaceEndpoint {
  /** Path before every route of the API: empty in Gradio 4. */
  readonly prefix: string;
  readonly name: string;
  readonly functionIndex: number;
  readonly parameters: readonly SpaceParameter[];
}

const MAX_ANSWER_BYTES = 8_000_000;

const optionalNumber = z.number().nullish().catch(undefined);
const configAnswer = z.object({
  version: z.string(),
  api_prefix: z.string().nullish(),
  dependencies: z.array(
    z.object({
      id: z.int().optional(),
      api_name: z.union([z.string(), z.literal(false)]).nullish(),
      inputs: z.array(z.int()),
    }),
  ),
  components: z.array(
    z.object({
      id: z.int(),
      props: z
        .object({
          label: z.string().nullish(),
          value: z.unknown(),
          minimum: optionalNumber,
          maximum: optionalNumber,
          step: optionalNumber,
        })
        .partial()
        .default({}),
    }),
  ),
});
const infoAnswer = z.object({
  named_endpoints: z.record(
    z.string(),
    z.object({
      parameters: z.array(
        z.object({
          parameter_name: z.string().nullish(),
          label: z.string().nullish(),
          parameter_has_default: z.boolean().optional(),
          parameter_default: z.unknown().optional(),
        }),
      ),
    }),
  ),
});

/**
 * Reads a Space's own description.
 * @param wanted name of the endpoint, with or without its slash
 * @throws GenerationError `refused` where it has no such endpoint, naming those it has
 */
export async function describeSpace(space: LocatedSpace, wanted: string, signal: AbortSignal): Promise<SpaceEndpoint> {
  const config = await ask(space, '/config', configAnswer, signal);
  const prefix = config.api_prefix ?? '';
  const { named_endpoints: endpoints } = await ask(space, `${prefix}/info`, infoAnswer, signal);
  const name = wanted.replace(/^\/+/, '');
  const described = endpoints[`/${name}`];
  const index = config.dependencies.findIndex((dependency) => dependency.api_name === name);
  const dependency = config.dependencies[index];
  if (!described || !dependency) {
    const offered = Object.keys(endpoints).join(', ') || 'none';
    throw new GenerationError(
      'refused',
      `${space.name} has no endpoint /${name}; set GRADIO_API_NAME to one of: ${offered}`,
    );
  }
  const components = new Map(config.components.map(({ id, props }) => [id, props]));
  // Inputs without a visible value (a session's state) are no parameters, so positions count only where they agree.
  const positions = dependency.inputs.length === described.parameters.length ? dependency.inputs : [];
  const parameters = described.parameters.map((parameter, position): SpaceParameter => {
    const props = components.get(positions[position] ?? -1);
    return {
      name: parameter.parameter_name ?? '',
      label: parameter.label ?? props?.label ?? '',
      defaultValue: parameter.parameter_has_default ? parameter.parameter_default : (props?.value ?? null),
      ...limitsOf(props ?? {}),
    };
  });
  return { prefix, name, functionIndex: dependency.id ?? index, parameters };
}

function limitsOf(props: {
  minimum?: number | null;
  maximum?: number | null;
  step?: number | null;
}): Partial<SpaceParameter> {
  const { minimum, maximum, step } = props;
  return {
    ...(typeof minimum === 'number' ? { minimum } : {}),
    ...(typeof maximum === 'number' ? { maximum } : {}),
    ...(typeof step === 'number' ? { step } : {}),
  };
}

async function ask<T>(space: LocatedSpace, path: string, schema: z.ZodType<T>, signal: AbortSignal): Promise<T> {
  const response = await space.origin.request(path, { signal });
  const said = (await space.origin.read(response, MAX_ANSWER_BYTES, signal)).toString('utf8');
  if (!response.ok) throw statusFailure(space.name, response.status, said);
  try {
    return schema.parse(JSON.parse(said));
  } catch (error) {
    throw new GenerationError('refused', `${space.name} does not describe itself as Gradio 4, 5 or 6 does`, {
      cause: error,
    });
  }
}
