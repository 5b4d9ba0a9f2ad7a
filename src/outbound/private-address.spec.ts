import { AddressRefused, isPrivateAddress, lookupWithin, type Reach, requireReach } from './private-address.js';

const PRIVATE = [
  '127.0.0.1',
  '10.1.2.3',
  '169.254.169.254',
  '192.168.0.1',
  '0.0.0.0',
  '100.64.0.1',
  '[::1]',
  '::',
  'fe80::1',
  'fd00::1',
  '::ffff:10.0.0.1',
  '64:ff9b::a00:1',
];
const PUBLIC = ['8.8.8.8', '172.32.0.1', '[2606:4700::1111]'];

describe('an address', () => {
  it.each(PRIVATE)('%s is private', (address) => {
    expect(isPrivateAddress(address)).toBe(true);
    expect(() => requireReach(address, 'public')).toThrow(AddressRefused);
    expect(() => requireReach(address, 'private')).not.toThrow();
  });

  it.each(PUBLIC)('%s is public', (address) => {
    expect(isPrivateAddress(address)).toBe(false);
    expect(() => requireReach(address, 'public')).not.toThrow();
    expect(() => requireReach(address, 'private')).toThrow(AddressRefused);
  });

  it.each(['0x7f.1', '2130706433', '0177.0.0.1', '127.1'])('written as %s is private in a URL', (written) => {
    expect(() => requireReach(new URL(`https://${written}/`).hostname, 'public')).toThrow('is a private address');
  });
});

describe('a name', () => {
  const find = (name: string, reach: Reach, all: boolean) =>
    new Promise((settle, fail) => {
      lookupWithin(reach)(name, { all }, (error, found) => (error ? fail(error) : settle(found)));
    });

  it('is refused by what it means when the connection is made', async () => {
    await expect(find('localhost', 'public', true)).rejects.toBeInstanceOf(AddressRefused);
    await expect(find('localhost', 'public', false)).rejects.toThrow('localhost is a private address');
  });

  it('leads where it may', async () => {
    expect(['127.0.0.1', '::1']).toContain(await find('localhost', 'private', false));
    expect(await find('localhost', 'any', true)).toEqual(
      expect.arrayContaining([expect.objectContaining({ address: expect.stringMatching(/^(127\.0\.0\.1|::1)$/) })]),
    );
  });
});
