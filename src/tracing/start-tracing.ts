import { createRequire } from 'node:module';

/** Spans that wait to be sent when the process ends may hold it up this long. */
const FLUSH_MILLISECONDS = 2000;

/**
 * Sends traces where the standard variables say so: OTEL_EXPORTER_OTLP_ENDPOINT or OTEL_EXPORTER_OTLP_TRACES_ENDPOINT,
 * unless OTEL_SDK_DISABLED is `true` or OTEL_TRACES_EXPORTER is `none`. The SDK itself reads the other OTEL_ variables (headers,
 * sampler, batch sizes, resource attributes). Without them none of it is loaded.
 *
 * @returns sends what is left; to be called before the process ends
 */
export async function startTracing(variables: NodeJS.ProcessEnv, role: string): Promise<() => Promise<void>> {
  if (!isWanted(variables)) return async () => undefined;
  const [{ BatchSpanProcessor, NodeTracerProvider }, { OTLPTraceExporter }, resources] = await Promise.all([
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/exporter-trace-otlp-proto'),
    import('@opentelemetry/resources'),
  ]);
  const { defaultResource, detectResources, envDetector, hostDetector, resourceFromAttributes } = resources;
  const own = resourceFromAttributes({
    'service.name': 'artwork-mapping',
    'service.version': versionOfProduct(),
    'service.instance.role': role,
  });
  const provider = new NodeTracerProvider({
    // What the operator names in OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES goes before.
    resource: defaultResource()
      .merge(own)
      .merge(detectResources({ detectors: [hostDetector, envDetector] })),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register();
  return async () => {
    const late = new Promise<void>((resolve) => setTimeout(resolve, FLUSH_MILLISECONDS).unref());
    await Promise.race([provider.shutdown().catch(() => undefined), late]);
  };
}

function isWanted(variables: NodeJS.ProcessEnv): boolean {
  if (variables['OTEL_SDK_DISABLED'] === 'true' || variables['OTEL_TRACES_EXPORTER'] === 'none') return false;
  const endpoints = ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'OTEL_EXPORTER_OTLP_ENDPOINT'];
  return endpoints.some((name) => (variables[name] ?? '') !== '');
}

function versionOfProduct(): string {
  const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };
  return version;
}
