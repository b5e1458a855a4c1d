import { webhookPorts } from '@interra/contracts'
import ipaddr from 'ipaddr.js'
import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import { isLoopback } from '../../config.ts'

/** Finds the addresses of a name. */
export type Resolve = (name: string) => Promise<readonly LookupAddress[]>
const system: Resolve = (name) => lookup(name, { all: true })

/** Public addresses that stand for the machine itself at a host of ours: Azure's metadata. */
const insides = new Set(['168.63.129.16'])
/** All that is given out of IPv6 so far; what lies elsewhere may stand for anything, such as ::7f00:1 for 127.0.0.1. */
const publicIpv6 = ipaddr.IPv6.parseCIDR('2000::/3')

/**
 * Whether a message may go to an address: a public one, never this machine, its network, or what hides one of them
 * (mapped, 6to4, NAT64). With `loopback`, for an installation that is on loopback itself, that too.
 */
export function mayReach(address: string, loopback: boolean): boolean {
  if (!ipaddr.isValid(address)) return false
  const plain = ipaddr.process(address)
  const range = plain.range()
  const isPublic = range === 'unicast' && (plain instanceof ipaddr.IPv4 || plain.match(publicIpv6))
  return (isPublic && !insides.has(plain.toString())) || (loopback && range === 'loopback')
}

export class AddressRefused extends Error {}

/**
 * A look-up for a connection, which then goes to the very addresses that were looked at: a name that answers otherwise
 * the next time gains nothing. One address that may not be reached refuses the name.
 */
export function guardedLookup(loopback: boolean, resolve: Resolve = system): LookupFunction {
  const checked = async (name: string) => {
    const found = await resolve(name)
    const [first] = found
    if (!first || !found.every(({ address }) => mayReach(address, loopback))) throw new AddressRefused(name)
    return { first, found: [...found] }
  }
  return (name, options, done) => {
    void checked(name).then(
      ({ first, found }) => (options.all === true ? done(null, found) : done(null, first.address, first.family)),
      (error: unknown) => done(error instanceof Error ? error : new Error('not found'), ''),
    )
  }
}

/** Whether a partner may ask to be told there: https, a public host, a port of https. On loopback, loopback over http too. */
export function isWebhookAddress(written: string, loopback: boolean): boolean {
  if (!URL.canParse(written)) return false
  const { protocol, hostname, port, username, password } = new URL(written)
  if (username !== '' || password !== '') return false
  if (loopback && isLoopback(hostname)) return true
  return protocol === 'https:' && webhookPorts.some((one) => one === port) && !namesRefusedAddress(hostname, loopback)
}

/** Whether a host is written as an address, one that may not be reached: no look-up would see it. */
export function namesRefusedAddress(hostname: string, loopback: boolean): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '')
  return ipaddr.isValid(bare) && !mayReach(bare, loopback)
}
