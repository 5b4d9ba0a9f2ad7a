import { context, SpanKind, trace, type Context } from '@opentelemetry/api';
import type { mongo } from 'mongoose';
import { Histogram } from 'prom-client';
import { fail } from '../common/tracing.js';

const seconds = new Histogram({
  name: 'artwork_mapping_database_command_seconds',
  help: 'Time until the database answered a command.',
  labelNames: ['command', 'outcome'],
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
});

/** The server's own housekeeping between it and the driver. */
const HOUSEKEEPING = new Set(['hello', 'ping', 'endSessions', 'ismaster', 'saslStart', 'saslContinue']);

const tracer = trace.getTracer('artwork-mapping');

/** Measures every command of a client that was opened with `monitorCommands`. Its arguments are not looked at. */
export function observeCommands(client: mongo.MongoClient): void {
  const began = new Map<number, Context>();
  client.on('commandStarted', ({ requestId, commandName }) => {
    if (!HOUSEKEEPING.has(commandName)) began.set(requestId, context.active());
  });
  const end = (event: mongo.CommandSucceededEvent | mongo.CommandFailedEvent, failure?: Error) => {
    const { requestId, commandName: command, duration } = event;
    const within = began.get(requestId);
    if (!within) return;
    began.delete(requestId);
    seconds.observe({ command, outcome: failure ? 'failed' : 'done' }, duration / 1000);
    if (!trace.getSpan(within)) return;
    const span = tracer.startSpan(
      `database ${command}`,
      { kind: SpanKind.CLIENT, startTime: Date.now() - duration, attributes: { 'db.system.name': 'mongodb' } },
      within,
    );
    if (failure) fail(span, failure);
    span.end();
  };
  client.on('commandSucceeded', (event) => end(event));
  client.on('commandFailed', (event) => end(event, event.failure));
}
