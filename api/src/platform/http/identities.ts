import type { KeyKind, KeyScope, ProblemCode, Programme, Role } from '@interra/contracts'
import type { PartnerScope } from '../db/scope.ts'

/** A role somebody holds on one site (null: on all) in one programme (null: in all). */
export interface HeldGrant {
  readonly role: Role
  readonly siteId: string | null
  readonly programme: Programme | null
}
export interface AccountIdentity {
  readonly kind: 'account'
  readonly accountId: string
  readonly personId: string | null
  readonly name: string
  readonly sessionId: string
  readonly grants: readonly HeldGrant[]
  /** Policy asks for a second factor and the account has none yet: only `signed-in` routes open. */
  readonly secondFactorMissing: boolean
}
export interface KeyIdentity {
  readonly kind: 'key'
  readonly keyKind: KeyKind
  readonly keyId: string
  readonly name: string
  readonly scopes: readonly KeyScope[]
  /** Sites the key reads; null for all. */
  readonly siteIds: readonly string[] | null
  /** Whose key it is. */
  readonly partner: PartnerScope | null
  /** Why it opens nothing today: it was revoked, it has expired, its partner has no agreement. */
  readonly refusal: ProblemCode | null
}
export type Identity = AccountIdentity | KeyIdentity

/** Supplied by the modules that keep accounts and keys. Each answers null for anything unknown, ended or disabled. */
export interface Authenticator {
  session(token: string): Promise<AccountIdentity | null>
  /** `address`: the network address it is used from. */
  key(token: string, address: string): Promise<KeyIdentity | null>
  /** The ids of every site. */
  siteIds(): Promise<readonly string[]>
}

/** How long a look-up is believed: a disabled account or a revoked key is out within this time. */
export const rememberedMs = 1000
const maxRemembered = 10_000

/** The authenticator with a memory of one second, so that a signed-in request does not cost a round trip each time. */
export class Identities {
  readonly #source: Authenticator
  readonly #remembered = new Map<string, { until: number; value: Promise<unknown> }>()

  readonly #elapsed: () => number

  /** `elapsed`: milliseconds of a clock that nobody sets. */
  constructor(source: Authenticator, elapsed = () => performance.now()) {
    this.#source = source
    this.#elapsed = elapsed
  }

  session(token: string): Promise<AccountIdentity | null> {
    return this.#recall(`session ${token}`, () => this.#source.session(token))
  }
  key(token: string, address: string): Promise<KeyIdentity | null> {
    return this.#recall(`key ${token}`, () => this.#source.key(token, address))
  }
  siteIds(): Promise<readonly string[]> {
    return this.#recall('sites', () => this.#source.siteIds())
  }

  /** Forgets everything: after sign-out, a change of rights, a new site. */
  forget(): void {
    this.#remembered.clear()
  }

  #recall<T>(key: string, look: () => Promise<T>): Promise<T> {
    const now = this.#elapsed()
    const known = this.#remembered.get(key)
    if (known && known.until > now) return known.value as Promise<T>
    if (this.#remembered.size >= maxRemembered) this.#remembered.clear()
    const value = look()
    this.#remembered.set(key, { until: now + rememberedMs, value })
    value.catch(() => this.#remembered.delete(key))
    return value
  }
}
