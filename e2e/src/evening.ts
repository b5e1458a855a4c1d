import pg from 'pg'

/** Id of the last session of Liège in the demo that is over, with five people at least, and that nobody recorded. */
export async function eveningToRecord(databaseUrl: string): Promise<string> {
  const client = new pg.Client(databaseUrl)
  await client.connect()
  const { rows } = await client.query<{ id: string }>(
    `select s.id from session s join session_seats n on n.session_id = s.id join site t on t.id = s.site_id
     where s.attendance_closed_at is null and s.ends_at < now() and s.status = 'scheduled' and n.taken >= 5
       and t.code = 'liege'
     order by s.starts_at desc limit 1`,
  )
  await client.end()
  const [evening] = rows
  if (!evening) throw new Error('the demo has no evening to record')
  return evening.id
}
