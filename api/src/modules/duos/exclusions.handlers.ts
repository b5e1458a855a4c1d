import { broken, problem, type candidacyRoutes, type Exclusion } from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers, Scope } from '../../platform/http/context.ts'
import { newId } from '../../platform/ids.ts'
import { findPerson } from '../people/person-file.store.ts'
import { nameOf } from '../workshops/shapes.sql.ts'
import { exclusion } from './duos.tables.ts'

type ExclusionRoutes = Pick<typeof candidacyRoutes, 'listExclusions' | 'excludePair' | 'liftExclusion'>

/** $1 person, $2 sites, $3 one of them. */
const listSql = {
  name: 'exclusions-list',
  text: `select x.id, json_build_object('personId', p.id, 'name', ${nameOf('p')}) as other, x.reason, x.note,
      x.created_at as "createdAt"
    from exclusion x
    join person p on p.id = case x.person_id when $1 then x.other_person_id else x.person_id end
    where $1 in (x.person_id, x.other_person_id) and x.site_id = any($2) and x.lifted_at is null
      and ($3::uuid is null or x.id = $3)
    order by x.created_at desc, x.id desc`,
}
type Row = Required<Omit<Exclusion, 'createdAt'>> & { readonly createdAt: Date } & Record<string, unknown>

async function listOf(db: Db, scope: Scope, personId: string, id: string | null = null): Promise<Exclusion[]> {
  const rows = await db.hot<Row>(listSql, [personId, scope.filterSites, id])
  return rows.map(({ id, other, reason, note, createdAt }) => ({
    id,
    other,
    reason,
    note,
    createdAt: createdAt.toISOString(),
  }))
}

export const exclusionHandlers = ({ database, clock }: Deps): Handlers<ExclusionRoutes> => ({
  listExclusions: ({ params: { personId }, scope }) =>
    database.read(scope, async (db) => {
      await findPerson(db, scope, personId, clock.now())
      return { items: await listOf(db, scope, personId) }
    }),

  excludePair: ({ params: { personId }, body: { otherId, reason, note = null }, scope, actor }) =>
    database.write(scope, async (db) => {
      if (otherId === personId) throw broken('rule-broken', '/otherId', { rule: 'same-person' })
      const { person } = await findPerson(db, scope, personId, clock.now())
      const [one, other] = personId < otherId ? [personId, otherId] : [otherId, personId]
      const id = newId()
      await db
        .insert(exclusion)
        .values({
          id,
          siteId: person.siteId,
          personId: one,
          otherPersonId: other,
          reason,
          note,
          createdBy: actor.accountId,
        })
        .catch((error: unknown) =>
          onConstraint(error, {
            exclusion_live: () => problem('already-excluded'),
            exclusion_person_id_site_id_fkey: () => broken('rule-broken', '/otherId', { rule: 'unknown' }),
            exclusion_other_person_id_site_id_fkey: () => broken('rule-broken', '/otherId', { rule: 'unknown' }),
          }),
        )
      await recordAudit(db, { act: 'exclusion.added', siteId: person.siteId, entity: 'person', entityId: personId })
      const [made] = await listOf(db, scope, personId, id)
      if (!made) throw new Error('an exclusion was not written')
      return made
    }),

  liftExclusion: ({ params: { personId, exclusionId }, scope, actor }) =>
    database.write(scope, async (db) => {
      const [lifted] = await db.hot<{ siteId: string }>(
        {
          name: 'exclusion-lift',
          text: `update exclusion set lifted_at = $4, lifted_by = $5
            where id = $1 and $2 in (person_id, other_person_id) and site_id = any($3) and lifted_at is null
            returning site_id as "siteId"`,
        },
        [exclusionId, personId, scope.filterSites, clock.now(), actor.accountId],
      )
      if (!lifted) throw problem('not-found')
      await recordAudit(db, { act: 'exclusion.lifted', siteId: lifted.siteId, entity: 'person', entityId: personId })
      return undefined
    }),
})
