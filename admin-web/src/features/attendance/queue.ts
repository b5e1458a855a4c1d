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

/** People (and the count of heads) of whom the service has not heard yet: several taps on one person are one. */
export const waitingCount = (kept: Kept) =>
  new Set(kept.marks.map(({ personId }) => personId)).size + (kept.headCount === null ? 0 : 1)

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
