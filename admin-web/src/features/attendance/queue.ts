import type { AttendanceState, HeadCount, Mark, MarkResult, ProblemCode, Sheet, SheetRow } from '@interra/contracts'

/** A mark that the service would never take, kept until somebody has read why. */
export interface Refused {
  readonly mark: Mark
  readonly name: string
  readonly code: ProblemCode
}
/** What this phone knows of one sheet: what the service last said, and what it has not yet been told. */
export interface Kept {
  readonly sheet: Sheet | null
  readonly marks: readonly Mark[]
  readonly headCount: HeadCount | null
  readonly refused: readonly Refused[]
  /** People added here, newest first: they stand on top. */
  readonly added: readonly string[]
  /** Instant of the last change, for forgetting old sheets. */
  readonly keptAt: string
}
/** A row as the phone shows it. `waiting`: not yet sent. */
export interface ShownRow extends SheetRow {
  readonly waiting: boolean
}

export const nothingKept: Kept = { sheet: null, marks: [], headCount: null, refused: [], added: [], keptAt: '' }

/** One tap goes to the next of these. */
const cycle: readonly AttendanceState[] = ['unknown', 'present', 'unexcused', 'excused']
export function nextStatus(status: AttendanceState): AttendanceState {
  return cycle[(cycle.indexOf(status) + 1) % cycle.length] ?? 'unknown'
}

/** How a row stands, in words: on a closed sheet nobody is still to be marked, and who had no place was not expected. */
export function stateOf({ status, place }: ShownRow, closed: boolean): AttendanceState | 'not_marked' | 'no_place' {
  if (status !== 'unknown' || !closed) return status
  return place === null || place === 'confirmed' ? 'not_marked' : 'no_place'
}

/** People (and the count of heads) of whom the service has not heard yet: several taps on one person are one. */
export const waitingCount = (kept: Kept) =>
  new Set(kept.marks.map(({ personId }) => personId)).size + (kept.headCount === null ? 0 : 1)

/** Marks that only this phone knows of: not sent yet, or refused and not read. */
export const unsettledCount = (kept: Kept) => waitingCount(kept) + kept.refused.length

const aWeek = 7 * 86_400_000
/** A phone is not an archive: a sheet goes after a week, unless something on it was not sent, or not read. */
export function mayForget(kept: Kept, now: number): boolean {
  return unsettledCount(kept) === 0 && now - Date.parse(kept.keptAt) > aWeek
}

/** The sheet with what this phone saw on top of what the service said. */
export function shownRows(kept: Kept, collator: Intl.Collator): ShownRow[] {
  const rows = new Map(kept.sheet?.rows.map((row): [string, ShownRow] => [row.personId, { ...row, waiting: false }]))
  for (const mark of kept.marks) {
    const row = rows.get(mark.personId) ?? newRow(mark)
    rows.set(mark.personId, { ...row, status: mark.status, observedAt: mark.observedAt, waiting: true })
  }
  const rank = (row: ShownRow) => {
    const place = kept.added.indexOf(row.personId)
    return place === -1 ? kept.added.length : place
  }
  return [...rows.values()].sort((a, b) => rank(a) - rank(b) || collator.compare(nameOf(a), nameOf(b)))
}

function newRow(mark: Mark): ShownRow {
  return {
    personId: mark.personId,
    givenName: mark.newPerson?.givenName ?? '',
    familyName: mark.newPerson?.familyName ?? null,
    birthYear: null,
    memberSince: null,
    place: null,
    status: 'unknown',
    part: 'participant',
    walkIn: true,
    observedAt: null,
    waiting: true,
  }
}

export function nameOf(row: Pick<SheetRow, 'givenName' | 'familyName' | 'usualName'>): string {
  return [row.usualName ?? row.givenName, row.familyName].filter(Boolean).join(' ')
}

/** Those whose name, as it is shown, somebody else on the sheet bears too. */
export function namesakes(rows: readonly SheetRow[]): ReadonlySet<string> {
  const bearers = new Map<string, string[]>()
  for (const row of rows) {
    const name = folded(nameOf(row))
    bearers.set(name, [...(bearers.get(name) ?? []), row.personId])
  }
  return new Set([...bearers.values()].filter((ids) => ids.length > 1).flat())
}

export function withMark(kept: Kept, mark: Mark, fresh: boolean): Kept {
  return {
    ...kept,
    marks: [...kept.marks, mark],
    added: fresh ? [mark.personId, ...kept.added.filter((id) => id !== mark.personId)] : kept.added,
  }
}

/** After the service answered for `sent`: what was sent leaves the queue, what it refused is kept to be read. */
export function afterSending(
  kept: Kept,
  sent: Pick<Kept, 'marks' | 'headCount'>,
  answer: { results: readonly MarkResult[]; sheet: Sheet | null },
): Kept {
  const sentIds = new Set(sent.marks.map(({ id }) => id))
  const refused = answer.results.flatMap(({ id, code }): Refused[] => {
    const mark = code === undefined ? undefined : sent.marks.find((one) => one.id === id)
    const row = kept.sheet?.rows.find((one) => one.personId === mark?.personId)
    const name = row ? nameOf(row) : (mark?.newPerson?.givenName ?? '')
    return mark && code ? [{ mark, name, code }] : []
  })
  return {
    ...kept,
    sheet: answer.sheet,
    marks: kept.marks.filter(({ id }) => !sentIds.has(id)),
    headCount: kept.headCount?.observedAt === sent.headCount?.observedAt ? null : kept.headCount,
    refused: [...kept.refused, ...refused],
  }
}

/** After an answer that will never change (the session is cancelled, the right is gone): nothing is sent again, all is told. */
export function afterRefusal(kept: Kept, sent: Pick<Kept, 'marks' | 'headCount'>, code: ProblemCode): Kept {
  const results = sent.marks.map(({ id }) => ({ id, outcome: 'refused' as const, code }))
  return afterSending(kept, sent, { results, sheet: kept.sheet })
}

/** Letters without accents or case, for finding a name while typing. */
export function folded(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()
}
