import { createHash, randomBytes } from 'node:crypto'
import pg from 'pg'
import { addSite } from '../../api/src/modules/sites/sites.store.ts'
import { createDatabase } from '../../api/src/platform/db/database.ts'
import { newId } from '../../api/src/platform/ids.ts'

export const size = { people: 50_000, sessions: 20_000, workshops: 400, hosts: 800, onSheet: 30 } as const

export interface Seeded {
  /** Value of the session cookie of a coordinator of the site. */
  readonly token: string
  readonly siteId: string
  /** A few hundred sessions with thirty people each. */
  readonly sheetIds: readonly string[]
  readonly people: readonly { readonly id: string; readonly given: string; readonly family: string }[]
}

/** Fills a migrated database: one site with everything, a second one with a tenth of the people. Takes about a minute. */
export async function seed(url: string): Promise<Seeded> {
  const database = createDatabase({ url })
  const zone = { timeZone: 'Europe/Brussels', opensOn: '2019-01-01' }
  const [siteId, otherId] = await database.system('bench.sites', async (db) => [
    await addSite(db, { code: 'liege', name: 'Liège', ...zone }),
    await addSite(db, { code: 'pilote', name: 'Pilote', ...zone }),
  ])
  await database.close()
  const client = new pg.Client(url)
  await client.connect()
  for (const statement of statements)
    await client.query(
      statement,
      statement.includes('$2') ? [siteId, otherId] : statement.includes('$1') ? [siteId] : [],
    )
  await client.query('vacuum analyze')
  const token = await openSession(client, siteId)
  const sheets = await client.query<{ id: string }>(
    `select session_id as id from session_seats where taken = ${size.onSheet} order by session_id limit 300`,
  )
  const people = await client.query<{ id: string; given: string; family: string }>(
    'select id, given_name as given, family_name as family from person where site_id = $1 order by id',
    [siteId],
  )
  await client.end()
  return { token, siteId: siteId, sheetIds: sheets.rows.map(({ id }) => id), people: people.rows }
}

/** Names from syllables, with the accents of many languages: none is anybody's. */
const statements: readonly string[] = [
  `create function bench_name(seed int, parts int) returns text language sql immutable as $$
     select initcap(string_agg(syllable, '')) from (
       select (array['ba','dé','fou','gri','ho','ja','ké','lan','mé','nou','ó','pé','ri','sa','tä','ul','vi','wa','xe','yó',
         'za','chê','bré','dja','fli','gue','kha','lou','mbo','nga','ñu','ouat','phi','quin','rhou','sté','tchi','vro','çe','zim'])
         [1 + abs(hashint4extended(seed, part)) % 40] as syllable
       from generate_series(1, parts) part) syllables $$`,
  `insert into person (id, site_id, given_name, family_name, birth_year, phone, lifelong_resident, is_belgian, member_since)
   select gen_random_uuid(), case when n % 10 = 0 then $2::uuid else $1::uuid end, bench_name(n % 3000, 2), bench_name(n, 4),
     1950 + n % 55, '+3246' || lpad((n * 7919 % 10000000)::text, 7, '0'), n % 2 = 0, n % 2 = 0, date '2024-01-01' + n % 900
   from generate_series(1, ${size.people}) n`,
  // the rest is written as it would stand after all its triggers, which are left out for speed
  'set session_replication_role = replica',
  `insert into venue (id, site_id, name) select gen_random_uuid(), $1, 'Lieu ' || n from generate_series(1, 40) n`,
  `insert into room (id, site_id, venue_id, name, capacity)
   select gen_random_uuid(), $1, v.id, 'Salle ' || n, 40 from venue v, generate_series(1, 3) n`,
  `insert into workshop (id, site_id, title, category_term_id, languages, capacity, status, published_at)
   select gen_random_uuid(), $1, 'Atelier ' || n, (select id from taxonomy_term where site_id = $1
     and taxonomy = 'workshop_category' order by position offset n % 8 limit 1), '{fr}', 40, 'published', now()
   from generate_series(1, ${size.workshops}) n`,
  `insert into session (id, site_id, workshop_id, starts_on, starts_time, ends_time, starts_at, ends_at, room_id, status)
   select gen_random_uuid(), $1, w.id, day, hour, hour + interval '90 minutes', (day + hour) at time zone 'Europe/Brussels',
     (day + hour + interval '90 minutes') at time zone 'Europe/Brussels', null,
     case when day < current_date then 'held' else 'scheduled' end
   from (select n, current_date - 350 + n / 28 as day, time '09:00' + (n % 28) * interval '20 minutes' as hour
         from generate_series(0, ${size.sessions - 1}) n) s
   join (select id, row_number() over (order by id) as n from workshop) w on w.n = 1 + s.n % ${size.workshops}`,
  `update session s set room_id = r.id from (select id, row_number() over (order by id) as n from room) r
   where r.n = 1 + abs(hashtext(s.id::text)) % 120 and s.status = 'held'`,
  `insert into session_seats (session_id, site_id, capacity, taken)
   select id, site_id, 40, case when row_number() over (order by id) % 10 = 0 then ${size.onSheet} else 5 end from session`,
  `insert into session_host (id, site_id, session_id, person_id, part, during, active)
   select gen_random_uuid(), s.site_id, s.id, h.id, 'lead', tstzrange(s.starts_at, s.ends_at), true
   from session s join (select id, row_number() over (order by id) as n from person where site_id = $1 limit ${size.hosts}) h
     on h.n = 1 + abs(hashtext(s.workshop_id::text)) % ${size.hosts}`,
  `insert into registration (id, site_id, session_id, person_id, status, author_kind)
   select gen_random_uuid(), n.site_id, n.session_id, p.id, 'confirmed', 'staff'
   from (select session_id, site_id, taken, row_number() over (order by session_id) as rank from session_seats) n
   cross join lateral generate_series(1, n.taken) seat
   join (select id, row_number() over (order by id) as n from person where site_id = $1) p
     on p.n = 1 + (n.rank * 37 + seat * 101) % 45000`,
  `insert into attendance (id, site_id, session_id, person_id, status, observed_at)
   select gen_random_uuid(), r.site_id, r.session_id, r.person_id, 'present', s.starts_at
   from registration r join session s on s.id = r.session_id
   where s.status = 'held' and abs(hashtext(r.id::text)) % 10 < 8`,
  'set session_replication_role = origin',
]

async function openSession(client: pg.Client, siteId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const account = newId()
  await client.query(
    `insert into account (id, email, name, status) values ($1, 'bench@example.org', 'Bench', 'active')`,
    [account],
  )
  await client.query(
    `insert into role_grant (id, account_id, role, on_site_id, starts_on) values ($1, $2, 'coordinator', $3, '2020-01-01')`,
    [newId(), account, siteId],
  )
  await client.query(
    `insert into account_session (id, token_hash, account_id, created_at, last_seen_at, expires_at)
     values ($1, $2, $3, now(), now(), now() + interval '1 day')`,
    [newId(), createHash('sha256').update(token).digest('hex'), account],
  )
  return token
}
