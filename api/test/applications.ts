import { juryCriteria, type Application, type GivenAnswer, type JuryRound } from '@interra/contracts'
import { newId } from '../src/platform/ids.ts'
import type { ApiClient } from './client.ts'
import type { Api } from './harness.ts'

/** Answers to every required question. */
export const wholeAnswers: readonly GivenAnswer[] = [
  { question: 'idea', value: 'Une cantine syrienne avec des voisins' },
  { question: 'forWhom', value: 'Les gens du quartier' },
  { question: 'strengths', value: 'Je cuisine depuis vingt ans' },
  { question: 'needs', value: 'Un local et des contacts' },
  { question: 'availability', value: 'yes' },
  { question: 'residence', value: 'unknown' },
]

type Row = Readonly<Record<string, unknown>>

/** The acts that bring an application from one state to the next, as the service knows them. */
export function applicationSteps(t: Api, client: ApiClient) {
  const at = ({ id, version }: Application) => ({ params: { applicationId: id }, ifMatch: version })
  const draft = async (person: Row = {}, more: { cohortId?: string; project?: string } = {}) => {
    const email = `${newId()}@demo.interra.test`
    const { id: personId } = await t.given.person({ given_name: 'Samira', gender: 'woman', email, ...person })
    const body = { personId, project: 'Cantine du monde', answers: [...wholeAnswers], ...more }
    return client.startApplication({ body })
  }
  const submitted = async (person: Row = {}, more = {}) => client.submitApplication(at(await draft(person, more)))
  const eligible = async (person: Row = {}, more = {}) => client.findEligible(at(await submitted(person, more)))
  return { at, draft, submitted, eligible }
}

export interface Juror {
  readonly personId: string
  readonly client: ApiClient
}
export interface JuryDay {
  readonly round: JuryRound
  readonly jurors: readonly Juror[]
  readonly partnerId: string
  readonly applications: readonly Application[]
}

/** A round that scores: jurors of two organisations by turns, ours first. */
export async function juryDay(
  t: Api,
  client: ApiClient,
  {
    jurors = 3,
    given,
    dossiers = given?.length ?? 1,
    cohortId,
  }: { jurors?: number; dossiers?: number; cohortId?: string; given?: readonly string[] } = {},
): Promise<JuryDay> {
  const partner = await t.insert<{ id: string }>('partner', {
    id: newId(),
    site_id: t.sites.liege,
    name: `Union des commerces ${newId().slice(-4)}`,
    types: ['other'],
  })
  const { eligible } = applicationSteps(t, client)
  const body = { siteId: t.sites.liege, name: 'Jury de novembre', heldOn: '2026-11-24' }
  let round = await client.addJuryRound({ body: { ...body, ...(cohortId !== undefined && { cohortId }) } })
  const params = { roundId: round.id }
  const panel: Juror[] = []
  for (let index = 0; index < jurors; index++) {
    const { id: personId } = await t.given.person({ given_name: 'Jurée', gender: index % 2 ? 'man' : 'woman' })
    const partnerId = index % 2 ? partner.id : null
    await client.addJuryMember({ params, body: { personId, partnerId } })
    panel.push({ personId, client: await t.as('juror', { personId, programme: 'interlab' }) })
  }
  const applications: Application[] = []
  for (let index = 0; index < dossiers; index++) {
    const known = given?.[index]
    const one = known
      ? await client.getApplication({ params: { applicationId: known } })
      : await eligible({}, cohortId === undefined ? {} : { cohortId })
    applications.push(one)
    await client.addJuryDossier({ params, body: { applicationId: one.id } })
  }
  round = await client.getJuryRound({ params })
  round = await client.openJuryRound({ params, ifMatch: round.version })
  return { round, jurors: panel, partnerId: partner.id, applications }
}

/** The same score for each criterion; 0 and 1 say why. */
export const sameScore = (score: number) =>
  juryCriteria.map((criterion) => ({ criterion, score, comment: score <= 1 ? 'Trop tôt' : null }))

/** Scores the dossier with this number, and submits. */
export async function score({ client }: Juror, dossier: number, given: number) {
  const { items } = await client.listOwnReviews({})
  const reviewId = items.find((one) => one.dossier === dossier)?.id ?? ''
  await client.saveOwnReview({ params: { reviewId }, body: { scores: sameScore(given) } })
  return client.submitOwnReview({ params: { reviewId } })
}
