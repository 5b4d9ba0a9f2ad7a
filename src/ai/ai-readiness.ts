import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Readiness } from '../common/readiness.js';
import { AiCircuit } from './ai-circuit.js';
import { PAPER_GENERATOR, type PaperGenerator } from './paper-generator.port.js';

const GOOD_MILLISECONDS = 60_000;
const BAD_MILLISECONDS = 15_000;
/** A Space may take longer to describe itself than a probe of ours waits: then the next one hears. */
const CHECK_MILLISECONDS = 10_000;

/** Tells readiness whether AI serves; the service answers without it. */
@Injectable()
export class AiReadiness implements OnModuleInit {
  private checked: Promise<void> | undefined;

  constructor(
    private readonly readiness: Readiness,
    private readonly circuit: AiCircuit,
    @Inject(PAPER_GENERATOR) private readonly generator: PaperGenerator,
  ) {}

  onModuleInit(): void {
    if (this.generator.available) this.readiness.register({ name: 'ai', required: false, check: () => this.check() });
  }

  private async check(): Promise<void> {
    if (this.circuit.resting !== undefined) throw new Error(this.circuit.resting);
    await (this.checked ??= this.ask());
  }

  /** Probes come every few seconds; a Space is asked once a minute. */
  private ask(): Promise<void> {
    const asked = this.generator.check(AbortSignal.timeout(CHECK_MILLISECONDS));
    const forgetAfter = (milliseconds: number) => () =>
      void setTimeout(() => (this.checked = undefined), milliseconds).unref();
    asked.then(forgetAfter(GOOD_MILLISECONDS), forgetAfter(BAD_MILLISECONDS));
    return asked;
  }
}
