import type { Breakdown } from '@interra/contracts'

/**
 * What an indicator counts, one row a fact. `sql` is one select over the parameters $1 `uuid[]` sites, $2 and $3 `date`, the
 * half-open period, $4 `date` today. Table names are unqualified: with `search_path = as_known, public` the same text
 * answers as known on a date. Columns, all of them there:
 *
 * - `site_id uuid`, `day date`: the local date that places the fact in the period, and on which the person's status is that
 *   of figures;
 * - `key uuid`: the unit counted; `person_id uuid`: whom it is about, merged persons as the one they were merged into, or
 *   null;
 * - `part text`: null for the value itself, else the code of a sub-value;
 * - `numerator numeric`: what it adds, null when that is not known; `denominator numeric`: what it is divided by, of a
 *   duration 1 when it ended and 0 when it had not yet, of a pair the later score, null when there is none;
 * - a column for each dimension in `columns`, with the code to tell it by; null is not known. Beside the group of the hosts
 *   stands `host_id uuid`, one of them: told by it, a fact tells of that person.
 */
export interface Facts {
  readonly sql: string
  readonly columns?: Readonly<Partial<Record<Breakdown, string>>>
  /** The sub-values are those of this dimension, each key on its first day. */
  readonly parts?: Breakdown
  /** Each key counts once in a period, by its first day: its later rows are left out. */
  readonly oncePerKey?: true
  /** What counts depends on the whole period: each of its parts is asked as if it were alone. */
  readonly ofPeriod?: true
  /** No key is in two sub-values, nor in the value and a sub-value. */
  readonly partsApart?: true
}
