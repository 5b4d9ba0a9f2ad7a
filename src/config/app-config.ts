import { availableParallelism, totalmem } from 'node:os';
import { resolve } from 'node:path';
import type { Environment } from './environment.js';

export type Role = 'all' | 'api' | 'worker';

export type StorageDriver = 'local' | 's3';

/** A bucket and how it is reached. */
export interface S3Settings {
  readonly bucket: string;
  readonly region: string;
  /** Undefined for AWS itself. */
  readonly endpoint: string | undefined;
  /** Where clients reach it; undefined for AWS itself. */
  readonly publicEndpoint: string | undefined;
  /** Address of the bucket for clients, without a trailing slash. */
  readonly publicUrl: string;
  /** Undefined where the standard chain is to find them. */
  readonly credentials: S3Credentials | undefined;
}

interface S3Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** What makes papers by AI. */
export type PaperGeneratorDriver = 'none' | 'gradio';

/** A Space and how it is called. */
export interface GradioSettings {
  /** Name at the Hub, or address. */
  readonly space: { readonly name: string } | { readonly url: string };
  readonly endpoint: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly token: string | undefined;
  /** Undefined for the public Hub. */
  readonly hub: string | undefined;
}

/** What a paper style looks like, in the words that picture models understand. */
export interface PaperPrompt {
  readonly prompt: string;
  readonly negativePrompt: string;
}

/** What wakes the workers when a job is due. */
export type JobQueueDriver = 'database' | 'bull';

/** What servers other than AWS take for their region where nobody named one. */
const DEFAULT_REGION = 'us-east-1';

/** The validated configuration, in the product's own words and units. Injected wherever a setting is needed. */
export class AppConfig {
  readonly production: boolean;
  readonly test: boolean;
  readonly role: Role;
  /** Absolute path. */
  readonly dataDir: string;
  readonly logLevel: string;
  readonly shutdownDelayMilliseconds: number;
  readonly shutdownMilliseconds: number;
  readonly http: {
    readonly port: number;
    readonly host: string;
    /** Without a trailing slash; undefined until the address is known from HOST and the port listened on. */
    readonly publicUrl: string | undefined;
    readonly trustProxyHops: number;
    readonly corsOrigins: readonly string[];
    readonly requestsPerMinute: number;
    readonly signInsPerMinute: number;
  };
  readonly auth: {
    readonly secret: string | undefined;
    readonly previousSecrets: readonly string[];
    readonly accessTokenSeconds: number;
    readonly refreshTokenSeconds: number;
    readonly bcryptCost: number;
    readonly operatorEmail: string | undefined;
    readonly operatorPassword: string | undefined;
  };
  readonly database: { readonly uri: string | undefined };
  readonly redis: {
    readonly url: string | undefined;
    /** Begins the name of every key, so that a Redis may be shared with others. */
    readonly keyPrefix: string;
  };
  readonly storage: {
    readonly driver: StorageDriver;
    readonly s3: S3Settings | undefined;
    readonly publicResults: boolean;
    readonly signedUrlSeconds: number;
    readonly userMaxBytes: number;
  };
  readonly limits: { readonly uploadBytes: number; readonly pixels: number };
  readonly retention: {
    /** A stored file that no record keeps is removed when it is older. */
    readonly orphanMilliseconds: number;
    /** What another machine left in DATA_DIR/tmp is removed when it is older. */
    readonly temporaryMilliseconds: number;
    /** How long what a closed account had is kept. */
    readonly closedAccountMilliseconds: number;
  };
  readonly jobs: {
    readonly driver: JobQueueDriver;
    readonly concurrency: number;
    readonly maxAttempts: number;
    readonly leaseMilliseconds: number;
    readonly deadlineMilliseconds: number;
  };
  readonly webhooks: {
    /** Whether they may lead into private networks, there also by http. */
    readonly allowPrivate: boolean;
    /** Pauses after the first attempt, the second, … */
    readonly retrySeconds: readonly number[];
    /** How long deliveries are kept. */
    readonly deliveryMilliseconds: number;
  };
  readonly engine: { readonly threads: number; readonly memoryBytes: number };
  readonly papers: { readonly library: 'full' | 'small' | 'none' };
  readonly ai: {
    readonly driver: PaperGeneratorDriver;
    readonly gradio: GradioSettings | undefined;
    /** By style, before the built-in ones. */
    readonly prompts: Readonly<Record<string, PaperPrompt>>;
    readonly concurrency: number;
    readonly budgetMilliseconds: number;
    /** After the budget: how long an answer is still worth having for the next time. */
    readonly lateMilliseconds: number;
  };
  readonly metrics: { readonly token: string | undefined; readonly port: number | undefined };

