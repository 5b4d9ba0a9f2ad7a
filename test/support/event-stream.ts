/** An event as it was received. */
export interface ReceivedEvent {
  readonly id: string;
  readonly event: string;
  // oxlint-disable-next-line no-explicit-any -- tests look into data of every shape
  readonly data: any;
}

/** Reads server-sent events to the end of the stream. */
export async function* eventsOf(response: Response): AsyncGenerator<ReceivedEvent> {
  let text = '';
  for await (const part of response.body!.pipeThrough(new TextDecoderStream())) {
    text += part;
    const blocks = text.split('\n\n');
    text = blocks.pop()!;
    for (const block of blocks) {
      const fields = new Map(block.split('\n').map((line) => line.split(/: (.*)/s, 2) as [string, string]));
      if (!fields.has('event')) continue;
      yield { id: fields.get('id')!, event: fields.get('event')!, data: JSON.parse(fields.get('data')!) };
    }
  }
}
