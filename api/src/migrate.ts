import { migrate } from './platform/db/migrate.ts'

const url = process.env['DATABASE_URL']
if (!url) {
  process.stderr.write('DATABASE_URL is not set: it names the database to migrate.\n')
  process.exitCode = 1
} else {
  await migrate(url)
  process.stdout.write('The database has the present schema.\n')
}
