// Whether the process in this container is alive; a dependency that is away does not make it unhealthy.
const port = process.env.PORT ?? 3000;
const answer = await fetch(`http://127.0.0.1:${port}/health/live`, { signal: AbortSignal.timeout(2500) }).catch(
  () => undefined,
);
process.exit(answer?.ok ? 0 : 1);
