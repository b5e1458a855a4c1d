import { accessNeeds, dayparts, sandboxPeople, type SendReferral } from '@interra/contracts'

type Referral = SendReferral
const people = [
  'Abena',
  'Aïssatou',
  'Alem',
  'Amadou',
  'Anastasiia',
  'Arben',
  'Aster',
  'Bahar',
  'Bérénice',
  'Blessing',
  'Daryna',
  'Dawit',
  'Elif',
  'Emmanuel',
  'Farida',
  'Fatoumata',
  'Gohar',
  'Habiba',
  'Idriss',
  'Jamila',
  'Joséphine',
  'Karim',
  'Khadija',
  'Lidiya',
  'Mahmoud',
  'Mariam',
  'Mehdi',
  'Nadia',
  'Nour',
  'Olha',
  'Parwin',
  'Rahel',
  'Rami',
  'Salma',
  'Samira',
  'Tesfaye',
  'Thierno',
  'Yusuf',
  'Zahra',
  'Zoé',
] as const
const families = ['Exemple', 'Modèle', 'Échantillon', 'Invention', 'Essai'] as const
const languages = ['ar', 'fr', 'ti', 'uk', 'ps', 'tr', 'so', 'sq'] as const
const levels = ['A0', 'A1', 'A2', 'B1', 'unknown'] as const
const reasons = ['french_practice', 'isolation', 'hobby', 'network', 'business_idea', 'host_idea'] as const
const services = ['interact', 'duo2change', 'unsure', 'interlab'] as const
const interests = ['cooking', 'crafts', 'music', 'sport', 'gardening'] as const
const ways = ['phone', 'email', 'via_case_worker', 'via_centre'] as const
const at = '2026-01-15T09:00:00Z'

function pick<T>(list: readonly T[], at: number): T {
  return list[at % list.length] as T
}

/** Invented people to try with, the same each time: as different as those who are really sent, none of them real. */
export function exampleReferrals(): Referral[] {
  return people.slice(0, sandboxPeople).map((givenName, index): Referral => {
    const number = String(index + 1).padStart(2, '0')
    const way = pick(ways, index)
    const needs = index % 4 === 3 ? [pick(accessNeeds, index)] : []
    return {
      partnerReference: `EXAMPLE-${number}`,
      referredAt: at,
      referrer: { name: 'Camille Exemple', email: 'camille@example.org' },
      person: {
        givenName,
        familyName: index % 5 === 4 ? null : pick(families, index),
        ...(index % 3 === 0 ? {} : { birthYear: 1960 + ((index * 7) % 45) }),
        contact: {
          preference: way,
          ...(way === 'phone' ? { phone: `+324700000${number}`, bestTimes: [pick(dayparts, index)] } : {}),
          ...(way === 'email' ? { email: `person${number}@example.org` } : {}),
        },
        languages: [{ code: pick(languages, index), level: 'native' }],
        frenchLevel: pick(levels, index),
        interests: [pick(interests, index)],
        availability: [{ weekday: (index % 5) + 1, daypart: pick(dayparts, index) }],
        ...(needs.length > 0 ? { accessNeeds: needs } : {}),
      },
      requestedServices: [pick(services, index)],
      reasonCodes: [pick(reasons, index)],
      consent: {
        givenAt: at,
        method: index % 2 === 0 ? 'written' : 'oral_interpreter',
        language: pick(languages, index),
        textVersion: '2026-01',
        scopes: [
          'referral_receive',
          // some do not want that the partner hears of it
          ...(index % 6 === 5 ? [] : (['referral_feedback'] as const)),
          ...(needs.length > 0 ? (['sensitive_support'] as const) : []),
        ],
      },
      dataProtectionCommitment: true,
    }
  })
}
