import { readEvents, type StreamedEvent } from './read-events';

async function read(chunks: readonly string[]): Promise<StreamedEvent[]> {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(encoder.encode(chunk));
      controller.close();
    },
  });
  const events: StreamedEvent[] = [];
  for await (const event of readEvents(body)) events.push(event);
  return events;
}

describe('readEvents', () => {
  it('reads events however they are cut up on the way', async () => {
    const text =
      'retry: 1000\n\nid: 7\nevent: progress\ndata: {"a":"ü"}\n\n: alive\n\nid: 8\nevent: done\ndata: {}\n\n';
    const whole = await read([text]);
    expect(whole).toEqual([
      { id: '7', event: 'progress', data: '{"a":"ü"}' },
      { id: '8', event: 'done', data: '{}' },
    ]);
    expect(await read(Array.from(text))).toEqual(whole);
  });

  it('joins lines of data, and takes carriage returns for line ends', async () => {
    expect(await read(['data: a\r\ndata: b\r\n\r\n'])).toEqual([{ event: 'message', data: 'a\nb' }]);
  });

  it('leaves out an event that was not sent to its end', async () => {
    expect(await read(['data: a\n\ndata: b'])).toEqual([{ event: 'message', data: 'a' }]);
  });
});
