import type { Config } from '../config.ts'
import type { Clock } from './clock.ts'
import type { Database } from './db/database.ts'
import type { Identities } from './http/identities.ts'

/** What handlers are made with. */
export interface Deps {
  readonly config: Config
  readonly database: Database
  readonly clock: Clock
  /** Who is signed in, remembered for one second: an act that ends sessions or changes rights calls `forget()`. */
  readonly identities: Identities
}
