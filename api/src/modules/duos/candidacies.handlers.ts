import { broken, type Candidacy, type CandidacyAct, type candidacyRoutes } from '@interra/contracts'
import { changedFields, recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers, Scope } from '../../platform/http/context.ts'
import { pageOfRows, windowOf } from '../../platform/http/paging.ts'
import { findPerson } from '../people/person-file.store.ts'
import {
  findCandidacy,
  insertCandidacy,
  listCandidacies,
  lockCandidacy,
  requireTerms,
  saveCandidacy,
  type CandidacyChange,
} from './candidacies.store.ts'
import { afterAct, requireFitting } from './candidacy.ts'
import { exclusionHandlers } from './exclusions.handlers.ts'
import { suggestionHandlers } from './suggestions.handlers.ts'

interface OneCandidacy {
  readonly params: { candidacyId: string }
  readonly scope: Scope
  readonly ifMatch: number
}

const done: Readonly<Record<CandidacyAct, string>> = {
  meet: 'met',
  admit: 'admitted',
  pause: 'paused',
  resume: 'resumed',
  end: 'ended',
  withdraw: 'withdrawn',
}

export const candidacyHandlers = (deps: Deps): Handlers<typeof candidacyRoutes> => {
  const { database, clock } = deps

  /** Takes one step of the machine: locks, decides, saves, notes. */
  const act = (
    { params: { candidacyId }, scope, ifMatch }: OneCandidacy,
    name: CandidacyAct,
    { reason, more = () => ({}) }: { reason?: string | undefined; more?: (today: string) => CandidacyChange } = {},
  ): Promise<Candidacy> =>
    database.write(scope, async (db) => {
      const { candidacy, today } = await lockCandidacy(db, scope, candidacyId, ifMatch, clock.now())
      const change = afterAct(candidacy, name, { today, reason })
      await saveCandidacy(db, candidacy, { ...change, ...more(today) })
      await audit(db, candidacy, done[name], [], reason)
      return (await findCandidacy(db, scope, candidacyId, clock.now())).candidacy
    })

  return {
    ...exclusionHandlers(deps),
    ...suggestionHandlers(deps),

    listCandidacies: ({ query, scope }) =>
      database.read(scope, async (db) => {
        const window = windowOf(query, 2)
        const rows = await listCandidacies(db, scope, query, window, clock.now())
        return pageOfRows(
          rows,
          window,
          ({ since, id }) => [since, id],
          ({ item }) => item,
        )
      }),

    getCandidacy: ({ params, scope }) =>
      database.read(scope, async (db) => (await findCandidacy(db, scope, params.candidacyId, clock.now())).candidacy),

    applyForDuo: ({ body: { personId, appliedOn: said, ...wishes }, scope, actor }) =>
      database.write(scope, async (db) => {
        const { person, today } = await findPerson(db, scope, personId, clock.now())
        const appliedOn = said ?? today
        requirePast(appliedOn, today, '/appliedOn')
        await requireTerms(db, person.siteId, today, wishes)
        const wanted = { personId, appliedOn, createdBy: actor.accountId }
        const id = await insertCandidacy(db, person.siteId, wanted, wishes)
        const { candidacy } = await findCandidacy(db, scope, id, clock.now())
        requireFitting(wishes, candidacy)
        await audit(db, candidacy, 'recorded')
        return candidacy
      }),

    changeCandidacy: ({ params: { candidacyId }, body, scope, ifMatch }) =>
      database.write(scope, async (db) => {
        const { candidacy, today } = await lockCandidacy(db, scope, candidacyId, ifMatch, clock.now())
        await requireTerms(db, candidacy.siteId, today, body)
        await saveCandidacy(db, candidacy, {}, body)
        await audit(db, candidacy, 'changed', changedFields(body, candidacy))
        const { candidacy: changed } = await findCandidacy(db, scope, candidacyId, clock.now())
        // the side follows from what was changed
        requireFitting({ ...body, places: changed.places }, changed)
        return changed
      }),

    meetCandidate: (call) =>
      act(call, 'meet', {
        more: (today) => {
          const { interviewedOn = today, note = null } = call.body
          requirePast(interviewedOn, today, '/interviewedOn')
          return { interviewedOn, interviewNote: note, interviewedBy: call.actor.accountId }
        },
      }),
    admitCandidate: (call) => act(call, 'admit'),
    pauseCandidacy: (call) =>
      act(call, 'pause', {
        reason: call.body.reason,
        more: (today) => {
          const { until = null } = call.body
          if (until !== null && until < today) throw broken('rule-broken', '/until', { rule: 'in-the-past' })
          return { pausedUntil: until }
        },
      }),
    resumeCandidacy: (call) => act(call, 'resume'),
    withdrawCandidacy: (call) => act(call, 'withdraw', { reason: call.body.reason }),
    endCandidacy: (call) => act(call, 'end', { reason: call.body.reason }),
  }
}

function requirePast(day: string, today: string, pointer: string): void {
  if (day > today) throw broken('rule-broken', pointer, { rule: 'in-the-future' })
}

function audit(
  db: Db,
  { id, siteId }: Pick<Candidacy, 'id' | 'siteId'>,
  act: string,
  fields: readonly string[] = [],
  reason?: string,
): Promise<void> {
  const entry = { act: `candidacy.${act}`, siteId, entity: 'candidacy', entityId: id }
  return recordAudit(db, { ...entry, fields, reason: reason ?? null })
}
