import type { Socket } from 'node:net';
import type { Document } from '../bson.js';
import { CommandError } from '../command-error.js';
import { MAX_MESSAGE_BYTES } from '../commands/server-commands.js';
import { MessageSplitter, ProtocolError } from './framing.js';
import { encodeReply, parseMessage, type Request } from './message.js';
import { PlainAuthentication } from './plain-authentication.js';

/** A greeting and a sign-in are short. */
const MAX_MESSAGE_BYTES_BEFORE_SIGN_IN = 16_384;

/** A client that has not signed in may be silent for so long; a driver's monitor never signs in, but greets again and again. */
const SILENCE_BEFORE_SIGN_IN_MILLISECONDS = 30_000;

/** Runs a command of a client that has signed in. */
export type RunCommand = (command: Document) => Promise<Document>;

/**
 * Serves one client, its commands one after the other, until it leaves. Bytes that are no message, and clients that do not
 * sign in, end the connection and nothing else.
 */
export async function serveConnection(
  socket: Socket,
  authentication: PlainAuthentication,
  run: RunCommand,
  silenceMilliseconds = SILENCE_BEFORE_SIGN_IN_MILLISECONDS,
): Promise<void> {
  const splitter = new MessageSplitter(MAX_MESSAGE_BYTES_BEFORE_SIGN_IN);
  const tooLate = setTimeout(() => socket.destroy(), silenceMilliseconds);
  let signedIn = false;

  const answer = async (command: Document): Promise<Document> => {
    const name = Object.keys(command)[0] ?? '';
    if (signedIn) return run(command);
    tooLate.refresh();
    PlainAuthentication.checkOpen(name);
    if (name !== 'saslStart') return run(command);
    const reply = authentication.verify(command);
    signedIn = true;
    splitter.limit = MAX_MESSAGE_BYTES;
    clearTimeout(tooLate);
    return reply;
  };

  try {
    for await (const chunk of socket as AsyncIterable<Buffer>) {
      for (const message of splitter.push(chunk)) await handle(socket, parseMessage(message), answer);
    }
  } catch (error) {
    if (!(error instanceof ProtocolError) && !isDisconnection(error)) throw error;
  } finally {
    clearTimeout(tooLate);
    socket.destroy();
  }
}

async function handle(socket: Socket, request: Request, answer: RunCommand): Promise<void> {
  const reply = await answer(request.command).catch(errorReply);
  if (!request.silent && socket.writable) socket.write(encodeReply(request, reply));
}

function errorReply(error: unknown): Document {
  if (error instanceof CommandError) {
    return { ok: 0, errmsg: error.message, code: error.code, codeName: error.codeName, ...error.details };
  }
  return { ok: 0, errmsg: `embedded store: ${(error as Error).message}`, code: 8, codeName: 'UnknownError' };
}

function isDisconnection(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return (
    code !== undefined && ['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED'].includes(code)
  );
}
