import { actsFrom, introductionMachine, type Match } from '@interra/contracts'
import { describe, expect, test } from '@jest/globals'
import { afterIntroductionAct, bestFirst, followUpsFrom, matchOf, nextOf, type Candidate } from './introduction.ts'

const sewing = { id: '1', code: 'sewing', labels: { fr: 'Couture', en: 'Sewing' } }
const cooking = { id: '2', code: 'cooking', labels: { fr: 'Cuisine', en: 'Cooking' } }
const amina: Candidate = { personId: 'a', name: 'Amina', agreed: true, skills: [sewing], known: { fr: 'B1' } }
const asked = { skills: 1, languages: [{ language: 'fr', level: 'A2' as const }] }

describe('[G1] who fits a need', () => {
  test('[G1] skill, language and wish are each a reason of its own, and there is no score', () => {
    expect(matchOf(amina, asked)).toEqual({
      person: { personId: 'a', name: 'Amina' },
      fits: true,
      wish: 'yes',
      skills: [sewing],
      languages: [{ language: 'fr', needed: 'A2', known: 'B1', verdict: 'enough' }],
    })
  })

  test('[G1] what is not known is said to be unknown, and excludes nobody', () => {
    expect(matchOf({ ...amina, agreed: null, known: {} }, asked)).toMatchObject({
      fits: false,
      wish: 'unknown',
      languages: [{ known: null, verdict: 'unknown' }],
    })
    expect(matchOf({ ...amina, known: { fr: 'unknown' } }, asked)?.languages).toMatchObject([{ verdict: 'unknown' }])
  })

  test('[G1] whoever refused, speaks less than is needed, or can do nothing of what is asked does not fit', () => {
    expect(matchOf({ ...amina, agreed: false }, asked)).toBeNull()
    expect(matchOf({ ...amina, known: { fr: 'A1' } }, asked)).toBeNull()
    expect(matchOf({ ...amina, skills: [] }, asked)).toBeNull()
    expect(matchOf({ ...amina, skills: [], agreed: null, known: {} }, { skills: 0, languages: [] })).toBeNull()
  })

  test('[G1] those who fit come first, then those with more of the skills, then by name', () => {
    const match = (name: string, more: Partial<Candidate>) =>
      matchOf({ ...amina, name, ...more }, { skills: 2, languages: [] })
    const found = [
      match('Zoé', { agreed: null, skills: [sewing, cooking] }),
      match('Émile', {}),
      match('Awa', { skills: [sewing, cooking] }),
      match('Dina', {}),
    ]
    const names = bestFirst(found.filter((one): one is Required<Match> => one !== null))
    expect(names.map(({ person }) => person.name)).toEqual(['Awa', 'Dina', 'Émile', 'Zoé'])
  })
})

describe('[G2] the life of an introduction', () => {
  const { states } = introductionMachine
  const acts = Object.keys(introductionMachine.acts) as (keyof typeof introductionMachine.acts)[]
  test.each(states.flatMap((state) => acts.map((act) => [state, act] as const)))(
    '[G2] from %s, %s is possible or refused as the table says',
    (state, act) => {
      const { from, to } = introductionMachine.acts[act]
      const possible = (from as readonly string[]).includes(state)
      const go = () => afterIntroductionAct(state, act, 'La personne a trouvé autre chose')
      if (possible) expect(go()).toBe(to)
      else expect(go).toThrow('act-not-possible')
    },
  )

  test('[G2] a refusal says why', () => {
    expect(() => afterIntroductionAct('sent', 'decline', ' ')).toThrow('reason-required')
  })

  test('[G2] each state leads on by one act, and a start by three follow-ups', () => {
    expect(states.map((state) => nextOf(state, []).next)).toEqual([
      'consent',
      'send',
      'meet',
      'start',
      null,
      null,
      null,
      null,
    ])
    expect(actsFrom(introductionMachine, 'declined')).toEqual([])
    const days = followUpsFrom('2026-11-30')
    expect(days.map(({ dueOn }) => dueOn)).toEqual(['2027-02-28', '2027-05-30', '2027-11-30'])
    const asked = days.map((one) => ({
      ...one,
      answeredOn: null,
      outcome: one.month === 3 ? ('no_answer' as const) : null,
    }))
    expect(nextOf('followed_up', asked)).toEqual({ next: 'followUp', nextOn: '2027-05-30' })
  })
})
