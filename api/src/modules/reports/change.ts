import type { ChangeCause, ChangeWay, FigureChange, Measure } from '@interra/contracts'

/** One row of the facts of an indicator, of the value itself. */
export interface FactRow {
  readonly key: string
  readonly personId: string | null
  readonly numerator: number | null
  /** Of a rate: what it counts among; of no sense beside a numerator that is not known. */
  readonly denominator: number | null
}

/** What was written between two instants, by the ids of records and of the people they are of. */
export interface Evidence {
  readonly merged: ReadonlySet<string>
  /** Records that were not there before. */
  readonly entered: ReadonlySet<string>
  readonly corrected: ReadonlySet<string>
  /** People of whom a record was entered. */
  readonly enteredOf: ReadonlySet<string>
  readonly correctedOf: ReadonlySet<string>
  /** People of whom arrival, status or languages are known otherwise. */
  readonly known: ReadonlySet<string>
}

interface Counted {
  amount: number
  /** What it adds below the line of a rate. */
  among: number
  readonly people: Set<string>
}

/** What one key adds to the value: of counts at most one. */
function byKey(kind: Measure, rows: readonly FactRow[]): Map<string, Counted> {
  const counted = new Map<string, Counted>()
  const isCount = kind === 'count' || kind === 'weekly'
  for (const { key, personId, numerator, denominator } of rows) {
    const one = counted.get(key) ?? { amount: 0, among: 0, people: new Set<string>() }
    one.amount = isCount ? Math.max(one.amount, (numerator ?? 0) > 0 ? 1 : 0) : one.amount + (numerator ?? 0)
    if (kind === 'ratio' && numerator !== null) one.among += denominator ?? 0
    if (personId !== null) one.people.add(personId)
    counted.set(key, one)
  }
  return counted
}

const total = (counted: ReadonlyMap<string, Counted>) =>
  [...counted.values()].reduce((sum, { amount }) => sum + amount, 0)
const totalAmong = (counted: ReadonlyMap<string, Counted>) =>
  [...counted.values()].reduce((sum, { among }) => sum + among, 0)

/**
 * Every key whose amount changed, by cause and way; the deltas add up to the difference. `told` is what was said by another
 * definition: what the present one says otherwise of the same records is a cause of its own.
 */
export function changeOf(
  kind: Measure,
  rows: { readonly before: readonly FactRow[]; readonly after: readonly FactRow[] },
  evidence: Evidence,
  told?: number,
): Pick<FigureChange, 'before' | 'after' | 'beforeOf' | 'afterOf' | 'causes'> {
  const [before, after] = [byKey(kind, rows.before), byKey(kind, rows.after)]
  const causes = new Map<string, { cause: ChangeCause; way: ChangeWay; count: number; delta: number; keys: string[] }>()
  const note = (cause: ChangeCause, way: ChangeWay, delta: number, key: string | null) => {
    const place = `${cause} ${way}`
    const found = causes.get(place) ?? { cause, way, count: 0, delta: 0, keys: [] }
    found.delta += delta
    if (key !== null) found.count += 1
    if (key !== null && found.keys.length < 100) found.keys.push(key)
    causes.set(place, found)
  }
  for (const key of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [was, is] = [before.get(key), after.get(key)]
    const delta = (is?.amount ?? 0) - (was?.amount ?? 0)
    if (delta === 0 && was?.among === is?.among) continue
    const way = was === undefined ? 'added' : is === undefined ? 'removed' : 'reclassified'
    const people = [...(was?.people ?? []), ...(is?.people ?? [])]
    note(causeOf(key, people, way, evidence), way, delta, key)
  }
  const computed = total(before)
  if (told !== undefined && told !== computed) note('definition', 'reclassified', computed - told, null)
  const below =
    kind === 'ratio' ? { beforeOf: totalAmong(before), afterOf: totalAmong(after) } : { beforeOf: null, afterOf: null }
  return { before: told ?? computed, after: total(after), ...below, causes: [...causes.values()] }
}

/** The record itself says most, then whom it is about. */
function causeOf(key: string, people: readonly string[], way: ChangeWay, evidence: Evidence): ChangeCause {
  const ofThem = (ids: ReadonlySet<string>) => ids.has(key) || people.some((id) => ids.has(id))
  if (ofThem(evidence.merged)) return 'merge'
  if (evidence.entered.has(key)) return 'late_entry'
  if (evidence.corrected.has(key)) return 'correction'
  if (way === 'reclassified' && ofThem(evidence.known)) return 'arrival'
  if (way === 'added' && ofThem(evidence.enteredOf)) return 'late_entry'
  if (ofThem(evidence.correctedOf)) return 'correction'
  return ofThem(evidence.known) ? 'arrival' : 'correction'
}
