import { randomUUID } from 'node:crypto';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { z } from 'zod';
import { GenerationError } from '../../generation-error.js';
import { discard, passOn } from './http-origin.js';
import { appFailure, statusFailure } from './refusal.js';
import type { SpaceEndpoint } from './space-description.js';
import type { LocatedSpace } from './space-locator.js';

const MAX_REFUSAL_BYTES = 1_000_000;

const joinedAnswer = z.object({ event_id: z.string() });
const message = z.object({
  msg: z.string(),
  event_id: z.string().nullish(),
  success: z.boolean().optional(),
  message: z.string().nullish(),
  output: z.object({ data: z.array(z.unknown()).nullish(), error: z.string().nullish() }).nullish(),
});
type Message = z.infer<typeof message>;

/**
 * Calls an endpoint through its queue and waits for what it returns. The queue's own routes are used, not the simpler
 * `/call`, because those of Gradio 4 and 5 say there why a function failed. Closing the stream takes the job off the queue.
 * @throws GenerationError with the reason
 * @throws the signal's reason
 */
export async function callSpace(
  space: LocatedSpace,
  endpoint: SpaceEndpoint,
  data: readonly unknown[],
  { maxBytes, signal }: { maxBytes: number; signal: AbortSignal },
): Promise<unknown[]> {
  const session = randomUUID();
  const eventId = await join(space, endpoint, data, session, signal);
  const path = `${endpoint.prefix}/queue/data?session_hash=${session}`;
  const response = await space.origin.request(path, { signal, headers: { accept: 'text/event-stream' } });
  try {
    if (!response.ok || !response.body) throw await refusal(space, response, signal);
    let bytes = 0;
    const counted = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength;
        if (bytes > maxBytes) throw new GenerationError('image-unusable', `the answer has more than ${maxBytes} bytes`);
        controller.enqueue(chunk);
      },
    });
    const events = (response.body as unknown as ReadableStream<Uint8Array>)
      .pipeThrough(counted)
      .pipeThrough(new TextDecoderStream() as unknown as TransformStream<Uint8Array, string>)
      .pipeThrough(new EventSourceParserStream());
    for await (const event of events) {
      const output = outputOf(parse(event.data), eventId);
      if (output) return output;
    }
    throw new GenerationError('unreachable', `${space.name} ended the stream of events before its answer`);
  } catch (error) {
    return passOn(error, signal, space.name);
  } finally {
    await discard(response);
  }
}

async function join(
  space: LocatedSpace,
  { prefix, functionIndex }: SpaceEndpoint,
  data: readonly unknown[],
  session: string,
  signal: AbortSignal,
): Promise<string> {
  const body = JSON.stringify({ data, fn_index: functionIndex, session_hash: session });
  const headers = { 'content-type': 'application/json' };
  const response = await space.origin.request(`${prefix}/queue/join`, { method: 'POST', headers, body, signal });
  if (!response.ok) throw await refusal(space, response, signal);
  const said = (await space.origin.read(response, MAX_REFUSAL_BYTES, signal)).toString('utf8');
  const joined = joinedAnswer.safeParse(parseJson(said));
  if (joined.success) return joined.data.event_id;
  throw new GenerationError('failed', `${space.name} took the request without giving it a number`);
}

async function refusal(
  space: LocatedSpace,
  response: Awaited<ReturnType<LocatedSpace['origin']['request']>>,
  signal: AbortSignal,
): Promise<GenerationError> {
  const said = (await space.origin.read(response, MAX_REFUSAL_BYTES, signal)).toString('utf8');
  return statusFailure(space.name, response.status, said);
}

/** @returns what the function returned, once it has @throws GenerationError where it failed */
function outputOf(found: Message | undefined, eventId: string): unknown[] | undefined {
  if (found?.msg === 'unexpected_error') throw appFailure(found.message ?? undefined);
  if (found?.msg === 'close_stream') throw new GenerationError('unreachable', 'the Space closed the stream of events');
  if (found?.msg !== 'process_completed' || found.event_id !== eventId) return undefined;
  if (found.success === false) throw appFailure(found.output?.error ?? undefined);
  if (found.output?.data) return found.output.data;
  throw new GenerationError('failed', 'the job was cancelled at the Space');
}

/** Progress that is no number makes a message that is no JSON. @returns undefined for what is no message */
function parse(data: string): Message | undefined {
  const parsed = message.safeParse(parseJson(data) ?? parseJson(data.replaceAll(/\b(?:NaN|-?Infinity)\b/g, 'null')));
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
