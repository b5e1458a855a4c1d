import {
  advance,
  partnerStatusOf,
  referralMachine,
  type PartnerStatus,
  type ReferralAct,
  type ReferralState,
  type SendReferral,
} from '@interra/contracts'
import { bodyHashOf } from '../modules/referrals/referral-steps.store.ts'
import type { Db } from '../platform/db/database.ts'
import { newId } from '../platform/ids.ts'
import { daysAfter, insertRows, type Row } from './rows.ts'
import type { Season } from './season.ts'

interface Sent {
  readonly name: readonly [given: string, family: string]
  /** Days ago. */
  readonly received: number
  /** What was done since, a day after another. */
  readonly acts: readonly ReferralAct[]
  /** Place in the list of people, once accepted. */
  readonly member?: number
  /** Columns that the last state asks for. */
  readonly more?: Row
}
/** One in each state, and three that wait: one of them for too long. */
const sent: readonly Sent[] = [
  { name: ['Mirela', 'Popovac'], received: 12, acts: [] },
  { name: ['Tedros', 'Haileab'], received: 4, acts: [] },
  { name: ['Souad', 'Benkirat'], received: 1, acts: [] },
  { name: ['Ioana', 'Dragulin'], received: 6, acts: ['review'] },
  { name: ['Farhad', 'Noorzay'], received: 8, acts: ['review', 'ask'] },
  { name: ['Lamine', 'Sakho'], received: 5, acts: ['review', 'accept'], member: 12 },
  { name: ['Oksana', 'Bondarchuk'], received: 20, acts: ['review', 'waitlist'] },
  { name: ['Rosa', 'Quispel'], received: 25, acts: ['review', 'decline'] },
  { name: ['Mirela', 'Popovac'], received: 3, acts: ['link'] },
  { name: ['Awet', 'Berhanu'], received: 7, acts: ['review', 'accept', 'contact'], member: 14 },
  { name: ['Nadia', 'Chafik'], received: 9, acts: ['review', 'accept', 'contact', 'setFirstMeeting'], member: 16 },
  {
    name: ['Samuel', 'Okonjo'],
    received: 40,
    acts: ['review', 'accept', 'contact', 'engage'],
    member: 18,
  },
  {
    name: ['Leyla', 'Aydemir'],
    received: 90,
    acts: ['review', 'accept', 'contact', 'engage', 'close'],
    member: 19,
    more: { outcome: 'work_or_training' },
  },
  { name: ['Viktor', 'Melnyk'], received: 15, acts: ['withdraw'], more: { withdrawn_by: 'person' } },
  { name: ['Idriss', 'Abakar'], received: 60, acts: ['expire'] },
  { name: ['Zahra', 'Rahimi'], received: 30, acts: ['review', 'transfer'] },
]
const bySystem: readonly ReferralAct[] = ['engage', 'expire']
const said: Partial<Record<ReferralAct, string>> = {
  ask: 'Quels soirs la personne est-elle libre ?',
  waitlist: 'Le groupe du mardi est complet jusqu’en janvier.',
  decline: 'La demande porte sur un logement, que nous n’avons pas.',
}

