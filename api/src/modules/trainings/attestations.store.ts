import { problem, type Attestation, type Course } from '@interra/contracts'
import { eq } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/http/context.ts'
import { newId } from '../../platform/ids.ts'
import { attestableSql, attestationsSql } from './courses.sql.ts'
import { attestation } from './trainings.tables.ts'

/** Somebody enrolled, with what an attestation would say of them. Days are local dates. */
export interface Attestable extends Record<string, unknown> {
  readonly id: string
  readonly personId: string | null
  readonly holder: string
  readonly minutes: number
  readonly startsOn: string | null
  readonly completedOn: string | null
  readonly previousUntil: string | null
  readonly attested: boolean
}

/** Those who follow a course; `enrolmentIds` null for all. */
export function listAttestable(
  db: Db,
  courseId: string,
  enrolmentIds: readonly string[] | null,
): Promise<Attestable[]> {
  return db.hot<Attestable>(attestableSql, [courseId, enrolmentIds])
}

/** Attestations of a course that were not revoked, by number. */
export async function listAttestations(
  db: Db,
  scope: Scope,
  courseId: string,
  enrolmentIds: readonly string[],
  now: Date,
): Promise<Attestation[]> {
  const rows = await db.hot<FoundAttestation & Record<string, unknown>>(attestationsSql, [
    scope.filterSites,
    null,
    courseId,
    enrolmentIds,
    now,
  ])
  return rows.map((row) => row.attestation)
}

export interface FoundAttestation {
  readonly attestation: Attestation
  /** Local date of the site. */
  readonly today: string
}

/** Throws `not-found`. */
export async function findAttestation(
  db: Db,
  scope: Scope,
  attestationId: string,
  now: Date,
): Promise<FoundAttestation> {
  const values = [scope.filterSites, attestationId, null, null, now]
  const [found] = await db.hot<FoundAttestation & Record<string, unknown>>(attestationsSql, values)
  if (!found) throw problem('not-found')
  return found
}

export interface NewAttestation {
  readonly enrolmentId: string
  readonly personId: string | null
  readonly holder: string
  readonly minutes: number
  readonly startsOn: string
  readonly completedOn: string
  readonly issuedOn: string
  readonly validUntil: string | null
}

/** Issues an attestation; its number is PostgreSQL's to give. */
export async function insertAttestation(
  db: Db,
  { id: courseId, siteId, kind, title, plannedMinutes }: Course,
  wanted: NewAttestation,
  by: string | null,
): Promise<void> {
  await db
    .insert(attestation)
    .values({ id: newId(), siteId, courseId, kind, title, plannedMinutes, number: '', issuedBy: by, ...wanted })
}

export async function saveRevocation(
  db: Db,
  attestationId: string,
  revocation: { readonly revokedOn: string; readonly revokedBy: string | null; readonly revocationReason: string },
): Promise<void> {
  await db.update(attestation).set(revocation).where(eq(attestation.id, attestationId))
}
