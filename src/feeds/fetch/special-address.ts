/**
 * Whether an address is one that a public source cannot have: (IPv4 or IPv6 address) → private, loopback, link-local
 * or otherwise set apart, by the special-purpose registries of RFC 6890 as they stood in 2024.
 *
 * What a name resolves to is checked, never the name: names can be pointed at anything between two requests.
 */
import { BlockList, isIP } from 'node:net';

const SPECIAL_V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];

/** Parts of global unicast (2000::/3) that are set apart: protocols and Teredo, documentation, 6to4. */
const SPECIAL_V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

/** Prefixes whose last 32 bits are an IPv4 address: mapped, and translated by NAT64. */
const CARRIES_V4 = ['::ffff:', '64:ff9b::'];

const special = new BlockList();
const carriers = new BlockList();
const unicast = new BlockList();
unicast.addSubnet('2000::', 3, 'ipv6');
for (const prefix of CARRIES_V4) carriers.addSubnet(`${prefix}0.0.0.0`, 96, 'ipv6');
for (const subnet of SPECIAL_V6) special.addSubnet(...parts(subnet), 'ipv6');
for (const subnet of SPECIAL_V4) {
  const [address, bits] = parts(subnet);
  special.addSubnet(address, bits, 'ipv4');
  for (const prefix of CARRIES_V4) special.addSubnet(`${prefix}${address}`, 96 + bits, 'ipv6');
}

/** True also for what is no address at all. */
export function isSpecialAddress(address: string): boolean {
  const plain = address.split('%')[0]!;
  const family = isIP(plain);
  if (family === 0) return true;
  if (family === 4) return special.check(plain, 'ipv4');
  const known = unicast.check(plain, 'ipv6') || carriers.check(plain, 'ipv6');
  return !known || special.check(plain, 'ipv6');
}

function parts(subnet: string): [string, number] {
  const [address, bits] = subnet.split('/');
  return [address!, Number(bits)];
}