/** Referrals of two partners by turns, with the steps that led each to where it stands. */
export async function receiveReferrals(db: Db, season: Season, partners: readonly string[]): Promise<void> {
  const { siteId: site_id, today, staffId } = season
  const rows: Row[] = []
  const events: Row[] = []
  for (const [index, { name, received, acts, member, more = {} }] of sent.entries()) {
    const at = (after: number) => `${daysAfter(today, after - received)}T09:00:00Z`
    const [id, partner_id] = [newId(), partners[index % partners.length]]
    const body = bodyOf(name, index, at(0))
    const of = { site_id, partner_id, is_test: false }
    let status: ReferralState = 'received'
    let told = partnerStatusOf(status)
    const event = { ...of, referral_id: id, reasons: [] }
    events.push({
      ...event,
      id: newId(),
      seq: 1,
      to_status: status,
      partner_status: told,
      at: at(0),
      actor_kind: 'partner',
    })
    for (const [step, act] of acts.entries()) {
      const to: ReferralState = advance(referralMachine, status, act, said[act] ?? null)
      const next: PartnerStatus = partnerStatusOf(to)
      const staff = !bySystem.includes(act)
      const by = { actor_kind: staff ? 'staff' : 'system', actor_id: staff ? staffId : null }
      const moved = { from_status: status, to_status: to, partner_status: next === told ? null : next }
      const when = { seq: step + 2, at: at(step + 1), said: said[act] ?? null }
      events.push({ ...event, id: newId(), ...moved, ...when, ...by })
      ;[status, told] = [to, next]
    }
    const answered = acts.findIndex((act) => ['accept', 'waitlist', 'decline', 'link'].includes(act))
    rows.push({
      id,
      ...of,
      channel: index % 4 === 3 ? 'staff_entry' : 'api',
      partner_reference: body.partnerReference,
      body_hash: bodyHashOf(body),
      received: body,
      status,
      status_since: at(acts.length),
      seq: acts.length + 1,
      partner_status: told,
      feedback: true,
      programmes: member === undefined ? [] : ['interact'],
      person_id: member === undefined ? null : (season.people[member]?.id ?? null),
      owner_id: acts.length > 0 ? staffId : null,
      linked_to: status === 'linked' ? rows[0]?.['id'] : null,
      referred_at: body.referredAt,
      received_at: at(0),
      answered_at: answered === -1 ? null : at(answered + 1),
      first_presence_on: acts.includes('engage') ? daysAfter(today, 4 - received) : null,
      first_meeting_on: status === 'first_meeting_set' ? daysAfter(today, 5) : null,
      withdrawn_at: status === 'withdrawn' ? at(acts.length) : null,
      ...more,
    })
  }
  await insertRows(
    db,
    'referral',
    rows.map((row) => ({ outcome: null, withdrawn_by: null, ...row })),
  )
  await insertRows(db, 'referral_event', events)
}

/** Three members sent to a course of French: one waits for an answer, one has begun, one was refused. */
export async function sendOn(db: Db, { siteId, today, staffId, people }: Season): Promise<void> {
  const text = `select g.id, g.partner_id from partner_agent g join partner p on p.id = g.partner_id
    where g.site_id = $1 and p.name = 'Centre de français Parole' limit 1`
  const [agent] = await db.hot<{ id: string; partner_id: string }>({ name: 'demo agent', text }, [siteId])
  const consent = { consent_on: daysAfter(today, -6), consent_method: 'oral', consent_language: 'fr', shares: ['name'] }
  const states = [
    { status: 'sent', reason: null },
    { status: 'started', reason: null },
    { status: 'declined', reason: 'Le groupe du matin est complet.' },
  ]
  const rows = states.map((state, index) => ({
    id: newId(),
    site_id: siteId,
    person_id: people[index + 20]?.id,
    partner_id: agent?.partner_id,
    agent_id: agent?.id,
    service: 'Cours de français du matin',
    ...state,
    status_since: `${daysAfter(today, -3)}T09:00:00Z`,
    ...consent,
    answer_due_on: daysAfter(today, 4),
    created_at: `${daysAfter(today, -6)}T09:00:00Z`,
    created_by: staffId,
  }))
  await insertRows(db, 'outgoing_referral', rows)
}

function bodyOf([givenName, familyName]: Sent['name'], index: number, at: string): SendReferral {
  return {
    partnerReference: `DEMO-${String(index + 1).padStart(3, '0')}`,
    referredAt: at,
    referrer: { name: 'Colette Ansiaux (démo)', email: 'cpas@example.org' },
    person: {
      givenName,
      familyName,
      birthYear: 1980 + index,
      contact: { preference: 'phone', phone: `+3247000${String(1000 + index)}` },
      languages: [{ code: 'fr', level: 'basic' }],
      arrivedInBelgium: { value: '2025' },
    },
    requestedServices: [index % 3 === 2 ? 'duo2change' : 'interact'],
    reasonCodes: ['isolation', 'french_practice'],
    message: 'Aimerait rencontrer du monde et pratiquer le français.',
    consent: {
      givenAt: at,
      method: 'oral',
      language: 'fr',
      textVersion: '2026-11',
      scopes: ['referral_receive', 'referral_feedback'],
    },
    dataProtectionCommitment: true,
  }
}
