import { daysAfter, insertRows } from '../../src/demo/rows.ts'
import type { Db } from '../../src/platform/db/database.ts'
import { newId } from '../../src/platform/ids.ts'
import { anyDay, type Association } from './people.world.ts'
import { stay } from './still-there.world.ts'

const states = [
  'received',
  'needs_info',
  'accepted',
  'waitlisted',
  'declined',
  'engaged',
  'withdrawn',
  'expired',
  'transferred',
]

/** Referrals of three partners, and members introduced to employers. */
export async function liveReferrals(db: Db, { random, siteId: site_id, people }: Association): Promise<void> {
  const at = (day: string) => `${day}T${random.pick(['08:00', '21:30', '22:30', '23:30'])}:00Z`
  const partners = ['Maison', 'Atelier', 'Centre'].map((name) => ({
    id: newId(),
    site_id,
    name,
    types: random.pick([['cpas'], ['fle_centre'], ['cpas', 'venue']]),
  }))
  await insertRows(db, 'partner', partners)
  const referrals = Array.from({ length: random.between(8, 32) }, () => {
    const on = anyDay(random)
    const is_test = random.chance(0.1)
    const status = random.pick([...states, 'engaged', 'engaged', 'engaged', 'closed', 'closed'])
    const isAnswered = ['accepted', 'declined', 'engaged', 'closed', 'waitlisted'].includes(status)
    const hasCome = ['engaged', 'closed'].includes(status)
    const answeredOn = daysAfter(on, random.between(1, 30))
    return {
      id: newId(),
      site_id,
      partner_id: random.pick(partners).id,
      is_test,
      channel: 'api',
      partner_reference: newId(),
      body_hash: 'x',
      received: {},
      status,
      status_since: at(daysAfter(on, random.pick([0, 5, 40, 150]))),
      feedback: random.chance(0.85),
      person_id: is_test || random.chance(0.3) ? null : random.pick(people),
      referred_at: at(on),
      received_at: at(on),
      answered_at: isAnswered ? at(answeredOn) : null,
      waited_seconds: random.pick([0, 0, 90_000]),
      first_presence_on: hasCome ? daysAfter(answeredOn, random.pick([3, 60, 61, 62, 120])) : null,
      outcome: status === 'closed' ? random.pick(['completed', 'work_or_training']) : null,
      programmes: random.pick([[], ['interact'], ['duo2change'], ['interact', 'training']]),
      withdrawn_by: status === 'withdrawn' ? 'person' : null,
      withdrawn_at: status === 'withdrawn' ? at(on) : null,
    }
  })
  await insertRows(db, 'referral', referrals)
  await insertRows(
    db,
    'referral_event',
    referrals
      .filter(({ status }) => ['accepted', 'engaged', 'closed'].includes(status))
      .map(({ id, partner_id, is_test, answered_at }) => ({
        id: newId(),
        site_id,
        partner_id,
        is_test,
        referral_id: id,
        seq: 1,
        to_status: 'accepted',
        at: answered_at,
        actor_kind: 'staff',
      })),
  )
  await insertRows(
    db,
    'referral_event',
    referrals
      .filter(({ status, is_test }) => ['accepted', 'engaged'].includes(status) && !is_test && random.chance(0.7))
      .map(({ id, partner_id, is_test, answered_at, received_at }) => ({
        id: newId(),
        site_id,
        partner_id,
        is_test,
        referral_id: id,
        seq: 2,
        to_status: 'contacted',
        at: at(daysAfter((answered_at ?? received_at).slice(0, 10), random.between(0, 20))),
        actor_kind: 'staff',
      })),
  )
  await insertRows(
    db,
    'referral_told',
    referrals
      .filter(({ is_test }) => !is_test && random.chance(0.7))
      .map(({ id, received_at }) => ({
        referral_id: id,
        site_id,
        told_at: at(daysAfter(received_at.slice(0, 10), random.between(0, 14))),
        channel: random.pick(['webhook', 'email']),
      })),
  )
  const taken = new Set<string>()
  for (const { person_id, first_presence_on: first } of referrals)
    if (person_id !== null && first !== null) await stay(db, random, site_id, person_id, first, people, taken)
  const needs = ['job', 'internship'].map((kind) => ({
    id: newId(),
    site_id,
    partner_id: partners[0]?.id,
    kind,
    title: 'Aide',
  }))
  await insertRows(db, 'employer_need', needs)
  await insertRows(
    db,
    'introduction',
    // each at most once for a need
    needs.flatMap((need) =>
      random.some(people, random.between(0, 8)).map((person_id) => {
        const on = anyDay(random)
        const status = random.pick(['consented', 'sent', 'meeting', 'started', 'started'])
        const isMet = ['meeting', 'started'].includes(status)
        return {
          id: newId(),
          site_id,
          need_id: need.id,
          person_id,
          status,
          consented_on: on,
          sent_at: status === 'consented' ? null : at(on),
          meeting_on: isMet ? daysAfter(on, 10) : null,
          started_on: status === 'started' ? daysAfter(on, random.between(10, 300)) : null,
        }
      }),
    ),
  )
}
