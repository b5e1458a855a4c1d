import type accounts from './fr/accounts.json'
import type attendance from './fr/attendance.json'
import type auth from './fr/auth.json'
import type common from './fr/common.json'
import type figures from './fr/figures.json'
import type problems from './fr/problems.json'
import type profile from './fr/profile.json'
import type roles from './fr/roles.json'
import type shell from './fr/shell.json'
import type sites from './fr/sites.json'
import type today from './fr/today.json'
import type validation from './fr/validation.json'

/** Namespace -> its French words: the type of every key. A feature adds its line. */
export interface Resources {
  accounts: typeof accounts
  attendance: typeof attendance
  auth: typeof auth
  common: typeof common
  figures: typeof figures
  problems: typeof problems
  profile: typeof profile
  roles: typeof roles
  shell: typeof shell
  sites: typeof sites
  today: typeof today
  validation: typeof validation
}
