import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';

/**
 * Names for files in work, below DATA_DIR/tmp. Each process has a folder of its own there, named by machine and process id,
 * so that a start can clear what crashed processes left without touching those that still run.
 */
@Injectable()
export class TemporaryFiles implements OnModuleInit, OnApplicationShutdown {
  private readonly root: string;
  private readonly directory: string;
  /** What another machine left in a shared DATA_DIR is taken for abandoned after this. */
  private readonly abandonedMilliseconds: number;
  private prepared: Promise<void> | undefined;

  constructor(config: AppConfig) {
    this.abandonedMilliseconds = config.retention.temporaryMilliseconds;
    this.root = join(config.dataDir, 'tmp');
    this.directory = join(this.root, folderName(process.pid));
  }

  async onModuleInit(): Promise<void> {
    await this.prepare();
  }

  /** A path nobody else uses; nothing is there yet. Whoever asks for it removes what it puts there. */
  async path(): Promise<string> {
    await this.prepare();
    return join(this.directory, randomUUID());
  }

  /** Absent files are no error. */
  async remove(path: string): Promise<void> {
    await rm(path, { force: true });
  }

  async onApplicationShutdown(): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
  }

  private prepare(): Promise<void> {
    this.prepared ??= this.begin();
    return this.prepared;
  }

  private async begin(): Promise<void> {
    await this.clearAbandoned();
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
  }

  private async clearAbandoned(): Promise<void> {
    await mkdir(this.root, { recursive: true, mode: 0o700 });
    for (const name of await readdir(this.root)) {
      const path = join(this.root, name);
      if (await isAbandoned(name, path, this.abandonedMilliseconds)) await rm(path, { recursive: true, force: true });
    }
  }
}

function folderName(processId: number): string {
  return `${hostname().replaceAll(/[^\w.-]/g, '_')}-${processId}`;
}

async function isAbandoned(name: string, path: string, abandonedMilliseconds: number): Promise<boolean> {
  const processId = Number(/-(\d+)$/.exec(name)?.[1]);
  if (name === folderName(processId)) return processId === process.pid || !isRunning(processId);
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > abandonedMilliseconds;
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
