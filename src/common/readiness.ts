import { Injectable } from '@nestjs/common';

/** Resolves when the dependency can serve; throws an Error whose message says in words what is wrong. */
export type DependencyCheck = (signal: AbortSignal) => Promise<void>;

export interface Dependency {
  readonly name: string;
  /** False where the service still answers without it: it is then reported as degraded, not as unready. */
  readonly required: boolean;
  readonly check: DependencyCheck;
}

/** What readiness asks: every feature registers its dependencies here, so that health knows no feature. */
@Injectable()
export class Readiness {
  readonly dependencies: Dependency[] = [];
  private stopping = false;

  register(dependency: Dependency): void {
    this.dependencies.push(dependency);
  }

  /** From now on the process is unready, so that the platform sends its requests elsewhere. */
  beginShutdown(): void {
    this.stopping = true;
  }

  get shuttingDown(): boolean {
    return this.stopping;
  }
}
