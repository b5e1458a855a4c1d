import { AddSite, InviteAccount } from '@interra/contracts'
import { parseArgs } from 'node:util'
import Value from 'typebox/value'
import { loadConfig } from './config.ts'
import { openInstallation, type FirstAdmin, type FirstSite } from './open-installation.ts'
import { systemClock } from './platform/clock.ts'
import { createDatabase } from './platform/db/database.ts'

const usage = `Usage: admin <email> <name> [--locale en] [--site <code> <name of the site>] [--opens-on <YYYY-MM-DD>]
For example: admin camille@example.org "Camille Dupré" --site liege "Liège"`

// The first admin of an installation for real use, and its first site: the only account that nobody invited.
try {
  const { admin, site } = readArguments(process.argv.slice(2))
  const config = loadConfig(process.env)
  const database = createDatabase({ url: config.databaseUrl })
  try {
    const link = await openInstallation({ config, database, clock: systemClock }, admin, site)
    process.stdout.write(
      config.smtpUrl === undefined
        ? `Open this link once, within seven days, to choose a password:\n${link}\n`
        : `An invitation goes to ${admin.email} as soon as the service runs.\n`,
    )
  } finally {
    await database.close()
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}

function readArguments(args: string[]): { admin: FirstAdmin; site?: FirstSite } {
  const options = { site: { type: 'string' }, locale: { type: 'string' }, 'opens-on': { type: 'string' } } as const
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
  const [email, name, siteName, ...more] = positionals
  const { email: emailForm, name: nameForm, locale: localeForm } = InviteAccount.properties
  const locale = values.locale ?? 'fr'
  if (more.length > 0 || !Value.Check(emailForm, email) || !Value.Check(nameForm, name)) throw new Error(usage)
  if (!Value.Check(localeForm, locale)) throw new Error(usage)
  const admin = { email, name, locale }
  if (values.site === undefined && siteName === undefined && values['opens-on'] === undefined) return { admin }
  const given = { code: values.site, name: siteName, ...(values['opens-on'] ? { opensOn: values['opens-on'] } : {}) }
  const { code: codeForm, name: siteForm, opensOn: dateForm } = AddSite.properties
  if (!Value.Check(codeForm, given.code) || !Value.Check(siteForm, given.name)) throw new Error(usage)
  if (given.opensOn !== undefined && !Value.Check(dateForm, given.opensOn)) throw new Error(usage)
  return { admin, site: { ...given, code: given.code, name: given.name } }
}
