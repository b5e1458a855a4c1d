import { staffRoles, type CircleRole } from '@interra/contracts'
import type { Actor, Scope } from './context.ts'

/** As these one coaches: others of a circle read what is shared with them. */
export const coachingCircle: readonly CircleRole[] = ['coach', 'facilitator']

/** Whose files somebody reads: all of some sites, and elsewhere of those in whose circle they stand today. */
export interface Around {
  readonly personId: string
  readonly freeSites: readonly string[]
}

/** An account of a guest without a person behind it stands around nobody. */
const nobody = '00000000-0000-0000-0000-000000000000'

/**
 * Where somebody is a coach, an expert or a mentor and nothing else, they read the files in whose circle they stand today,
 * as their person: a role at another site opens nothing here. Null: no such limit at any site of the scope.
 */
export function onlyAround(actor: Pick<Actor, 'sitesWith' | 'personId'>, { sites }: Scope): Around | null {
  const freeSites = actor.sitesWith(staffRoles, 'interlab')
  return sites.every((site) => freeSites.includes(site)) ? null : { personId: actor.personId ?? nobody, freeSites }
}

/** SQL: the accompanied of an incubation `i` agreed that guests read their file; never asked is no. */
export const isShared = `coalesce(interra.agreed(i.person_id, 'incubation_file_share'), false)`

/**
 * SQL that is true of an incubation `i` whose file is read: the parameters are those of `aroundValues`, and the instant.
 * Whoever stands in the circle without a last day does so until the incubation ends, and never after it; and nobody of the
 * circle reads without the consent of the accompanied to share their file. `roles`: those in which one stands there; any.
 */
export const isAround = (
  person: string,
  freeSites: string,
  now: string,
  roles?: readonly CircleRole[],
) => `(${person}::uuid is null
  or i.site_id = any (${freeSites}::uuid[])
  or (${isShared} and exists (select from circle_member own join site place on place.id = own.site_id
    where own.incubation_id = i.id and own.person_id = ${person}::uuid${roles ? ` and own.role = any ('{${roles.join(',')}}')` : ''}
      and (${now}::timestamptz at time zone place.time_zone)::date
        between own.starts_on and least(own.ends_on, i.ends_on))))`

export const aroundValues = (around: Around | null) => [around?.personId ?? null, around?.freeSites ?? null]
