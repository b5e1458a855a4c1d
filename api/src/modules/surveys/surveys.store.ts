import {
  broken,
  problem,
  type InvitationState,
  type InstrumentCode,
  type OpenSurveyWave,
  type Programme,
  type SurveyInvitation,
  type SurveyWave,
} from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/http/context.ts'
import type { Window } from '../../platform/http/paging.ts'
import { newId } from '../../platform/ids.ts'
import { instrumentOf } from './instruments.ts'
import { dueSql, invitationsSql, stateSql, wavesSql } from './due.sql.ts'
import { surveyInvitation, surveyWave, surveyWaveInstrument } from './surveys.tables.ts'

interface ListedWave extends Record<string, unknown> {
  readonly id: string
  readonly since: string
  readonly item: SurveyWave
}

/** Waves, the latest first. */
export function listWaves(
  db: Db,
  scope: Scope,
  siteId: string | undefined,
  { take, after }: Window,
  now: Date,
): Promise<ListedWave[]> {
  const values = [scope.filterSites, now, null, siteId ?? null, after?.[0] ?? null, after?.[1] ?? null, take]
  return db.hot<ListedWave>(wavesSql, values)
}

/** Throws `not-found`. */
export async function findWave(db: Db, scope: Scope, waveId: string, now: Date): Promise<SurveyWave> {
  const [found] = await db.hot<ListedWave>(wavesSql, [scope.filterSites, now, waveId, null, null, null, 1])
  if (!found) throw problem('not-found')
  return found.item
}

/** Throws `rule-broken` for an instrument that is not offered, or named twice. */
export async function insertWave(db: Db, wanted: OpenSurveyWave, by: string | null): Promise<string> {
  const { instruments, ...wave } = wanted
  for (const [at, code] of instruments.entries()) {
    if (!instrumentOf(code).offered) throw broken('rule-broken', `/instruments/${at}`, { rule: 'not-offered' })
    if (instruments.indexOf(code) < at) throw broken('rule-broken', `/instruments/${at}`, { rule: 'named-twice' })
  }
  const id = newId()
  const { siteId } = wave
  await db.insert(surveyWave).values({ id, ...wave, createdBy: by })
  await db.insert(surveyWaveInstrument).values(
    instruments.map((instrument, at) => ({
      waveId: id,
      siteId,
      position: at + 1,
      instrument,
      instrumentVersion: instrumentOf(instrument).version,
    })),
  )
  return id
}

export interface Due extends Record<string, unknown> {
  readonly personId: string
  readonly programme: Programme
  readonly entryOn: string
  readonly dueOn: string
  readonly minor: boolean
  readonly agreed: boolean
}
export function whoIsDue(db: Db, waveId: string, now: Date): Promise<Due[]> {
  return db.hot<Due>(dueSql, [waveId, now])
}

/** Asks people in a wave, and answers the ids of their invitations. Who was asked meanwhile is left out. */
export async function insertInvitations(
  db: Db,
  { id: waveId, siteId }: Pick<SurveyWave, 'id' | 'siteId'>,
  people: readonly Due[],
  by: string | null,
): Promise<string[]> {
  if (people.length === 0) return []
  const rows = people.map(({ personId, programme, entryOn, dueOn }) => ({
    id: newId(),
    siteId,
    waveId,
    personId,
    programme,
    entryOn,
    dueOn,
    createdBy: by,
  }))
  const made = await db
    .insert(surveyInvitation)
    .values(rows)
    .onConflictDoNothing()
    .returning({ id: surveyInvitation.id })
  return made.map(({ id }) => id)
}

interface ListedInvitation extends Record<string, unknown> {
  readonly id: string
  readonly name: string
  readonly item: SurveyInvitation
}
/** Who was asked in a wave, by name. */
export function listInvitations(
  db: Db,
  scope: Scope,
  waveId: string,
  { take, after }: Window,
): Promise<ListedInvitation[]> {
  const values = [scope.filterSites, waveId, null, after?.[0] ?? null, after?.[1] ?? null, take]
  return db.hot<ListedInvitation>(invitationsSql, values)
}
export async function findInvitation(db: Db, scope: Scope, invitationId: string): Promise<SurveyInvitation> {
  const values = [scope.filterSites, null, invitationId, null, null, 1]
  const [found] = await db.hot<ListedInvitation>(invitationsSql, values)
  if (!found) throw problem('not-found')
  return found.item
}

export interface HeldInvitation extends Record<string, unknown> {
  readonly id: string
  readonly siteId: string
  readonly waveId: string
  readonly personId: string
  readonly state: InvitationState
  readonly opensOn: string
  readonly closesOn: string
  readonly today: string
  readonly instruments: readonly InstrumentCode[]
}
/** An invitation, held until the transaction ends: answered, declined or revoked once. Throws `not-found`. */
export async function lockInvitation(db: Db, scope: Scope, invitationId: string, now: Date): Promise<HeldInvitation> {
  const text = `select i.id, i.site_id as "siteId", i.wave_id as "waveId", i.person_id as "personId", ${stateSql('i')} as state,
      w.opens_on::text as "opensOn", w.closes_on::text as "closesOn",
      ($3::timestamptz at time zone place.time_zone)::date::text as today,
      (select json_agg(x.instrument order by x.position) from survey_wave_instrument x where x.wave_id = w.id) as instruments
    from survey_invitation i join survey_wave w on w.id = i.wave_id join site place on place.id = i.site_id
    where i.id = $1 and i.site_id = any($2) for no key update of i`
  const [held] = await db.hot<HeldInvitation>({ name: 'survey-hold', text }, [invitationId, scope.filterSites, now])
  if (!held) throw problem('not-found')
  return held
}
