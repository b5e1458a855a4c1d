import type { SendReferral } from '@interra/contracts'
import { newId } from '../src/platform/ids.ts'

let sent = 0

/** What a partner sends about Selam, who agreed to all of it; a reference of its own each time. */
export function referralBody(
  change: Partial<SendReferral> = {},
  person: Partial<SendReferral['person']> = {},
): SendReferral {
  return {
    partnerReference: `CPAS-${++sent}-${newId().slice(-6)}`,
    referredAt: '2026-11-22T09:30:00Z',
    referrer: { name: 'Claire Dubois', email: 'claire@example.org' },
    person: {
      givenName: 'Selam',
      familyName: 'Tesfaye',
      birthYear: 1992,
      contact: { preference: 'phone', phone: '+32470112233', email: 'selam@example.org' },
      languages: [
        { code: 'ti', level: 'native' },
        { code: 'fr', level: 'basic' },
      ],
      arrivedInBelgium: { value: '2026-03' },
      ...person,
    },
    requestedServices: ['interact'],
    reasonCodes: ['isolation', 'french_practice'],
    message: 'Aimerait cuisiner avec d’autres.',
    consent: {
      givenAt: '2026-11-22T09:00:00Z',
      method: 'oral',
      language: 'ti',
      textVersion: '2026-11',
      scopes: ['referral_receive', 'referral_feedback'],
    },
    dataProtectionCommitment: true,
    ...change,
  }
}
