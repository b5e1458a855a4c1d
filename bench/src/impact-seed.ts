import pg from 'pg'
import { addSite } from '../../api/src/modules/sites/sites.store.ts'
import { createDatabase } from '../../api/src/platform/db/database.ts'

export const people = 50_000
const sessions = 20_000
/** The year that is reported, and the day on which it is. */
export const year = { from: '2025-01-01', to: '2026-01-01', today: '2026-02-01' } as const

/** Two cities with 50,000 people, 20,000 held sessions over two years, and so many attendances; answers the cities. */
export async function seedImpact(url: string, attendances: number): Promise<string[]> {
  const database = createDatabase({ url })
  const zone = { timeZone: 'Europe/Brussels', opensOn: '2019-01-01' }
  const sites = await database.system('bench.sites', async (db) => [
    await addSite(db, { code: 'liege', name: 'Liège', ...zone }),
    await addSite(db, { code: 'pilote', name: 'Pilote', ...zone }),
  ])
  await database.close()
  const client = new pg.Client(url)
  await client.connect()
  // written as it would stand after all its triggers, which are left out for speed
  for (const statement of ['set session_replication_role = replica', ...statements(attendances)])
    await client.query(statement, statement.includes('$1') ? [sites] : [])
  await client.query('vacuum analyze')
  await client.end()
  return sites
}

const statements = (attendances: number): readonly string[] => [
  `insert into person (id, site_id, given_name, birth_year, gender, lifelong_resident, is_belgian, member_since)
   select gen_random_uuid(), ($1::uuid[])[1 + n % 2], 'Membre ' || n, 1950 + n % 55,
     (array['woman', 'man', 'non_binary', null])[1 + n % 4], n % 3 = 0, n % 3 = 0, '2024-01-01'
   from generate_series(1, ${people}) n`,
  `insert into arrival_fact (id, site_id, person_id, arrived_on, precision, source)
   select gen_random_uuid(), site_id, id, date '2018-01-01' + abs(hashtext(id::text)) % 2800, 'day', 'self'
   from person where not is_belgian and abs(hashtext(id::text)) % 10 < 9`,
  `insert into language_record (id, site_id, person_id, language, level, assessed_by, assessed_on)
   select gen_random_uuid(), site_id, id, l, (array['A1', 'A2', 'B1', 'B2'])[1 + abs(hashtext(id::text || l)) % 4], 'self', '2024-01-01'
   from person, unnest(array['fr', 'nl', 'de']) l where not is_belgian and abs(hashtext(id::text)) % 3 = 0`,
  `insert into language_span (person_id, site_id, from_on, until_on, best, known)
   select s.* from interra.language_spans_of(array(select distinct person_id from language_record)) s`,
  `insert into workshop (id, site_id, title, category_term_id, capacity, status, published_at)
   select gen_random_uuid(), s, 'Atelier ' || n, (select id from taxonomy_term where site_id = s
     and taxonomy = 'workshop_category' order by position offset n % 8 limit 1), 60, 'published', now()
   from unnest($1::uuid[]) s, generate_series(1, 200) n`,
  `insert into session (id, site_id, workshop_id, starts_on, starts_time, ends_time, starts_at, ends_at, status)
   select gen_random_uuid(), w.site_id, w.id, day, '18:00', '19:30', (day + time '18:00') at time zone 'Europe/Brussels',
     (day + time '19:30') at time zone 'Europe/Brussels', 'held'
   from (select n, date '2024-01-01' + n * 730 / ${sessions} as day from generate_series(0, ${sessions - 1}) n) s
   join (select id, site_id, row_number() over (order by id) as n from workshop) w on w.n = 1 + s.n % 400`,
  `insert into attendance (id, site_id, session_id, person_id, status, observed_at)
   select gen_random_uuid(), s.site_id, s.id, p.id, 'present', s.starts_at
   from (select *, row_number() over (partition by site_id order by id) as rank from session) s
   cross join generate_series(1, ${attendances / sessions}) seat
   join (select id, site_id, row_number() over (partition by site_id order by id) as n from person) p
     on p.site_id = s.site_id and p.n = 1 + (s.rank * 37 + seat * 101) % ${people / 2}
   where ${attendances / sessions} >= 1 or abs(hashtext(s.id::text)) % ${sessions} < ${attendances}`,
  'set session_replication_role = origin',
]
