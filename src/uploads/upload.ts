import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { UploadMediaType } from '../engine/node/engine.js';

/** A file that arrived whole, lying in a temporary file. */
export interface Upload {
  readonly path: string;
  readonly bytes: number;
  /** Of the bytes as they were sent; hexadecimal. */
  readonly sha256: string;
  /** As the client gave it, without folders; shown to people at most, never part of a path. */
  readonly fileName: string;
  /** What the client says it is, where its content has to agree. */
  readonly announced?: UploadMediaType;
  /** Removes the temporary file and lets another upload in. Called at the latest when the request has been answered. */
  release(): Promise<void>;
}

/** A request whose file was taken in by `@ReceivesFile()`. */
export interface UploadRequest {
  upload?: Upload;
}

/** Injects the {@link Upload} of an operation marked with `@ReceivesFile()`. */
export const ReceivedFile = createParamDecorator((_data: unknown, context: ExecutionContext): Upload => {
  const { upload } = context.switchToHttp().getRequest<UploadRequest>();
  if (!upload) throw new Error('@ReceivedFile() needs @ReceivesFile() on the operation');
  return upload;
});
