import { BlockList, isIPv6 } from 'node:net';

/** Ranges that are not the public internet: IANA's special-purpose registries. https://www.iana.org/assignments/iana-ipv4-special-registry */
const v4Ranges: readonly [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];
/** Inside 2000::/3, the public part of IPv6: tunnels that wrap an IPv4 address, and documentation. */
const v6Ranges: readonly [string, number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const reserved = new BlockList();
for (const [net, prefix] of v4Ranges) reserved.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of v6Ranges) reserved.addSubnet(net, prefix, 'ipv6');
const globalV6 = new BlockList();
globalV6.addSubnet('2000::', 3, 'ipv6');

// Addresses that carry an IPv4 address to the same place are judged by it: NAT64, which networks without IPv4 use for
// every IPv4 host (RFC 6052), and IPv4-mapped ones (RFC 4291), which node judges by the IPv4 ranges itself.
const nat64 = '64:ff9b::';
globalV6.addSubnet(nat64, 96, 'ipv6');
for (const [net, prefix] of v4Ranges) reserved.addSubnet(`${nat64}${net}`, 96 + prefix, 'ipv6');
globalV6.addSubnet('::ffff:0:0', 96, 'ipv6');

/** True for an IP address (no brackets, no name) of the public internet: not this machine, not the local network. */
export function isPublicAddress(address: string): boolean {
  // A zone (`fe80::1%eth0`) belongs to link-local addresses, and BlockList cannot read it.
  if (address.includes('%')) return false;
  if (!isIPv6(address)) return !reserved.check(address, 'ipv4');
  return globalV6.check(address, 'ipv6') && !reserved.check(address, 'ipv6');
}
