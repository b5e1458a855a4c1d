import {
  broken,
  problem,
  type Candidacy,
  type CandidacyRow,
  type ChangeCandidacy,
  type Side,
  type Standing,
} from '@interra/contracts'
import { eq } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Scope } from '../../platform/http/context.ts'
import type { Window } from '../../platform/http/paging.ts'
import { newId } from '../../platform/ids.ts'
import { isOpenWord } from '../sites/terms.sql.ts'
import { candidacy, candidacyTerm } from './duos.tables.ts'
import { findCandidacySql, listCandidaciesSql } from './pool.sql.ts'

export interface CandidacyFilters {
  readonly siteId?: string
  readonly standing?: readonly Standing[]
  readonly side?: Side
  readonly inPool?: boolean
  readonly personId?: string
  readonly text?: string
}
interface Listed extends Record<string, unknown> {
  readonly id: string
  readonly since: string
  readonly item: CandidacyRow
}

/** Candidacies, who waits longest first. */
export function listCandidacies(
  db: Db,
  scope: Scope,
  filters: CandidacyFilters,
  { take, after }: Window,
  now: Date,
): Promise<Listed[]> {
  const { siteId = null, standing = null, side = null, inPool = null, personId = null, text = null } = filters
  const values = [scope.filterSites, now, siteId, standing, side, inPool, text, after?.[0] ?? null, after?.[1] ?? null]
  return db.hot<Listed>(listCandidaciesSql, [...values, take, personId])
}

export interface FoundCandidacy {
  readonly candidacy: Candidacy
  /** Local date of the site. */
  readonly today: string
}

/** The candidacy and the day it is there. Throws `not-found`. */
export async function findCandidacy(db: Db, scope: Scope, candidacyId: string, now: Date): Promise<FoundCandidacy> {
  const values = [candidacyId, scope.filterSites, now]
  const [found] = await db.hot<FoundCandidacy & Record<string, unknown>>(findCandidacySql, values)
  if (!found) throw problem('not-found')
  return found
}

/** As `findCandidacy`, held until the transaction ends. Throws also `version-outdated`. */
export async function lockCandidacy(
  db: Db,
  scope: Scope,
  candidacyId: string,
  ifMatch: number,
  now: Date,
): Promise<FoundCandidacy> {
  await guardVersion(db, scope, candidacy, candidacyId, ifMatch)
  return findCandidacy(db, scope, candidacyId, now)
}

export type CandidacyChange = Partial<typeof candidacy.$inferInsert>
/** Wishes as the body says them: lists of terms apart, since they are rows of their own. */
export type Wishes = ChangeCandidacy

function columnsOf({ areaId, goalIds, lifeSituationIds, ...same }: Wishes): CandidacyChange {
  return { ...same, ...(areaId !== undefined && { areaTermId: areaId }) }
}

/** Records a candidacy with its wishes and answers its id. Throws `already-candidate` and `rule-broken`. */
export async function insertCandidacy(
  db: Db,
  siteId: string,
  wanted: { readonly personId: string; readonly appliedOn: string; readonly createdBy: string | null },
  wishes: Wishes,
): Promise<string> {
  const id = newId()
  await db
    .insert(candidacy)
    .values({ id, siteId, ...wanted, ...columnsOf(wishes) })
    .catch((error: unknown) => onConstraint(error, refusals))
  await saveTerms(db, { id, siteId }, wishes)
  return id
}

export async function saveCandidacy(
  db: Db,
  { id, siteId }: Pick<Candidacy, 'id' | 'siteId'>,
  change: CandidacyChange,
  wishes: Wishes = {},
): Promise<void> {
  const columns = { ...change, ...columnsOf(wishes) }
  // a change of lists alone changes the candidacy too: its version moves
  await db
    .update(candidacy)
    .set({ ...columns, updatedAt: new Date() })
    .where(eq(candidacy.id, id))
    .catch((error: unknown) => onConstraint(error, refusals))
  await saveTerms(db, { id, siteId }, wishes)
}

const refusals = {
  candidacy_live: () => problem('already-candidate'),
  candidacy_adult: () => broken('rule-broken', '/personId', { rule: 'minor' }),
  duo_load_taken: () => problem('places-taken'),
}

/** What is newly chosen must be open in its list today: else `rule-broken` at its member. */
export async function requireTerms(db: Db, siteId: string, today: string, wishes: Wishes): Promise<void> {
  const { areaId, goalIds = [], lifeSituationIds = [] } = wishes
  const chosen = [
    ...(areaId ? [{ id: areaId, taxonomy: 'area', pointer: '/areaId' }] : []),
    ...goalIds.map((id, at) => ({ id, taxonomy: 'duo_goal', pointer: `/goalIds/${at}` })),
    ...lifeSituationIds.map((id, at) => ({ id, taxonomy: 'life_situation', pointer: `/lifeSituationIds/${at}` })),
  ]
  if (chosen.length === 0) return
  const open = isOpenWord({ id: 'w.id', siteId: '$1', taxonomy: 'w.taxonomy', day: '$2' })
  const found = await db.hot<{ id: string; open: boolean }>(
    {
      name: 'candidacy-words',
      text: `select w.id, ${open} as open from unnest($3::uuid[], $4::text[]) as w (id, taxonomy)`,
    },
    [siteId, today, chosen.map(({ id }) => id), chosen.map(({ taxonomy }) => taxonomy)],
  )
  const refused = chosen.find(({ id }) => !found.some((word) => word.id === id && word.open))
  if (refused) throw broken('rule-broken', refused.pointer, { rule: 'unknown' })
}

/** The terms of a list become these and no other. */
async function saveTerms(db: Db, { id, siteId }: { id: string; siteId: string }, wishes: Wishes): Promise<void> {
  const lists = { duo_goal: wishes.goalIds, life_situation: wishes.lifeSituationIds }
  for (const [taxonomy, termIds] of Object.entries(lists)) {
    if (!termIds) continue
    await db.hot(
      {
        name: 'candidacy-terms-clear',
        text: `delete from candidacy_term x using taxonomy_term w
          where x.candidacy_id = $1 and w.id = x.term_id and w.taxonomy = $2`,
      },
      [id, taxonomy],
    )
    if (termIds.length > 0)
      await db.insert(candidacyTerm).values(termIds.map((termId) => ({ candidacyId: id, siteId, termId })))
  }
}
