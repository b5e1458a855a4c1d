import { charterTextVersion, scoringVersion } from '@interra/contracts'
import { planCheckIns } from '../modules/duos/duo-life.store.ts'
import { plannedEnd } from '../modules/duos/propose.ts'
import { readPool } from '../modules/duos/pool.store.ts'
import { suggestionsFor } from '../modules/duos/suggestions.ts'
import type { Db } from '../platform/db/database.ts'
import { newId } from '../platform/ids.ts'
import type { Random } from './random.ts'
import { daysAfter, insertRows, type Row } from './rows.ts'
import type { Season } from './season.ts'
import { makeWishes, type Wish } from './wishes.ts'

const weeks = 13
interface Life {
  readonly status: string
  /** Days since the start; null for a duo that has not started. */
  readonly started: number | null
  /** Days without a meeting, up to today or to the end. */
  readonly quiet?: number
  readonly more?: Row
}
const before = (count: number, life: Life): Life[] => Array.from({ length: count }, () => life)
/** How the duos of the demo are: those under way meet weekly, three of them have gone silent. */
const lives: readonly Life[] = [
  ...[118, 112, 106].map((started) => ({ status: 'completed', started, quiet: 2 })),
  { status: 'ended_early', started: 60, quiet: 12, more: { end_reason: 'no_time' } },
  { status: 'paused', started: 45, quiet: 10 },
  ...[82, 75, 70, 61, 54, 47, 40, 33, 26, 19, 12, 5].map((started, at) => ({
    status: 'active',
    started,
    quiet: at % 4 === 1 ? 24 : at % 5,
  })),
  ...before(1, { status: 'first_meeting', started: null }),
  ...before(1, { status: 'accepted', started: null }),
  ...before(1, { status: 'accepted_by_one', started: null }),
  ...before(2, { status: 'proposed', started: null }),
]
/** Who still waits, beside those of the duos. */
const waiting = { newcomer: 24, local: 16 }

/** A pool of people who wish for a duo, and duos at every stage of their life. */
export async function pairPeople(db: Db, random: Random, season: Season): Promise<void> {
  const wanted = { newcomer: lives.length + waiting.newcomer, local: lives.length + waiting.local }
  const wishes = await makeWishes(db, random, season, wanted)
  const pool = await readPool(db, season.siteId, new Date(`${season.today}T11:00:00Z`))
  const free = new Set(wishes.filter(({ side }) => side === 'local').map(({ candidacyId }) => candidacyId))
  const newcomers = wishes.filter(({ side }) => side === 'newcomer')
  const left = [...lives]
  for (const newcomer of newcomers) {
    const [life] = left
    if (!life || !pool.members.some(({ candidate }) => candidate.id === newcomer.candidacyId)) continue
    const { items } = suggestionsFor(pool, newcomer.candidacyId, 'fr', free.size)
    const best = items.find(({ other }) => free.delete(other.candidacyId))
    const local = wishes.find(({ candidacyId }) => candidacyId === best?.other.candidacyId)
    if (!best || !local) continue
    left.shift()
    const { score, coverage, parts } = best
    await live(db, season, life, { newcomer, local, why: { score, coverage, parts } })
  }
}

interface Pair {
  readonly newcomer: Wish
  readonly local: Wish
  readonly why: Row
}

async function live(db: Db, season: Season, life: Life, pair: Pair): Promise<void> {
  const { siteId, today, staffId } = season
  const of = { site_id: siteId, duo_id: newId() }
  const startsOn = life.started === null ? null : daysAfter(today, -life.started)
  const matchedOn = daysAfter(startsOn ?? today, startsOn === null ? -4 : -20)
  await insertRows(db, 'duo', [proposal(season, life, pair, { id: of.duo_id, matchedOn })])
  if (startsOn === null) return
  const signature = { ...of, text_version: charterTextVersion, language: 'fr', channel: 'read_aloud' }
  await insertRows(
    db,
    'charter_signature',
    ['newcomer', 'local'].map((side) => ({
      ...signature,
      id: newId(),
      side,
      signed_on: startsOn,
      created_by: staffId,
    })),
  )
  const plannedEndOn = plannedEnd(startsOn, weeks)
  const ended = life.status === 'completed' || life.status === 'ended_early'
  const endedOn = ended ? daysAfter(today, life.status === 'completed' ? -15 : -20) : null
  await start(db, of.duo_id, { startsOn, plannedEndOn, first: daysAfter(startsOn, -3) })
  await insertRows(
    db,
    'duo_meeting',
    meetings(season, of, { startsOn, until: daysAfter(endedOn ?? today, -(life.quiet ?? 0)) }),
  )
  await planCheckIns(db, { id: of.duo_id, siteId }, { startsOn, endsOn: endedOn ?? plannedEndOn })
  await answerCheckIns(db, of.duo_id, today)
  if (life.status !== 'active') await finish(db, of.duo_id, life, { endedOn, today })
}