  constructor(environment: Environment) {
    this.production = environment.NODE_ENV === 'production';
    this.test = environment.NODE_ENV === 'test';
    this.role = environment.ROLE;
    this.dataDir = resolve(environment.DATA_DIR);
    this.logLevel = environment.LOG_LEVEL;
    this.shutdownDelayMilliseconds = environment.SHUTDOWN_DELAY_SECONDS * 1000;
    this.shutdownMilliseconds = environment.SHUTDOWN_SECONDS * 1000;
    this.http = {
      port: environment.PORT,
      host: environment.HOST,
      publicUrl: environment.PUBLIC_URL?.replace(/\/+$/, ''),
      trustProxyHops: environment.TRUST_PROXY_HOPS,
      corsOrigins: environment.CORS_ORIGINS,
      requestsPerMinute: environment.REQUESTS_PER_MINUTE,
      signInsPerMinute: environment.SIGN_INS_PER_MINUTE,
    };
    this.auth = {
      secret: environment.JWT_SECRET,
      previousSecrets: environment.JWT_PREVIOUS_SECRETS,
      accessTokenSeconds: environment.ACCESS_TOKEN_MINUTES * 60,
      refreshTokenSeconds: environment.REFRESH_TOKEN_DAYS * 86_400,
      bcryptCost: environment.BCRYPT_COST,
      operatorEmail: environment.OPERATOR_EMAIL,
      operatorPassword: environment.OPERATOR_PASSWORD,
    };
    this.database = { uri: environment.MONGO_URI };
    this.redis = { url: environment.REDIS_URL, keyPrefix: 'artwork-mapping' };
    this.storage = {
      driver: environment.AWS_BUCKET_NAME === undefined ? 'local' : 's3',
      s3: s3Settings(environment),
      publicResults: environment.PUBLIC_RESULTS,
      signedUrlSeconds: environment.SIGNED_URL_MINUTES * 60,
      userMaxBytes: environment.USER_MAX_MB * 1_000_000,
    };
    this.limits = {
      uploadBytes: environment.UPLOAD_MAX_MB * 1_000_000,
      pixels: environment.UPLOAD_MAX_MEGAPIXELS * 1_000_000,
    };
    this.retention = {
      orphanMilliseconds: environment.ORPHAN_MINUTES * 60_000,
      temporaryMilliseconds: environment.TEMPORARY_FILE_HOURS * 3_600_000,
      closedAccountMilliseconds: environment.CLOSED_ACCOUNT_DAYS * 86_400_000,
    };
    this.jobs = {
      driver: environment.REDIS_URL === undefined ? 'database' : 'bull',
      concurrency: environment.JOB_CONCURRENCY,
      maxAttempts: environment.JOB_MAX_ATTEMPTS,
      leaseMilliseconds: environment.JOB_LEASE_SECONDS * 1000,
      deadlineMilliseconds: environment.JOB_DEADLINE_SECONDS * 1000,
    };
    this.webhooks = {
      allowPrivate: environment.WEBHOOK_ALLOW_PRIVATE,
      retrySeconds: environment.WEBHOOK_RETRY_SECONDS,
      deliveryMilliseconds: environment.WEBHOOK_DELIVERY_DAYS * 86_400_000,
    };
    this.engine = {
      threads: environment.ENGINE_THREADS ?? availableParallelism(),
      memoryBytes: environment.ENGINE_MEMORY_MB
        ? environment.ENGINE_MEMORY_MB * 1_000_000
        : Math.min(4_096_000_000, totalmem() / 4),
    };
    this.papers = { library: environment.PAPER_LIBRARY };
    this.metrics = { token: environment.METRICS_TOKEN, port: environment.METRICS_PORT };
    const gradio = gradioSettings(environment);
    this.ai = {
      driver: gradio === undefined ? 'none' : 'gradio',
      gradio,
      prompts: environment.AI_PROMPTS ?? {},
      concurrency: environment.AI_CONCURRENCY,
      budgetMilliseconds: environment.AI_BUDGET_SECONDS * 1000,
      lateMilliseconds: environment.AI_LATE_SECONDS * 1000,
    };
  }
}

function s3Settings(environment: Environment): S3Settings | undefined {
  const {
    AWS_BUCKET_NAME: bucket,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
  } = environment;
  if (bucket === undefined) return undefined;
  const sessionToken = environment.AWS_SESSION_TOKEN;
  const region = environment.AWS_REGION ?? DEFAULT_REGION;
  const publicEndpoint = environment.S3_PUBLIC_ENDPOINT ?? environment.S3_ENDPOINT;
  return {
    bucket,
    region,
    endpoint: environment.S3_ENDPOINT,
    publicEndpoint,
    publicUrl:
      publicEndpoint === undefined ? amazonUrl(bucket, region) : `${publicEndpoint.replace(/\/+$/, '')}/${bucket}`,
    credentials:
      accessKeyId === undefined || secretAccessKey === undefined
        ? undefined
        : { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) },
  };
}

/** A bucket's name with dots fits no certificate as part of a host. */
function amazonUrl(bucket: string, region: string): string {
  const domain = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return bucket.includes('.') ? `https://s3.${region}.${domain}/${bucket}` : `https://${bucket}.s3.${region}.${domain}`;
}

function gradioSettings(environment: Environment): GradioSettings | undefined {
  const { GRADIO_HF_SPACE_NAME: name, GRADIO_URL: url } = environment;
  const space = url !== undefined ? { url } : name !== undefined ? { name } : undefined;
  if (space === undefined) return undefined;
  return {
    space,
    endpoint: environment.GRADIO_API_NAME,
    parameters: environment.GRADIO_PARAMETERS ?? {},
    token: environment.HF_TOKEN,
    hub: environment.HF_ENDPOINT,
  };
}
