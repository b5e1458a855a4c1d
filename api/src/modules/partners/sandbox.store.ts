import type { Db } from '../../platform/db/database.ts'
import type { PartnerScope } from '../../platform/http/context.ts'

/** What a sandbox fills with, what refers to another table first. */
const tables = ['webhook_delivery', 'webhook_event', 'referral_event', 'referral'] as const

/** Erases what a partner tried; nothing of anybody else, nor of what is real. Answers how many referrals there were. */
export async function emptySandbox(db: Db, { id }: PartnerScope): Promise<number> {
  let erased = 0
  for (const table of tables) {
    const text = `delete from ${table} where partner_id = $1 and is_test returning id`
    erased = (await db.hot<{ id: string }>({ name: `sandbox-empty-${table}`, text }, [id])).length
  }
  await db.hot({ name: 'sandbox-empty-kept', text: 'select interra.empty_sandbox()' }, [])
  return erased
}
