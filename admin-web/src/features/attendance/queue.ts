import type { AttendanceState, HeadCount, Mark, MarkResult, ProblemCode, Sheet, SheetRow } from '@interra/contracts'

/** A mark or a count of heads that the service would never take, kept until somebody has read why. */
export type Refused =
  | { readonly mark: Mark; readonly name: string; readonly code: ProblemCode }
  | { readonly headCount: HeadCount; readonly code: ProblemCode }
/** What this phone knows of one sheet: what the service last said, and what it has not yet been told. */
export interface Kept {
  readonly sheet: Sheet | null
  readonly marks: readonly Mark[]
  readonly headCount: HeadCount | null
  readonly refused: readonly Refused[]
  /** Names of people added here, by their id: the service tells them only once it knows of them. */
  readonly met: Readonly<Record<string, string>>
  /** Ids of marks that were sent at least once: the service may know of them, whatever became of its answer. */
  readonly tried: readonly string[]
  /** Instant of the last change, for forgetting old sheets. */
  readonly keptAt: string
}
/** A row as the phone shows it. `waiting`: not yet sent. */
export interface ShownRow extends SheetRow {
  readonly waiting: boolean
}

export const nothingKept: Kept = {
  sheet: null,
  marks: [],
  headCount: null,
  refused: [],
  met: {},
  tried: [],
  keptAt: '',
}

/** Came without a registration: of them only the marks are known, so that without one they are not on the sheet. */
export const isWalkIn = ({ walkIn, place, part }: SheetRow) => walkIn && place === null && part === 'participant'

/** One tap goes to the next of these; nobody came to the door only to be still to mark, and nobody before the day. */
const cycle: readonly AttendanceState[] = ['unknown', 'present', 'unexcused', 'excused']
export function nextStatus(row: SheetRow, early = false): AttendanceState {
  if (early) return row.status === 'excused' ? 'unknown' : 'excused'
  const next = cycle[(cycle.indexOf(row.status) + 1) % cycle.length] ?? 'unknown'
  return next === 'unknown' && isWalkIn(row) ? 'present' : next
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

/**
 * The sheet with what this phone saw on top of what the service said: those expected, then those who came without a
 * registration, each by name. The same on every phone, and nobody moves when somebody is added.
 */
export function shownRows(kept: Kept, collator: Intl.Collator): ShownRow[] {
  const rows = new Map(kept.sheet?.rows.map((row): [string, ShownRow] => [row.personId, { ...row, waiting: false }]))
  for (const mark of kept.marks) {
    const row = rows.get(mark.personId) ?? newRow(mark, kept.met[mark.personId])
    rows.set(mark.personId, { ...row, status: mark.status, observedAt: mark.observedAt, waiting: true })
  }
  return [...rows.values()]
    .filter((row) => !isWalkIn(row) || row.status !== 'unknown')
    .sort((a, b) => Number(isWalkIn(a)) - Number(isWalkIn(b)) || collator.compare(nameOf(a), nameOf(b)))
}

function newRow(mark: Mark, name = mark.newPerson?.givenName ?? ''): ShownRow {
  return {
    personId: mark.personId,
    givenName: name,
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

/** `name`: of somebody who was not on the sheet. */
export function withMark(kept: Kept, mark: Mark, name?: string): Kept {
  const met = name === undefined ? kept.met : { ...kept.met, [mark.personId]: name }
  return { ...kept, met, marks: [...kept.marks, mark] }
}

/** Takes back somebody who was added: as if never, while the service cannot know of them; else it is told so. */
export function withoutWalkIn(kept: Kept, mark: Mark): Kept {
  const known = kept.sheet?.rows.some(({ personId }) => personId === mark.personId)
  const told = kept.marks.some(({ id, personId }) => personId === mark.personId && kept.tried.includes(id))
  if (known || told) return withMark(kept, mark)
  return { ...kept, marks: kept.marks.filter(({ personId }) => personId !== mark.personId) }
}

interface Answer {
  readonly results: readonly MarkResult[]
  /** Why the count of heads was refused, when it was. */
  readonly headsRefused: ProblemCode | null
  readonly sheet: Sheet | null
}
type Sent = Pick<Kept, 'marks' | 'headCount'>

/**
 * After the service answered for `sent`: what was sent leaves the queue, what it refused is kept to be read. Once only,
 * when two tabs have sent the same.
 */
export function afterSending(kept: Kept, sent: Sent, answer: Answer): Kept {
  const sentIds = new Set(sent.marks.map(({ id }) => id))
  const counted = sent.headCount !== null && kept.headCount?.observedAt === sent.headCount.observedAt
  const refused = answer.results.flatMap(({ id, code }): Refused[] => {
    const mark = code === undefined ? undefined : kept.marks.find((one) => one.id === id)
    return mark && code ? [{ mark, name: nameOnSheet(kept, mark.personId), code }] : []
  })
  if (counted && sent.headCount && answer.headsRefused)
    refused.push({ headCount: sent.headCount, code: answer.headsRefused })
  return {
    ...kept,
    sheet: answer.sheet,
    marks: kept.marks.filter(({ id }) => !sentIds.has(id)),
    tried: kept.tried.filter((id) => !sentIds.has(id)),
    headCount: counted ? null : kept.headCount,
    refused: [...kept.refused, ...refused],
  }
}

function nameOnSheet({ sheet, met }: Kept, id: string): string {
  const row = sheet?.rows.find(({ personId }) => personId === id)
  return row ? nameOf(row) : (met[id] ?? '')
}

/** After an answer that will never change (the session is cancelled, the right is gone): nothing is sent again, all is told. */
export function afterRefusal(kept: Kept, sent: Sent, code: ProblemCode): Kept {
  const results = sent.marks.map(({ id }) => ({ id, outcome: 'refused' as const, code }))
  return afterSending(kept, sent, { results, headsRefused: code, sheet: kept.sheet })
}

/** Letters without accents or case, for finding a name while typing. */
export function folded(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()
}
