import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

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

// One list each: a list takes an IPv4 address for its IPv6 form too, of which ::ffff:0:0/96 has every one.
const privateV4 = new BlockList();
const privateV6 = new BlockList();
for (const [network, bits] of PRIVATE_V4) privateV4.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of PRIVATE_V6) privateV6.addSubnet(network, bits, 'ipv6');

/** Whether an address is of this machine or of a network of its own; IPv4 inside IPv6 counts as private. */
export function isPrivateAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '');
  if (isIP(bare) === 4) return privateV4.check(bare, 'ipv4');
  return isIP(bare) === 6 && privateV6.check(bare, 'ipv6');
}

/** A name or address that may not be connected to. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

/** Which addresses a connection may lead to. */
export type Reach = 'public' | 'private' | 'any';

const REFUSALS: Record<Exclude<Reach, 'any'>, string> = {
  public: 'is a private address',
  private: 'is a public address',
};

/**
 * For an address that is written as such and is therefore not looked up.
 * @throws AddressRefused
 */
export function requireReach(hostname: string, reach: Reach): void {
  const bare = hostname.replace(/^\[|\]$/g, '');
  if (isIP(bare) !== 0) refuseUnreachable(hostname, [bare], reach);
}

/** Resolves names while a connection is made, so that none can come to mean another address after it was checked. */
export function lookupWithin(reach: Reach): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0);
      try {
        const found = addresses.map(({ address }) => address);
        refuseUnreachable(hostname, found, reach);
      } catch (refusal) {
        return callback(refusal as Error, '', 0);
      }
      if (options.all) return callback(null, addresses);
      callback(null, addresses[0]!.address, addresses[0]!.family);
    });
  };
}

/** One wrong address among several is enough: which of them is taken is not ours to say. */
function refuseUnreachable(hostname: string, addresses: readonly string[], reach: Reach): void {
  if (reach === 'any') return;
  const wanted = reach === 'private';
  if (addresses.some((address) => isPrivateAddress(address) !== wanted)) {
    throw new AddressRefused(`${hostname} ${REFUSALS[reach]}`);
  }
}
