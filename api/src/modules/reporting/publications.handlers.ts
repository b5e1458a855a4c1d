import { problem, type Publication, type ReportContent, type reportingRoutes } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { stream, type Handlers, type Scope } from '../../platform/http/context.ts'
import { pageOfRows, windowOf } from '../../platform/http/paging.ts'
import { namesOf } from '../impact/names.store.ts'
import { indicatorWith } from '../impact/registry.sql.ts'
import { csvOf, rowsOf, type Told } from './figure-rows.ts'

type Routes = Pick<typeof reportingRoutes, 'listPublications' | 'getPublicationFigures' | 'getPublicationCsv'>
type Asked = {
  readonly params: { readonly publicationId: string }
  readonly query: { readonly language?: 'fr' | 'en' }
}

const isPublished = `r.site_id = any ($1::uuid[]) and r.status = 'published' and r.level <> 'internal_case'`
const publicationJson = `json_build_object('id', r.id, 'siteId', r.site_id, 'title', r.title, 'from', r.from_on, 'to', r.to_on,
  'asOf', to_char(r.as_known_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'sha256', r.sha256)`
interface Listed extends Record<string, unknown> {
  readonly since: string
  readonly item: Publication
}
const listSql = {
  name: 'publications',
  text: `select r.published_at::text as since, ${publicationJson} as item from report r where ${isPublished}
      and ($2::timestamptz is null or (r.published_at, r.id) < ($2, $3::uuid))
    order by r.published_at desc, r.id desc limit $4`,
}
const contentSql = { name: 'publication', text: `select r.content from report r where ${isPublished} and r.id = $2` }

export const publicationHandlers = ({ database, clock }: Deps): Handlers<Routes> => {
  const rows = ({ params: { publicationId }, query: { language = 'fr' } }: Asked, scope: Scope) =>
    database.read(scope, async (db) => {
      const [found] = await db.hot<{ content: string }>(contentSql, [scope.filterSites, publicationId])
      if (!found) throw problem('not-found')
      const content = JSON.parse(found.content) as ReportContent
      const at = { asOf: content.asKnownAt, computedAt: clock.now().toISOString() }
      return { content, rows: rowsOf(await toldIn(db, content), language, at) }
    })
  return {
    listPublications: ({ query, scope }) =>
      database.read(scope, async (db) => {
        const window = windowOf(query, 2)
        const sites = scope.filterSites.filter((site) => query.site === undefined || site === query.site)
        const values = [sites, window.after?.[0] ?? null, window.after?.[1] ?? null, window.take]
        return pageOfRows(
          await db.hot<Listed>(listSql, values),
          window,
          ({ since, item }) => [since, item.id],
          ({ item }) => item,
        )
      }),

    getPublicationFigures: async (asked) => ({ items: (await rows(asked, asked.scope)).rows }),

    getPublicationCsv: async (asked) => {
      const told = await rows(asked, asked.scope)
      return stream(csvOf(told.rows, false), 'text/csv', `interra-${told.content.from}-${told.content.to}.csv`)
    },
  }
}

/** The tables and the quality gates as they were frozen, under the version of the definition that they were computed by. */
async function toldIn(db: Db, { tables, gates = [] }: ReportContent): Promise<Told[]> {
  const told: Told[] = []
  for (const { indicatorId, definitionVersion: version, unit, by, cells } of [...tables, ...gates]) {
    const found = indicatorWith(indicatorId)
    if (!found) throw problem('not-found')
    told.push({ indicator: { ...found.indicator, version, unit }, by, cells, names: await namesOf(db, by, cells) })
  }
  return told
}
