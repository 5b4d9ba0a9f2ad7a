import { readFileSync } from 'node:fs';

const TICKS_A_SECOND = 100;

/** Processor seconds that a process has used, its threads included, by Linux's account of it. */
export function processorSeconds({ pid }: { readonly pid: number }): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}
