import { ConfigError } from '../../config.ts'
import type { Database, Db } from '../../platform/db/database.ts'
import { isSealed, type Seal } from '../../platform/seal.ts'

interface Kept {
  readonly id: string
  readonly secret: string
}
const keptFactors = {
  name: 'factors-kept',
  text: `select id, totp_secret as secret from account where totp_secret is not null order by id for update`,
}
const isRequired = {
  name: 'factors-required',
  text: `select from setting where key = 'second_factor_required' and value = 'true'`,
}

/**
 * Before the service starts: every second factor can be opened, and is sealed by the first key from now on, so that the
 * key before it can be taken away. Throws a ConfigError when a key is missing.
 */
export async function sealFactors(database: Database, seal: Seal): Promise<void> {
  await database.system('seal-second-factors', async (db) => {
    const kept = await db.hot<Kept & Record<string, unknown>>(keptFactors, [])
    const required = (await db.hot(isRequired, [])).length > 0
    if (!seal.ready && (required || kept.length > 0))
      throw new ConfigError(['SECRETS_KEY is missing: second factors are asked for or in use, and sealed by it'])
    const lost = kept.filter(({ secret }) => isSealed(secret) && !seal.isKnown(secret))
    if (lost.length > 0) throw new ConfigError([`SECRETS_KEY lacks the key that sealed ${lost.length} second factors`])
    for (const { id, secret } of kept) if (!seal.isOurs(secret)) await reseal(db, seal, id, secret)
  })
}

async function reseal(db: Db, seal: Seal, id: string, secret: string): Promise<void> {
  const plain = isSealed(secret) ? seal.open(secret, id) : secret
  const text = 'update account set totp_secret = $2 where id = $1'
  await db.hot({ name: 'factor-reseal', text }, [id, seal.close(plain, id)])
}
