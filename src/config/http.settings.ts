import { z } from 'zod';
import { commaSeparated, setting, wholeNumber } from './setting.js';

export const httpSettings = z.object({
  PORT: setting(wholeNumber(0, 65535).default(3000), {
    description: 'Port of the HTTP server; 0 takes a free one.',
    expects: 'a whole number from 0 to 65535',
  }),
  HOST: setting(z.string().min(1).default('127.0.0.1'), {
    description: 'Address the server listens on; 0.0.0.0 for all of the machine (the container image sets it).',
    expects: 'an address of this machine',
  }),
  PUBLIC_URL: setting(z.url({ protocol: /^https?$/ }).optional(), {
    description:
      'Address under which clients reach the service; every URL in an answer starts with it. Default: HOST and PORT.',
    expects: 'an http or https URL',
    example: 'https://mapping.example.org',
  }),
  TRUST_PROXY_HOPS: setting(wholeNumber(0, 10).default(0), {
    description: 'How many proxies of your own stand before the service; client addresses are read from that far back.',
    expects: 'a whole number from 0 to 10',
  }),
  CORS_ORIGINS: setting(commaSeparated().default([]), {
    description: 'Origins of other web applications that may call the API, separated by commas. Exact matches only.',
    expects: 'origins such as https://shop.example.org, separated by commas',
    example: 'https://shop.example.org',
  }),
  REQUESTS_PER_MINUTE: setting(wholeNumber(1, 1_000_000).default(600), {
    description: 'Requests a minute that one account (or one address, signed out) may make.',
    expects: 'a whole number from 1 to 1000000',
  }),
  SIGN_INS_PER_MINUTE: setting(wholeNumber(1, 1_000_000).default(10), {
    description: 'Sign-in attempts a minute for one e-mail address; one client address may make five times as many.',
    expects: 'a whole number from 1 to 1000000',
  }),
});
