/** What is done in the background for a base image: it is made or analysed. */
export interface PaperJobPayload {
  readonly baseImageId: string;
}

declare module '../jobs/job-kinds.js' {
  interface JobPayloads {
    paper: PaperJobPayload;
  }
  interface JobResults {
    paper: PaperJobPayload;
  }
}
