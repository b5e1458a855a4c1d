import { advance, attestationMachine, broken, problem, type Attestation, type courseRoutes } from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import {
  findAttestation,
  insertAttestation,
  listAttestable,
  listAttestations,
  saveRevocation,
  type Attestable,
} from './attestations.store.ts'
import { isCompleted, validUntil } from './course.ts'
import { lockCourse, type FoundCourse } from './courses.store.ts'
import { completeTrainSteps } from './train-steps.store.ts'
import { attestation } from './trainings.tables.ts'

type AttestationHandlers = Pick<
  Handlers<typeof courseRoutes>,
  'issueAttestations' | 'getAttestation' | 'revokeAttestation'
>

export const attestationHandlers = ({ database, clock }: Deps): AttestationHandlers => ({
  issueAttestations: ({ params: { courseId }, body: { enrolmentIds = null }, scope, actor }) =>
    database.write(scope, async (db) => {
      const found = await lockCourse(db, scope, courseId, clock.now())
      const { course } = found
      if (course.status === 'draft')
        throw problem('act-not-possible', {
          params: { entity: 'course', state: course.status, act: 'attest', possible: ['open'] },
        })
      const named = await listAttestable(db, courseId, enrolmentIds)
      const deserving = named.filter((one) => one.attested || hasCompleted(found, one))
      requireAll(enrolmentIds, named, deserving)
      const fresh = deserving.filter(({ attested }) => !attested)
      for (const one of fresh) await issue(db, found, one, actor.accountId)
      if (course.kind === 'host') await tellProposals(db, fresh, found.today)
      const ids = deserving.map(({ id }) => id)
      const items = await listAttestations(db, scope, courseId, ids, clock.now())
      for (const { id, enrolmentId } of items)
        if (fresh.some((one) => one.id === enrolmentId)) await audit(db, { id, siteId: course.siteId }, 'issued')
      return { issued: fresh.length, items }
    }),

  getAttestation: ({ params, scope }) =>
    database.read(
      scope,
      async (db) => (await findAttestation(db, scope, params.attestationId, clock.now())).attestation,
    ),

  revokeAttestation: ({ params: { attestationId }, body, scope, ifMatch, actor }) =>
    database.write(scope, async (db) => {
      await guardVersion(db, scope, attestation, attestationId, ifMatch)
      const { attestation: found, today } = await findAttestation(db, scope, attestationId, clock.now())
      advance(attestationMachine, found.revokedOn === null ? 'issued' : 'revoked', 'revoke', body.reason)
      const revocation = { revokedOn: today, revokedBy: actor.accountId, revocationReason: body.reason }
      await saveRevocation(db, attestationId, revocation)
      await audit(db, found, 'revoked', body.reason)
      return (await findAttestation(db, scope, attestationId, clock.now())).attestation
    }),
})

function hasCompleted({ course: { plannedMinutes, completionShare } }: FoundCourse, { minutes }: Attestable): boolean {
  return minutes > 0 && isCompleted(minutes, plannedMinutes, completionShare)
}

/** Everybody named follows the course and has completed it. */
function requireAll(
  wanted: readonly string[] | null,
  named: readonly Attestable[],
  deserving: readonly Attestable[],
): void {
  if (wanted === null) return
  const unknown = wanted.findIndex((id) => !named.some((one) => one.id === id))
  if (unknown >= 0) throw broken('rule-broken', `/enrolmentIds/${unknown}`, { rule: 'unknown' })
  const lacking = named.filter((one) => !deserving.includes(one)).map(({ id }) => id)
  if (lacking.length > 0) throw problem('not-completed', { params: { enrolmentIds: lacking } })
}

async function issue(db: Db, { course, today }: FoundCourse, one: Attestable, by: string | null): Promise<void> {
  const { personId, holder, minutes, startsOn, completedOn, previousUntil } = one
  if (startsOn === null || completedOn === null) throw new Error('minutes without a session')
  const { validMonths, renewalDays } = course
  const until = validUntil({ completedOn, validMonths, renewalDays, previousUntil })
  const wanted = { enrolmentId: one.id, personId, holder, minutes, startsOn, completedOn, issuedOn: today }
  await insertAttestation(db, course, { ...wanted, validUntil: until }, by)
}

/** Hosts who are now trained have done that step of their proposals. */
async function tellProposals(db: Db, fresh: readonly Attestable[], today: string): Promise<void> {
  const members = fresh.flatMap(({ personId }) => (personId === null ? [] : [personId]))
  for (const { id, siteId } of await completeTrainSteps(db, members, today))
    await recordAudit(db, { act: 'proposal.step_done', siteId, entity: 'proposal', entityId: id, fields: ['train'] })
}

function audit(
  db: Db,
  { id, siteId }: Pick<Attestation, 'id' | 'siteId'>,
  act: string,
  reason?: string,
): Promise<void> {
  const entry = { act: `attestation.${act}`, siteId, entity: 'attestation', entityId: id }
  return recordAudit(db, { ...entry, reason: reason ?? null })
}