/** The duo as it stood before it started: everything that comes later is added step by step, as in life. */
function proposal(season: Season, life: Life, pair: Pair, { id, matchedOn }: { id: string; matchedOn: string }): Row {
  const { newcomer, local, why } = pair
  const at = (days: number) => `${daysAfter(matchedOn, days)}T10:00:00Z`
  const both = life.status !== 'proposed' && life.status !== 'accepted_by_one'
  const yes = (side: string, days: number) => ({
    [`${side}_accepted_at`]: at(days),
    [`${side}_accepted_through`]: 'link',
  })
  return {
    id,
    site_id: season.siteId,
    newcomer_id: newcomer.personId,
    local_id: local.personId,
    newcomer_candidacy_id: newcomer.candidacyId,
    local_candidacy_id: local.candidacyId,
    matched_on: matchedOn,
    newcomer_group: 'newcomer',
    local_group: 'local',
    origin: 'suggestion',
    ...why,
    scoring_version: scoringVersion,
    weeks,
    proposed_at: at(0),
    expires_at: at(14),
    ...(both || life.status === 'accepted_by_one' ? yes('local', 1) : {}),
    ...(both ? yes('newcomer', 2) : {}),
    ...(both && life.status !== 'accepted'
      ? {
          first_meeting_on: daysAfter(matchedOn, life.started === null ? 6 : 17),
          first_meeting_host_id: season.staffId,
        }
      : {}),
    status: life.started === null ? life.status : 'first_meeting',
    owner_account_id: season.staffId,
    created_by: season.staffId,
  }
}

async function start(
  db: Db,
  duoId: string,
  { startsOn, plannedEndOn, first }: { startsOn: string; plannedEndOn: string; first: string },
): Promise<void> {
  const text = `update duo set status = 'active', starts_on = $2, planned_end_on = $3, first_meeting_on = $4 where id = $1`
  await db.hot({ name: 'demo duo start', text }, [duoId, startsOn, plannedEndOn, first])
}

/** Weekly, up to a day. */
function meetings(season: Season, of: Row, { startsOn, until }: { startsOn: string; until: string }): Row[] {
  const days: string[] = []
  for (let day = startsOn; day <= until; day = daysAfter(day, 7)) days.push(day)
  return days.map((day, at) => ({
    ...of,
    id: newId(),
    met_on: day,
    minutes: 60 + 15 * (at % 3),
    mode: at % 5 === 4 ? 'video' : 'in_person',
    logged_by: at % 2 === 0 ? 'local' : 'newcomer',
    logged_at: `${day}T19:00:00Z`,
    recorded_at: `${day}T19:00:00Z`,
  })) satisfies Row[]
}

/** What fell due was asked; most answered, and all of them are fairly well. */
async function answerCheckIns(db: Db, duoId: string, today: string): Promise<void> {
  const text = `update check_in k set asked_at = k.due_on + time '09:00',
      answered_at = case when asked.answers then k.due_on + time '18:00' end,
      answered_through = case when asked.answers then 'link' end, met = case when asked.answers then true end,
      wellbeing = case when asked.answers then 4 end, goes_on = case when asked.answers then 'yes' end
    from (select id, row_number() over (order by due_on, side) % 4 <> 0 as answers from check_in where duo_id = $1) asked
    where asked.id = k.id and k.due_on < $2`
  await db.hot({ name: 'demo check-ins', text }, [duoId, today])
}

async function finish(
  db: Db,
  duoId: string,
  life: Life,
  { endedOn, today }: { endedOn: string | null; today: string },
): Promise<void> {
  const text = `update duo set status = $2, ended_on = $3, end_reason = $4, paused_until = $5,
      paused_on = $6 where id = $1`
  const pausedUntil = life.status === 'paused' ? daysAfter(today, 12) : null
  await db.hot({ name: 'demo duo end', text }, [
    duoId,
    life.status,
    endedOn,
    life.more?.['end_reason'] ?? null,
    pausedUntil,
    life.status === 'paused' ? daysAfter(today, -(life.quiet ?? 0)) : null,
  ])
  if (life.status !== 'completed') return
  const over = `update candidacy set status = 'ended', status_reason = 'Duo mené à terme'
    where id in (select unnest(array[newcomer_candidacy_id, local_candidacy_id]) from duo where id = $1)`
  await db.hot({ name: 'demo wish end', text: over }, [duoId])
}
