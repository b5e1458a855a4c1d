import pg from 'pg'

/** One question to the database of the app, as its owner. */
export async function ask<Row extends pg.QueryResultRow>(
  databaseUrl: string,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client(databaseUrl)
  await client.connect()
  try {
    return (await client.query<Row>(text, values)).rows
  } finally {
    await client.end()
  }
}

export interface Waiter {
  readonly side: 'newcomer' | 'local'
  readonly givenName: string
  readonly waiting: number
  readonly email?: string
  readonly language?: string
}
export interface Waits {
  readonly personId: string
  readonly candidacyId: string
}

const insertWaiter = `
  with l as (select id from site where code = 'liege'),
  p as (insert into person (id, site_id, given_name, family_name, birth_year, gender, is_belgian, lifelong_resident,
      email, contact_channel, contact_language, member_since)
    select gen_random_uuid(), l.id, $2, 'Duoessai', 1990, 'woman', $1 = 'local', $1 = 'local', $4, 'email', $5,
      current_date - 200 from l returning id, site_id),
  a as (insert into arrival_fact (id, site_id, person_id, arrived_on, precision, source)
    select gen_random_uuid(), p.site_id, p.id, current_date - 400, 'day', 'self' from p where $1 = 'newcomer'),
  i as (insert into person_interest (id, site_id, person_id, kind, label)
    select gen_random_uuid(), p.site_id, p.id, 'passion', 'Cuisine' from p),
  g as (insert into language_record (id, site_id, person_id, language, level, assessed_by, assessed_on)
    select gen_random_uuid(), p.site_id, p.id, 'fr', 'B1', 'staff', current_date from p),
  k as (insert into consent (id, site_id, person_id, purpose, given, text_version, language, channel, collected_on)
    select gen_random_uuid(), p.site_id, p.id, 'duo_matching', true, '2026-11', 'fr', 'oral', current_date from p)
  insert into candidacy (id, site_id, person_id, status, applied_on, slots, interviewed_on, waiting_since, places)
  select gen_random_uuid(), p.site_id, p.id, 'available', current_date - $3::int, '{tue-evening,sat-morning}',
    current_date - $3::int, current_date - $3::int, case when $1 = 'local' then 2 else 1 end from p
  returning id as "candidacyId", person_id as "personId"`

/** People of the demo's city who wish for a duo, all free on Tuesday evening and all fond of cooking. */
export async function letWait(databaseUrl: string, waiters: readonly Waiter[]): Promise<Waits[]> {
  const client = new pg.Client(databaseUrl)
  await client.connect()
  try {
    const made: Waits[] = []
    for (const { side, givenName, waiting, email = null, language = null } of waiters) {
      const { rows } = await client.query<Waits>(insertWaiter, [side, givenName, waiting, email, language])
      made.push(...rows)
    }
    return made
  } finally {
    await client.end()
  }
}
