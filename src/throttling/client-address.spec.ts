import { Controller, Get } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import request from 'supertest';
import { ClientAddress, normaliseAddress } from './client-address.js';

describe('normaliseAddress', () => {
  it.each([
    ['1.2.3.4', '1.2.3.4'],
    ['1.2.3.4:5555', '1.2.3.4'],
    [' 1.2.3.4 ', '1.2.3.4'],
    ['::ffff:1.2.3.4', '1.2.3.4'],
    ['::FFFF:102:304', '1.2.3.4'],
    ['[::ffff:1.2.3.4]:80', '1.2.3.4'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:1:2::9', '2001:db8:1:2::/64'],
    ['[2001:db8:1:2::9]', '2001:db8:1:2::/64'],
    ['[2001:db8:1:2::9]:443', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80::/64'],
    ['::1', '::1'],
  ])('gives %s the form %s', (text, form) => {
    expect(normaliseAddress(text)).toBe(form);
  });

  it.each(['', 'unknown', '_hidden', '1.2.3', '1.2.3.4.5', '1.2.3.4:port', '[1.2.3.4', '2001:db8', undefined])(
    'takes %p for no address',
    (text) => {
      expect(normaliseAddress(text)).toBeUndefined();
    },
  );
});

@Controller()
class AddressController {
  @Get()
  address(@ClientAddress() address: string): string {
    return address;
  }
}

describe('ClientAddress', () => {
  let app: NestExpressApplication;
  beforeAll(async () => {
    const module = await Test.createTestingModule({ controllers: [AddressController] }).compile();
    app = await module.createNestApplication<NestExpressApplication>({ logger: false }).init();
  });
  afterAll(() => app.close());

  const addressBehind = async (hops: number, forwarded: string) => {
    app.set('trust proxy', hops);
    return (await request(app.getHttpServer()).get('/').set('X-Forwarded-For', forwarded)).text;
  };

  it('is read from as far back as there are proxies, and from no further', async () => {
    const forwarded = '203.0.113.9, 198.51.100.7:1234, 192.0.2.3';
    expect(await addressBehind(0, forwarded)).toBe('127.0.0.1');
    expect(await addressBehind(1, forwarded)).toBe('192.0.2.3');
    expect(await addressBehind(2, forwarded)).toBe('198.51.100.7');
    expect(await addressBehind(3, forwarded)).toBe('203.0.113.9');
  });

  it("is the proxy's own where the proxy named none", async () => {
    expect(await addressBehind(1, 'unknown')).toBe('127.0.0.1');
  });
});
