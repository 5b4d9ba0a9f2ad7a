/**
 * What each kind of job is told, ids only: the record that they name is read when the job runs. A feature adds its kinds by
 * declaration merging (`declare module '../jobs/job-kinds.js'`).
 */
// oxlint-disable-next-line typescript/no-empty-interface -- filled by declaration merging
export interface JobPayloads {}

/** What a finished job of each kind leaves in its record. */
// oxlint-disable-next-line typescript/no-empty-interface -- filled by declaration merging
export interface JobResults {}

export type JobKind = keyof JobPayloads & keyof JobResults;

const kinds = { mapping: true, paper: true } satisfies Record<JobKind, true>;

/** Every kind; one that is declared and not named here does not compile, one without a handler stops the boot. */
export const JOB_KINDS = Object.keys(kinds) as JobKind[];
