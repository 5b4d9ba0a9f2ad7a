import { AppConfig } from './app-config.js';
import { ConfigurationError, parseEnvironment } from './environment.js';

function messageOf(variables: Record<string, string>): string {
  try {
    parseEnvironment(variables);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  throw new Error('was accepted');
}

describe('parseEnvironment', () => {
  it('needs nothing', () => {
    expect(parseEnvironment({})).toMatchObject({ PORT: 3000, ROLE: 'all', DATA_DIR: 'data' });
  });

  it('takes an empty value as unset', () => {
    expect(parseEnvironment({ PORT: '', MONGO_URI: '' })).toMatchObject({ PORT: 3000 });
  });

  it('reports every wrong variable with what is expected and what was received', () => {
    expect(messageOf({ PORT: '70000', ROLE: 'cook', BCRYPT_COST: '4' }).split('\n').toSorted()).toEqual([
      'BCRYPT_COST: expected a whole number from 10 to 16, received "4"',
      'PORT: expected a whole number from 0 to 65535, received "70000"',
      'ROLE: expected all, api or worker, received "cook"',
    ]);
  });

  it('never shows a secret', () => {
    const message = messageOf({ JWT_SECRET: 'canary', MONGO_URI: 'postgres://user:canary@host' });
    expect(message).not.toContain('canary');
    expect(message).toContain('JWT_SECRET: expected at least 32 bytes, received a value that is not shown');
  });

  it('asks for a signing key in production only', () => {
    expect(messageOf({ NODE_ENV: 'production' })).toBe('JWT_SECRET: expected at least 32 bytes, received nothing');
    expect(() => parseEnvironment({ NODE_ENV: 'production', JWT_SECRET: 'x'.repeat(32) })).not.toThrow();
  });

  it('names what half a storage configuration lacks', () => {
    const keyAlone = messageOf({ AWS_BUCKET_NAME: 'pictures', AWS_ACCESS_KEY_ID: 'key' }).split('\n');
    expect(keyAlone).toEqual([
      expect.stringMatching(
        /^AWS_REGION: expected the name of a region.*since AWS_BUCKET_NAME is set, received nothing$/,
      ),
      'AWS_SECRET_ACCESS_KEY: expected the secret of AWS_ACCESS_KEY_ID, or neither, received nothing',
    ]);
    expect(messageOf({ S3_ENDPOINT: 'http://localhost:9000' })).toContain('together with AWS_BUCKET_NAME');
    expect(messageOf({ AWS_BUCKET_NAME: 'No_Bucket' })).toContain('AWS_BUCKET_NAME: expected the name of a bucket');
    expect(() => parseEnvironment({ AWS_BUCKET_NAME: 'pictures', AWS_REGION: 'eu-central-1' })).not.toThrow();
    expect(() =>
      parseEnvironment({ AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'of another program' }),
    ).not.toThrow();
  });

  it('asks for a database that several processes can use where this one only runs jobs', () => {
    expect(messageOf({ ROLE: 'worker' })).toContain('MONGO_URI: expected');
    expect(() => parseEnvironment({ ROLE: 'worker', MONGO_URI: 'mongodb://localhost' })).not.toThrow();
  });

  it.each(['localhost:6379', 'http://localhost', 'redis://:canary@localhost/first'])(
    'does not take %s for Redis',
    (url) => {
      expect(messageOf({ REDIS_URL: url })).toMatch(/^REDIS_URL: expected a URL such as .* not shown$/);
    },
  );

  it('takes one Space, by name or by address, and JSON as it is meant', () => {
    expect(messageOf({ GRADIO_URL: 'http://space.test', GRADIO_HF_SPACE_NAME: 'a/b' })).toContain(
      'GRADIO_URL: expected an http or https URL, and GRADIO_HF_SPACE_NAME unset',
    );
    expect(messageOf({ GRADIO_HF_SPACE_NAME: 'papers' })).toContain('expected a name such as owner/space');
    expect(messageOf({ GRADIO_PARAMETERS: '{steps: 4}' })).toContain('expected a JSON object by names of parameters');
    expect(messageOf({ AI_PROMPTS: '{"crumpled": {"prompt": ""}}' })).toContain('AI_PROMPTS: expected a JSON object');
    expect(parseEnvironment({ AI_PROMPTS: '{"crumpled": {"prompt": "brown"}}' }).AI_PROMPTS).toEqual({
      crumpled: { prompt: 'brown', negativePrompt: '' },
    });
  });

  it.each(['1e3', '-1', '3.5', 'Infinity', '0x10'])('does not take %s for a port', (value) => {
    expect(messageOf({ PORT: value })).toContain('PORT');
  });
});

describe('AppConfig', () => {
  it('speaks in one unit each and in absolute paths', () => {
    const config = new AppConfig(
      parseEnvironment({
        PUBLIC_URL: 'https://example.org/',
        UPLOAD_MAX_MB: '2',
        CORS_ORIGINS: 'https://a.test, https://b.test',
      }),
    );
    expect(config.http.publicUrl).toBe('https://example.org');
    expect(config.http.corsOrigins).toEqual(['https://a.test', 'https://b.test']);
    expect(config.limits.uploadBytes).toBe(2_000_000);
    expect(config.dataDir.startsWith('/')).toBe(true);
  });
});
