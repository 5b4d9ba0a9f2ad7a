import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { GenerationError } from '../../generation-error.js';

/** Networks that no public service is in (IANA special-purpose registries). */
const PRIVATE_V4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const;
const PRIVATE_V6 = [
  ['::', 96],
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 9],
  ['ff00::', 8],
] as const;

const privateNetworks = new BlockList();
for (const [network, bits] of PRIVATE_V4) privateNetworks.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of PRIVATE_V6) privateNetworks.addSubnet(network, bits, 'ipv6');

/** Whether an address is of this machine or of a network of its own; IPv4 inside IPv6 counts as private. */
export function isPrivateAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '');
  const family = isIP(bare);
  return family !== 0 && privateNetworks.check(bare, family === 4 ? 'ipv4' : 'ipv6');
}

/** Resolves names while a connection is made, so that none can come to mean another address after it was checked. */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0);
    const found = addresses.find(({ address }) => isPrivateAddress(address));
    if (found) return callback(privateRefusal(hostname), '', 0);
    if (options.all) return callback(null, addresses);
    callback(null, addresses[0]!.address, addresses[0]!.family);
  });
};

export function privateRefusal(hostname: string): GenerationError {
  return new GenerationError('refused', `${hostname} is a private address, which an answer may not name`);
}
