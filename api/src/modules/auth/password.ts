import { hash, verify } from '@node-rs/argon2'
import { Gate } from './gate.ts'

/** OWASP's setting for argon2id, which is the library's default: 19 MiB, two passes, one lane; some 10 ms of a core. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Hash of 32 random bytes that nobody kept: what is verified for an account that does not exist. */
const nobodysHash = '$argon2id$v=19$m=19456,t=2,p=1$S5aWF7nyF1IUiUvhtmsJeg$5ZV9st9K3vWkYuiZDdThQtFWwbAZiV5MPTql2eBvMv0'

/** Hashing is what a flood of sign-ins would drown the machine with: four at once, fifty waiting, then `unavailable`. */
const gate = new Gate({ running: 4, waiting: 50 })

export function hashPassword(password: string): Promise<string> {
  return gate.pass(() => hash(normalised(password), cost))
}

/** Takes the same time when there is no hash to compare with, and is then false. */
export async function isPassword(password: string, known: string | null): Promise<boolean> {
  const matches = await gate.pass(() => verify(known ?? nobodysHash, normalised(password)))
  return matches && known !== null
}

/** One form for what keyboards write in several ways (NIST SP 800-63B 5.1.1.2). */
function normalised(password: string): string {
  return password.normalize('NFKC')
}
