import { z } from 'zod';
import { json, setting, wholeNumber } from './setting.js';

const prompts = z.record(
  z.string(),
  z.strictObject({ prompt: z.string().trim().min(1), negativePrompt: z.string().default('') }),
);

export const aiSettings = z.object({
  GRADIO_HF_SPACE_NAME: setting(
    z
      .string()
      .regex(/^[\w.-]+\/[\w.-]+$/)
      .optional(),
    {
      description: 'Hugging Face Space that makes papers (docker/space is one to deploy). Default: no AI.',
      expects: 'a name such as owner/space',
      example: 'owner/space',
    },
  ),
  GRADIO_URL: setting(z.url({ protocol: /^https?$/ }).optional(), {
    description: 'A Space by its address instead of its name; it may lie in a private network.',
    expects: 'an http or https URL, and GRADIO_HF_SPACE_NAME unset',
    example: 'http://localhost:7860',
  }),
  GRADIO_API_NAME: setting(
    z
      .string()
      .regex(/^\/?[\w-]+$/)
      .default('/infer'),
    { description: 'Endpoint of the Space that makes a picture.', expects: 'a name such as /infer' },
  ),
  GRADIO_PARAMETERS: setting(json(z.record(z.string(), z.unknown())).optional(), {
    description:
      'Values for parameters of the endpoint, as JSON. Ours can be named: $prompt, $negativePrompt, $seed, $randomSeed, $width, $height.',
    expects: 'a JSON object by names of parameters',
    example: '{"num_inference_steps": 20, "text": "$prompt"}',
  }),
  HF_TOKEN: setting(z.string().min(1).optional(), {
    description: 'Hugging Face token, for a private Space. It goes to the Hub and to the Space alone.',
    expects: 'a token',
    secret: true,
  }),
  HF_ENDPOINT: setting(z.url({ protocol: /^https?$/ }).optional(), {
    description: 'Address of another Hub. Default: https://huggingface.co.',
    expects: 'an http or https URL',
    example: 'https://hub.example.org',
  }),
  AI_PROMPTS: setting(json(prompts).optional(), {
    description: 'Prompts by paper style, as JSON, in place of the built-in ones.',
    expects: 'a JSON object such as {"crumpled": {"prompt": "…", "negativePrompt": "…"}}',
    example: '{"crumpled": {"prompt": "crumpled brown paper seen from above"}}',
  }),
  AI_CONCURRENCY: setting(wholeNumber(1, 64).default(2), {
    description: 'Papers that one process has AI make at the same time; others wait within their time.',
    expects: 'a whole number from 1 to 64',
  }),
  AI_BUDGET_SECONDS: setting(wholeNumber(1, 300).default(30), {
    description:
      'Time within which AI must have answered, connection to check; a pre-generated paper serves afterwards.',
    expects: 'a whole number of seconds from 1 to 300',
  }),
  AI_LATE_SECONDS: setting(wholeNumber(0, 3600).default(300), {
    description: 'How much later than that an AI answer may come and still be kept for the next upload.',
    expects: 'a whole number of seconds from 0 to 3600',
  }),
});
