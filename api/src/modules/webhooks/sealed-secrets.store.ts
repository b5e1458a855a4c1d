import { ConfigError } from '../../config.ts'
import type { Database } from '../../platform/db/database.ts'
import type { Seal } from '../../platform/seal.ts'
import { sealedFor } from './secret.ts'

interface Kept extends Record<string, unknown> {
  readonly id: string
  readonly secret: string
  readonly oldSecret: string | null
}

/**
 * Before the service starts: every secret can be opened, and is sealed by the first key from now on. Throws a ConfigError
 * when a key is missing.
 */
export async function sealWebhookSecrets(database: Database, seal: Seal): Promise<void> {
  await database.system('seal-webhook-secrets', async (db) => {
    const text = 'select id, secret, old_secret as "oldSecret" from webhook_endpoint order by id for update'
    const kept = await db.hot<Kept>({ name: 'webhook-secrets', text }, [])
    const secrets = kept.flatMap(({ secret, oldSecret }) => [secret, ...(oldSecret === null ? [] : [oldSecret])])
    const lost = secrets.filter((secret) => !seal.isKnown(secret))
    if (lost.length > 0) throw new ConfigError([`SECRETS_KEY lacks the key that sealed ${lost.length} webhook secrets`])
    for (const { id, secret, oldSecret } of kept) {
      if ([secret, oldSecret].every((one) => one === null || seal.isOurs(one))) continue
      const anew = (one: string | null) => one && seal.close(seal.open(one, sealedFor(id)), sealedFor(id))
      const save = 'update webhook_endpoint set secret = $2, old_secret = $3 where id = $1'
      await db.hot({ name: 'webhook-reseal', text: save }, [id, anew(secret), anew(oldSecret)])
    }
  })
}
