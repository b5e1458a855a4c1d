import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { say } from './progress.ts'
import type { Settings } from './settings.ts'

/**
 * The one line that everybody waits for, then who can sign in to the demo. Written at once: whoever waits for the line
 * has the accounts too.
 */
export function welcome(settings: Settings): void {
  const accounts = demoAccounts(path.join(settings.dataDir, 'demo-credentials.json'))
  const demo = [
    '\nDémonstration : choisissez un compte. / Demo: choose an account.\n',
    ...table([['e-mail', 'mot de passe / password', 'rôle / role', 'site'], ...accounts]).map((line) => `  ${line}`),
  ]
  say(
    [
      `\nInterra is ready: ${settings.publicUrl}`,
      ...(accounts.length > 0 ? demo : []),
      '\nCtrl-C arrête tout, rien ne se perd. / Ctrl-C stops everything, nothing is lost.',
    ].join('\n'),
  )
}

function demoAccounts(file: string): string[][] {
  if (!existsSync(file)) return []
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'))
  if (typeof content !== 'object' || content === null || !('accounts' in content)) return []
  if (!Array.isArray(content.accounts)) return []
  return content.accounts.map((account) =>
    ['email', 'password', 'role', 'site'].map((member) => String(account[member] ?? '')),
  )
}

function table(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
