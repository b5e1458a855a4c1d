import {
  broken,
  latestFormVersion,
  problem,
  type introductionRoutes,
  type Introduction,
  type IntroductionAct,
  type IntroductionState,
} from '@interra/contracts'
import { recordAudit, recordRead } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Actor, Handlers, Scope } from '../../platform/http/context.ts'
import { pageOfRows, windowOf } from '../../platform/http/paging.ts'
import { queueMessage } from '../../platform/outbox.ts'
import { findNeed } from './employers.store.ts'
import { afterIntroductionAct, bestFirst, matchOf } from './introduction.ts'
import {
  findIntroduction,
  insertIntroduction,
  introductionFigures,
  listCandidates,
  listIntroductions,
  lockIntroduction,
  planFollowUps,
  saveFollowUp,
  saveIntroduction,
  type FoundIntroduction,
} from './introductions.store.ts'
import { insertFromWorkshop } from './workshop-application.store.ts'

type IntroductionHandlers = Handlers<typeof introductionRoutes>
interface ActCall {
  readonly params: { readonly introductionId: string }
  readonly scope: Scope
  readonly ifMatch: number
}
type Change = Parameters<typeof saveIntroduction>[2]
const mostMatches = 50

export const introductionHandlers = ({ database, clock }: Deps): IntroductionHandlers => {
  /** One act on an introduction: locked, judged by the machine, written with what `change` adds, traced, read again. */
  const act = (
    { params: { introductionId }, scope, ifMatch }: ActCall,
    name: IntroductionAct,
    change: (found: FoundIntroduction, db: Db) => Promise<Change> | Change = () => ({}),
    reason?: string,
  ): Promise<Introduction> =>
    database.write(scope, async (db) => {
      const found = await lockIntroduction(db, scope, introductionId, clock.now(), ifMatch)
      const { status: before, siteId } = found.introduction
      const status = afterIntroductionAct(before, name, reason)
      const more = await change(found, db)
      await saveIntroduction(db, introductionId, { status, ...sinceOf(before, status, clock.now()), ...more })
      const entry = { act: `introduction.${pastOf[name]}`, siteId, entity: 'introduction', entityId: introductionId }
      await recordAudit(db, { ...entry, reason: reason ?? null })
      return (await findIntroduction(db, scope, introductionId, clock.now())).introduction
    })

  return {
    listMatches: ({ params: { employerNeedId: needId }, scope }) =>
      database.read(scope, async (db) => {
        const need = await findNeed(db, scope, needId, clock.now())
        const asked = { skills: need.skills.length, languages: need.languages }
        const found = (await listCandidates(db, scope, needId)).flatMap((one) => matchOf(one, asked) ?? [])
        return { items: bestFirst(found).slice(0, mostMatches) }
      }),

    proposeIntroduction: ({ params: { employerNeedId: needId }, body, scope, actor }) =>
      database.write(scope, async (db) => {
        const need = await findNeed(db, scope, needId, clock.now())
        if (!need.open)
          throw problem('act-not-possible', {
            params: { entity: 'employerNeed', state: 'closed', act: 'introduce', possible: [] },
          })
        const id = await insertIntroduction(db, need, body.personId, { now: clock.now(), by: actor.accountId })
        const { siteId } = need
        await recordAudit(db, { act: 'introduction.proposed', siteId, entity: 'introduction', entityId: id })
        return (await findIntroduction(db, scope, id, clock.now())).introduction
      }),

    listIntroductions: ({ query, scope }) =>
      database.read(scope, async (db) => {
        const window = windowOf(query, 2)
        return pageOfRows(
          await listIntroductions(db, scope, query, window),
          window,
          ({ since, id }) => [since, id],
          ({ item }) => item,
        )
      }),

    getIntroductionFigures: ({ query, scope }) =>
      database.read(scope, (db) => introductionFigures(db, scope, query.siteId, clock.now())),

    getIntroduction: ({ params, scope }) =>
      database.write(scope, async (db) => {
        const { introduction } = await findIntroduction(db, scope, params.introductionId, clock.now())
        await recordRead(db, introduction.person.personId, 'getIntroduction')
        return introduction
      }),

    consentToIntroduction: (call) => act(call, 'consent', ({ today }) => ({ consentedOn: today })),
    sendIntroduction: (call) =>
      act(call, 'send', async (found, db) => {
        await introduce(db, found, call.actor)
        return { sentAt: clock.now() }
      }),
    meetEmployer: (call) => act(call, 'meet', () => ({ meetingOn: call.body.on })),
    startAtEmployer: (call) =>
      act(call, 'start', async ({ introduction, today }, db) => {
        const { on } = call.body
        if (on > today) throw broken('rule-broken', '/on', { rule: 'in-the-future' })
        await planFollowUps(db, introduction, on)
        return { startedOn: on }
      }),
    declineIntroduction: (call) =>
      act(call, 'decline', () => ({ declinedBy: call.body.by, statusReason: call.body.reason }), call.body.reason),
    lapseIntroduction: (call) => act(call, 'lapse'),
    recordFollowUp: (call) =>
      act(call, 'followUp', async ({ introduction, today }, db) => {
        const { month, outcome, answeredOn = today } = call.body
        const asked = introduction.followUps.find((one) => one.month === month)
        if (answeredOn > today || (asked && asked.dueOn > today))
          throw broken('rule-broken', '/month', { rule: 'in-the-future' })
        if (introduction.startedOn !== null && answeredOn < introduction.startedOn)
          throw broken('rule-broken', '/answeredOn', { rule: 'before-start' })
        await saveFollowUp(db, introduction.id, { month, outcome, answeredOn }, call.actor.accountId)
        return {}
      }),

    draftFromWorkshop: ({ params: { workshopId }, body: { personId }, scope, actor }) =>
      database.write(scope, async (db) => {
        const at = { now: clock.now(), by: actor.accountId, formVersion: latestFormVersion }
        const drafted = await insertFromWorkshop(db, scope, { workshopId, personId }, at)
        const { siteId, id } = drafted
        await recordAudit(db, { act: 'application.started', siteId, entity: 'application', entityId: id })
        return drafted
      }),
  }
}

