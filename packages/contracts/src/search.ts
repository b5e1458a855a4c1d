import Type, { type Static } from 'typebox'
import { SearchText } from './people.ts'
import { personal } from './personal-data.ts'
import { closed, nullable, Uuid } from './primitives.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'

export const searchEntities = ['person', 'workshop', 'venue', 'partner'] as const
export type SearchEntity = (typeof searchEntities)[number]

/** One record found. A person has a `name` and no `title`, anything else the reverse. */
export const SearchHit = closed('SearchHit', {
  entity: Type.Enum([...searchEntities]),
  id: Uuid,
  siteId: Uuid,
  title: nullable(Type.String()),
  name: personal('C1', nullable(Type.String())),
  ownScriptName: personal('C1', nullable(Type.String())),
  birthYear: personal('C3', nullable(Type.Integer())),
})
export type SearchHit = Static<typeof SearchHit>
export const SearchHits = closed('SearchHits', { items: Type.Array(SearchHit) })

export const searchRoutes = defineRoutes({
  search: {
    method: 'POST',
    path: '/v1/searches',
    summary: 'Find people, workshops, venues and partners by a few letters',
    description:
      'The most likely first, 20 at most. People are looked for only at the sites where you read names, and nothing tells that there were any elsewhere; workshops, only where your role is in their programme. Venues, partners and people are common to all programmes. A body, so that names stay out of addresses and logs.',
    access: { roles: who.allStaff },
    body: closed('Search', { text: SearchText }),
    success: { status: 200, body: SearchHits },
    errors: [],
  },
})
