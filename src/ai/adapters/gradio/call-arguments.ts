import { GenerationError } from '../../generation-error.js';
import type { PaperRequest } from '../../paper-generator.port.js';
import type { SpaceEndpoint, SpaceParameter } from './space-description.js';

/** Values by parameter name; a text such as `$prompt` stands for ours. */
export type ParameterOverrides = Readonly<Record<string, unknown>>;

export interface CallArguments {
  readonly data: readonly unknown[];
  /** As it was sent. */
  readonly seed: number;
}

/** Names that Spaces give to what we send, without regard to case and punctuation. */
const KNOWN_NAMES: Readonly<Record<string, readonly string[]>> = {
  prompt: ['prompt', 'text', 'textprompt', 'positiveprompt', 'inputtext', 'description'],
  negativePrompt: ['negativeprompt', 'negprompt', 'negative', 'uncond'],
  seed: ['seed'],
  randomSeed: ['randomizeseed', 'randomiseseed', 'randomseed', 'userandomseed'],
  width: ['width', 'imagewidth', 'w'],
  height: ['height', 'imageheight', 'h'],
};

const LARGEST_SEED = 2 ** 31 - 1;
/** Where a Space sets no limit: what most models were trained on or a little beyond. */
const SIDE = { minimum: 256, maximum: 1536, step: 8 };

/**
 * The arguments of a call in the endpoint's order: ours where a parameter is known by its name or label, overrides before
 * everything, the Space's own defaults for the rest.
 * @throws GenerationError `refused` where nothing takes the prompt
 */
export function callArguments(
  { name, parameters }: SpaceEndpoint,
  request: PaperRequest,
  overrides: ParameterOverrides,
): CallArguments {
  const meanings = parameters.map((parameter) => meaningOf(parameter, overrides));
  if (!meanings.includes('prompt')) {
    throw new GenerationError(
      'refused',
      `no parameter of /${name} takes the prompt; set GRADIO_PARAMETERS, for example {"${parameters[0]?.name ?? 'text'}": "$prompt"}`,
    );
  }
  const limits = (meaning: string) => parameters[meanings.indexOf(meaning)];
  const seed = request.seed % ((limits('seed')?.maximum ?? LARGEST_SEED) + 1);
  const { width, height } = fittingSize(request, limits('width'), limits('height'));
  const ours: Readonly<Record<string, unknown>> = {
    prompt: request.prompt,
    negativePrompt: request.negativePrompt ?? '',
    seed,
    randomSeed: false,
    width,
    height,
  };
  const data = parameters.map((parameter, position) => {
    const meaning = meanings[position];
    if (meaning !== undefined) return ours[meaning];
    return parameter.name in overrides ? overrides[parameter.name] : parameter.defaultValue;
  });
  return { data, seed };
}

function meaningOf({ name, label }: SpaceParameter, overrides: ParameterOverrides): string | undefined {
  if (name in overrides) {
    const override = overrides[name];
    const meaning = typeof override === 'string' && override.startsWith('$') ? override.slice(1) : undefined;
    return meaning !== undefined && meaning in KNOWN_NAMES ? meaning : undefined;
  }
  const names = [name, label].map((text) => text.toLowerCase().replaceAll(/[^a-z]/g, ''));
  return Object.keys(KNOWN_NAMES).find((meaning) => names.some((text) => KNOWN_NAMES[meaning]!.includes(text)));
}

/** The nearest size the Space can make, of the same shape. */
function fittingSize(
  wish: { width: number; height: number },
  widthLimits: SpaceParameter | undefined,
  heightLimits: SpaceParameter | undefined,
): { width: number; height: number } {
  const across = { ...SIDE, ...widthLimits };
  const down = { ...SIDE, ...heightLimits };
  const enlargement = Math.max(1, across.minimum / wish.width, down.minimum / wish.height);
  const scale = Math.min(enlargement, across.maximum / wish.width, down.maximum / wish.height);
  const side = (length: number, { minimum, maximum, step }: typeof SIDE): number => {
    const rounded = minimum + Math.round((length * scale - minimum) / step) * step;
    return Math.min(maximum, Math.max(minimum, rounded));
  };
  return { width: side(wish.width, across), height: side(wish.height, down) };
}