const pastOf: Readonly<Record<IntroductionAct, string>> = {
  consent: 'consented',
  send: 'sent',
  meet: 'meeting_agreed',
  start: 'started',
  followUp: 'followed_up',
  decline: 'declined',
  lapse: 'lapsed',
}

/** Another follow-up is no other state: it stands where it stood. */
const sinceOf = (before: IntroductionState, after: IntroductionState, now: Date) =>
  before === after ? {} : { statusSince: now }

/**
 * The first that an employer learns of somebody: name, and what they asked for of it. Only the person's yes leads here.
 * Throws `employer-unreachable`: nothing is sent to nobody.
 */
async function introduce(
  db: Db,
  { introduction, contact, email, contactLanguage: locale }: FoundIntroduction,
  actor: Actor,
): Promise<void> {
  const { id, siteId, person, toEmployer } = introduction
  const names = new Intl.DisplayNames([locale], { type: 'language' })
  const skills = (toEmployer.skills ?? []).map(({ labels }) => (locale === 'en' ? labels.en : labels.fr))
  const languages = (toEmployer.languages ?? []).map(
    ({ language, level }) => `${names.of(language) ?? language} ${level}`,
  )
  if (email === null) throw problem('employer-unreachable')
  await queueMessage(db, {
    siteId,
    personId: person.personId,
    kind: 'introduction-sent',
    locale,
    address: email,
    payload: {
      contact: contact ?? '',
      person: person.name ?? '',
      need: toEmployer.need,
      skills: skills.join(', '),
      languages: languages.join(', '),
      sender: actor.name ?? 'Interra',
    },
    dedupeKey: `introduction-sent:${id}`,
  })
}
