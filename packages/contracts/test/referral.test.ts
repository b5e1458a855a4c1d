import { describe, expect, test } from '@jest/globals'
import { Value } from 'typebox/value'
import {
  advance,
  faultsOfReferral,
  partnerStatuses,
  partnerStatusOf,
  referralActs,
  referralMachine,
  SendReferral,
  type ReferralAct,
  type ReferralState,
} from '../src/index.ts'

const now = new Date('2026-11-20T10:00:00Z')
const body: SendReferral = {
  partnerReference: 'CPAS-2026-0412',
  referredAt: '2026-11-20T09:30:00Z',
  referrer: { name: 'Claire Dubois', email: 'claire@cpas.example' },
  person: {
    givenName: 'Selam',
    contact: { preference: 'phone', phone: '+32470112233' },
    languages: [{ code: 'ti', level: 'native' }],
  },
  requestedServices: ['interact'],
  reasonCodes: ['isolation'],
  consent: {
    givenAt: '2026-11-20T09:00:00Z',
    method: 'oral',
    language: 'ti',
    textVersion: '2026-11',
    scopes: ['referral_receive'],
  },
  dataProtectionCommitment: true,
}
const { person, consent } = body

/** The table of the domain reference, written again by hand: state -> what leads where. */
const table: Record<ReferralState, Partial<Record<ReferralAct, ReferralState>>> = {
  received: {
    review: 'under_review',
    ask: 'needs_info',
    decline: 'declined',
    link: 'linked',
    transfer: 'transferred',
    withdraw: 'withdrawn',
    expire: 'expired',
  },
  under_review: {
    accept: 'accepted',
    ask: 'needs_info',
    waitlist: 'waitlisted',
    decline: 'declined',
    link: 'linked',
    transfer: 'transferred',
    withdraw: 'withdrawn',
    expire: 'expired',
  },
  needs_info: { inform: 'under_review', transfer: 'transferred', withdraw: 'withdrawn', expire: 'expired' },
  waitlisted: {
    accept: 'accepted',
    // looked at again, it waits on
    waitlist: 'waitlisted',
    decline: 'declined',
    transfer: 'transferred',
    withdraw: 'withdrawn',
  },
  accepted: {
    contact: 'contacted',
    engage: 'engaged',
    close: 'closed',
    transfer: 'transferred',
    withdraw: 'withdrawn',
  },
  contacted: {
    setFirstMeeting: 'first_meeting_set',
    engage: 'engaged',
    close: 'closed',
    transfer: 'transferred',
    withdraw: 'withdrawn',
  },
  first_meeting_set: { engage: 'engaged', close: 'closed', transfer: 'transferred', withdraw: 'withdrawn' },
  engaged: { close: 'closed', transfer: 'transferred', withdraw: 'withdrawn' },
  linked: { withdraw: 'withdrawn' },
  declined: {},
  closed: {},
  withdrawn: {},
  expired: {},
  transferred: {},
}

describe('[F4] the life of a referral', () => {
  test.each(referralMachine.states.flatMap((state) => referralActs.map((act) => [state, act] as const)))(
    '[F4] from %s, %s is possible or refused as the table says',
    (state, act) => {
      const go = () => advance(referralMachine, state, act, 'Le groupe est complet')
      const to = table[state][act]
      if (to) expect(go()).toBe(to)
      else expect(go).toThrow('act-not-possible')
    },
  )

  test('[F4] nobody waits without knowing why', () => {
    expect(() => advance(referralMachine, 'under_review', 'waitlist')).toThrow('reason-required')
  })

  test('[F9] a partner reads the same of a referral that joined another one as of one that is looked at', () => {
    expect(partnerStatusOf('linked')).toBe(partnerStatusOf('under_review'))
    for (const state of referralMachine.states) expect(partnerStatuses).toContain(partnerStatusOf(state))
  })
})

describe('[F3] what a partner may send', () => {
  test.each<[string, object]>([
    ['nationality', { person: { ...person, nationality: 'ER' } }],
    ['religion', { person: { ...person, religion: 'x' } }],
    ['health', { person: { ...person, health: 'x' } }],
    ['papers', { person: { ...person, statusPapers: 'x' } }],
    ['files', { files: [] }],
    ['a reference that says something', { partnerReference: 'Selam de Liège' }],
    ['no promise to protect data', { dataProtectionCommitment: false }],
    ['nothing asked', { requestedServices: [] }],
    ['six reasons', { reasonCodes: ['isolation', 'french_practice', 'hobby', 'host_idea', 'network', 'other'] }],
    ['no language', { person: { ...person, languages: [] } }],
    [
      'a telephone number without its country',
      { person: { ...person, contact: { preference: 'phone', phone: '0470' } } },
    ],
    ['a long message', { message: 'x'.repeat(501) }],
    ['sixteen interests', { person: { ...person, interests: Array.from({ length: 16 }, (_, i) => `code_${i}`) } }],
  ])('[F3] %s is refused', (_what, change) => {
    expect(Value.Check(SendReferral, body)).toBe(true)
    expect(Value.Check(SendReferral, { ...body, ...change })).toBe(false)
  })

  test.each<[string, Partial<SendReferral>, string]>([
    ['no consent that we receive it', { consent: { ...consent, scopes: ['referral_feedback'] } }, '/consent/scopes'],
    ['a consent of tomorrow', { consent: { ...consent, givenAt: '2026-11-21T10:00:00Z' } }, '/consent/givenAt'],
    ['sent in six minutes', { referredAt: '2026-11-20T10:06:00Z' }, '/referredAt'],
    ['needs without consent', { person: { ...person, accessNeeds: ['childcare'] } }, '/person/accessNeeds'],
    ['nobody to call', { referrer: { name: 'Claire' } }, '/referrer/email'],
    ['nobody to call about them', { caseWorker: { name: 'Paul' } }, '/caseWorker/email'],
    ['no number', { person: { ...person, contact: { preference: 'phone' } } }, '/person/contact/phone'],
    ['no address', { person: { ...person, contact: { preference: 'email' } } }, '/person/contact/email'],
    ['born twice', { person: { ...person, birthYear: 1990, birthDate: '1990-01-01' } }, '/person/birthDate'],
    ['born tomorrow', { person: { ...person, birthDate: '2026-11-21' } }, '/person/birthDate'],
    [
      'arriving next year',
      { person: { ...person, arrivedInBelgium: { value: '2027' } } },
      '/person/arrivedInBelgium/value',
    ],
    ['a register number as reference', { partnerReference: '85.07.30-033.28' }, '/partnerReference'],
  ])('[F3] [F8] %s breaks a rule, and the answer names the member', (_what, change, pointer) => {
    expect(faultsOfReferral({ ...body, ...change }, now).map((fault) => fault.pointer)).toEqual([pointer])
  })

  test('[F3] little is enough: a given name, a way through the partner, a language; a clock may be five minutes ahead', () => {
    const little = { ...body, person: { ...person, contact: { preference: 'via_centre' as const } } }
    expect(Value.Check(SendReferral, little)).toBe(true)
    expect(faultsOfReferral({ ...little, referredAt: '2026-11-20T10:05:00Z' }, now)).toEqual([])
  })
})
