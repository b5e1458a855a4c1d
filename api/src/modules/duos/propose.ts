import { addDays, problem, type CandidacyPair, type DuoOrigin } from '@interra/contracts'
import type { Config } from '../../config.ts'
import { recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import { policyAt } from '../sites/policies.store.ts'
import type { Explained } from './explain.ts'
import { tellProposal } from './duo-messages.ts'
import { insertDuo } from './duos.store.ts'

export interface Proposing {
  readonly siteId: string
  /** Local date of the site. */
  readonly today: string
  readonly now: Date
  readonly config: Config
  readonly by: string | null
  readonly origin: DuoOrigin
  readonly reason: string | null
  readonly matchRunId: string | null
}
export interface ProposedPair extends CandidacyPair {
  readonly explained: Explained | undefined
}

const dayMs = 86_400_000

/**
 * Holds the places of candidacies until the transaction ends, before the pool is judged: whoever leaves the pool meanwhile
 * waits, and then finds the proposals to close.
 */
export async function holdPlaces(db: Db, pairs: readonly CandidacyPair[]): Promise<void> {
  const text = 'select from duo_load where candidacy_id = any($1) order by candidacy_id for no key update'
  await db.hot({ name: 'duo-hold-places', text }, [pairs.flatMap(({ newcomerId, localId }) => [newcomerId, localId])])
}

/**
 * Proposes pairs to both of their sides: writes the duos with the group of each on that day, and tells everybody. The
 * pairs were judged by the caller in the same transaction. Answers the ids in their order. Throws `already-proposed`.
 */
export async function proposePairs(db: Db, pairs: readonly ProposedPair[], given: Proposing): Promise<string[]> {
  const { siteId, today, now, config, by, origin, reason, matchRunId } = given
  const days = await policyAt(db, siteId, 'duo_proposal_days', today)
  const rhythmDays = await policyAt(db, siteId, 'duo_rhythm_days', today)
  const weeks = await policyAt(db, siteId, 'duo_weeks', today)
  const expiresAt = new Date(now.getTime() + days * dayMs)
  const people = await peopleOf(db, pairs, today)
  const ids: string[] = []
  for (const { newcomerId, localId, explained } of pairs) {
    const [newcomer, local] = [people.get(newcomerId), people.get(localId)]
    if (!newcomer || !local) throw problem('not-found')
    const { score = null, coverage = null, parts = [] } = explained ?? {}
    const known = { score, coverage, parts, matchedOn: today, origin, reason, matchRunId, ownerAccountId: by }
    const times = { proposedAt: now, expiresAt, rhythmDays, weeks }
    const previousDuoId = newcomer.previousDuoId ?? local.previousDuoId
    const duoId = await insertDuo(db, { siteId, newcomer, local, ...known, ...times, previousDuoId })
    await tellProposal(db, config, duoId, expiresAt, now)
    await recordAudit(db, { act: 'duo.proposed', siteId, entity: 'duo', entityId: duoId, reason })
    ids.push(duoId)
  }
  return ids
}

interface Person {
  readonly candidacyId: string
  readonly personId: string
  readonly group: string
  readonly previousDuoId: string | null
}

async function peopleOf(db: Db, pairs: readonly CandidacyPair[], today: string): Promise<Map<string, Person>> {
  const ids = pairs.flatMap(({ newcomerId, localId }) => [newcomerId, localId])
  const found = await db.hot<{ [K in keyof Person]: Person[K] }>(
    {
      name: 'duo-people',
      text: `select id as "candidacyId", person_id as "personId", interra.group_at(person_id, $2) as "group",
          previous_duo_id as "previousDuoId"
        from candidacy where id = any($1)`,
    },
    [ids, today],
  )
  return new Map(found.map((one) => [one.candidacyId, one]))
}

/** The planned end of a duo that starts on a day. */
export const plannedEnd = (startsOn: string, weeks: number) => addDays(startsOn, weeks * 7)

/** Meetings are noted by link until a month after the planned end. */
export const logsUntil = (plannedEndOn: string) => new Date(`${addDays(plannedEndOn, 30)}T22:00:00Z`)
