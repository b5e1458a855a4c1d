import {
  checkInKinds,
  charterTextVersion,
  problem,
  sides,
  type CheckInKind,
  type SignCharter,
} from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import { newId } from '../../platform/ids.ts'
import { afterTheEnd, checkInDays } from './duo.ts'
import type { StoredDuo } from './duos.store.ts'

type OfSite = Pick<StoredDuo, 'id' | 'siteId'>

/** How well somebody knows a language, as its place in `languageLevels`: the latest record; 0 when nobody could tell. */
export async function levelOf(db: Db, personId: string, language: string): Promise<number> {
  const text = `select interra.level_rank(level)::int as rank from language_record where person_id = $1 and language = $2
    order by assessed_on desc, interra.level_rank(level) desc limit 1`
  const [found] = await db.hot<{ rank: number }>({ name: 'duo-level', text }, [personId, language])
  return found?.rank ?? 0
}

/** Throws `charter-signed` when this side has signed. */
export async function insertSignature(
  db: Db,
  { id: duoId, siteId }: OfSite,
  { side, language, channel, interpreter }: SignCharter,
  { signedOn, by }: { readonly signedOn: string; readonly by: string | null },
): Promise<void> {
  const named = interpreter?.trim() ? interpreter.trim() : null
  const text = `insert into charter_signature
      (id, site_id, duo_id, side, signed_on, language, text_version, channel, interpreter, created_by)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`
  const values = [newId(), siteId, duoId, side, signedOn, language, charterTextVersion, channel, named, by]
  await db
    .hot({ name: 'charter-sign', text }, values)
    .catch((error: unknown) => onConstraint(error, { charter_signature_key: () => problem('charter-signed') }))
}

/** Plans, or plans anew, the check-ins of both sides; one that was asked or answered stays as it was. */
export async function planCheckIns(
  db: Db,
  { id: duoId, siteId }: OfSite,
  { startsOn, endsOn }: { readonly startsOn: string; readonly endsOn: string },
  kinds: readonly CheckInKind[] = checkInKinds,
): Promise<void> {
  const days = checkInDays(startsOn, endsOn)
  const rows = kinds.flatMap((kind) => sides.map((side) => ({ id: newId(), kind, side, dueOn: days[kind] })))
  const text = `insert into check_in (id, site_id, duo_id, kind, side, due_on)
    select planned.id, $1, $2, planned.kind, planned.side, planned.due_on
    from unnest($3::uuid[], $4::text[], $5::text[], $6::date[]) as planned (id, kind, side, due_on)
    on conflict (duo_id, kind, side) do update set due_on = excluded.due_on
      where check_in.asked_at is null and check_in.answered_at is null and check_in.due_on <> excluded.due_on`
  await db.hot({ name: 'check-ins-plan', text }, [
    siteId,
    duoId,
    rows.map((row) => row.id),
    rows.map((row) => row.kind),
    rows.map((row) => row.side),
    rows.map((row) => row.dueOn),
  ])
}

/** Nobody is asked any more what was not asked yet. */
async function dropCheckIns(db: Db, duoId: string): Promise<void> {
  const text = 'delete from check_in where duo_id = $1 and asked_at is null and answered_at is null'
  await db.hot({ name: 'check-ins-drop', text }, [duoId])
}

export interface Ending {
  /** Local date of the site. */
  readonly endedOn: string
  readonly now: Date
  /** Both look for another duo and keep their turn. */
  readonly rematch: boolean
  /** Whether the two are asked later how it went. */
  readonly asked: boolean
}

/**
 * What follows from the end of a duo that was under way: check-ins are counted from the real end, links to note meetings
 * stop, and the two wait anew from that day; with a wish for another duo they keep their turn, linked to this one.
 */
export async function closeDuo(db: Db, held: StoredDuo, { endedOn, now, rematch, asked }: Ending): Promise<void> {
  await dropCheckIns(db, held.id)
  if (asked) await planCheckIns(db, held, { startsOn: held.startsOn ?? endedOn, endsOn: endedOn }, afterTheEnd)
  const revoke = `update duo_link set revoked_at = $2 where duo_id = $1 and purpose <> 'check_in' and revoked_at is null`
  await db.hot({ name: 'duo-links-end', text: revoke }, [held.id, now])
  const wait = rematch
    ? { name: 'candidacy-keep-turn', text: 'update candidacy set previous_duo_id = $2 where id = any($1)' }
    : {
        name: 'candidacy-wait-anew',
        text: `update candidacy set waiting_since = greatest(waiting_since, $2), rounds_missed = 0, previous_duo_id = null
          where id = any($1) and waiting_since is not null`,
      }
  const candidacies = [held.newcomerCandidacyId, held.localCandidacyId]
  await db.hot(wait, [candidacies, rematch ? held.id : endedOn])
}

export interface Alarm {
  readonly checkInId?: string | null
  readonly note?: string | null
  readonly by: string | null
  readonly now: Date
}

/**
 * Somebody may not be safe: neither of the two gets another duo until it is cleared (H12). Every note is kept, each on rows
 * of its own. Answers the id of a flag of somebody who had none, undefined when both were flagged because of this duo.
 */
export async function raiseSafety(
  db: Db,
  held: StoredDuo,
  { checkInId = null, note = null, by, now }: Alarm,
): Promise<string | undefined> {
  const text = `with flagged as (
      select one.id, one.person_id, exists (select from safety_flag f
        where f.person_id = one.person_id and f.duo_id = $2 and f.cleared_at is null) as known
      from unnest($6::uuid[], $7::uuid[]) as one (id, person_id)
    ), raised as (
      insert into safety_flag (id, site_id, person_id, duo_id, check_in_id, opened_at, opened_by, note)
      select id, $1, person_id, $2, $3, $4, $5, $8 from flagged where not known or $8::text is not null
    )
    select id from flagged where not known`
  const people = [held.newcomerId, held.localId]
  const values = [held.siteId, held.id, checkInId, now, by, people.map(() => newId()), people, note]
  const [raised] = await db.hot<{ id: string }>({ name: 'safety-raise', text }, values)
  return raised?.id
}

/** Whether a word about the safety of one of the two is not cleared, whichever duo it was said in. */
export async function isFlagged(db: Db, { newcomerId, localId }: StoredDuo): Promise<boolean> {
  const text = 'select 1 from safety_flag where person_id = any($1) and cleared_at is null limit 1'
  return (await db.hot({ name: 'safety-open', text }, [[newcomerId, localId]])).length > 0
}

/** Clears what is open about these people because of a duo; false when nothing was. */
export async function clearSafety(
  db: Db,
  duoId: string,
  { people, note, by, now }: { readonly people: readonly string[]; note: string; by: string | null; now: Date },
): Promise<boolean> {
  const text = `update safety_flag set cleared_at = $3, cleared_by = $4, clear_note = $5
    where duo_id = $1 and person_id = any($2) and cleared_at is null returning id`
  const cleared = await db.hot({ name: 'safety-clear', text }, [duoId, people, now, by, note])
  return cleared.length > 0
}

/** Links that note meetings work until `until`. */
export async function prolongLinks(db: Db, duoId: string, until: Date): Promise<void> {
  const text = `update duo_link set expires_at = $2 where duo_id = $1 and purpose = 'log' and revoked_at is null`
  await db.hot({ name: 'duo-links-prolong', text }, [duoId, until])
}
