import pg from 'pg'
import { migrate } from './platform/db/migrate.ts'

const url = process.env['DATABASE_URL']
if (!url) fail('DATABASE_URL is not set: it names the database to migrate.')
else
  await migrate(url).then(
    () => process.stdout.write('The database has the present schema.\n'),
    (error: unknown) => fail(`The database was not migrated: ${wordsOf(error)}`),
  )

function fail(why: string): void {
  process.stderr.write(`${why}\n`)
  process.exitCode = 1
}

function wordsOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return error instanceof pg.DatabaseError && error.hint !== undefined ? `${message}\n${error.hint}` : message
}
