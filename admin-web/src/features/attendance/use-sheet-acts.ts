import type { AttendanceState } from '@interra/contracts'
import { useTranslation } from 'react-i18next'
import { offerUndo, say } from '../../ui/undo-bar.tsx'
import { nameOf, type ShownRow } from './queue.ts'
import type { Candidate, Door } from './use-door.ts'
import type { SheetState } from './use-sheet.ts'

/** What a thumb does on the sheet: each act says what it did, and takes exactly that back. */
export interface SheetActs {
  readonly mark: (row: ShownRow, status: AttendanceState) => void
  readonly remove: (row: ShownRow) => void
  readonly addKnown: (person: Candidate) => void
  readonly addNew: (givenName: string) => void
  readonly countHeads: (heads: number, before: number) => void
  /** Whoever stands first for what was typed: on the sheet, else a member, else somebody new. */
  readonly chooseFirst: () => void
}

export function useSheetActs(sheet: SheetState, door: Door): SheetActs {
  const { t } = useTranslation('attendance')
  const mark = (row: ShownRow, status: AttendanceState) => {
    void sheet.mark(row.personId, status)
    door.empty()
    const said = t('marked', { name: nameOf(row), status: t(`states.${status}`) })
    offerUndo(said, () => void sheet.mark(row.personId, row.status))
  }
  const added = (personId: string, name: string) => {
    door.empty()
    offerUndo(t('added', { name }), () => void sheet.remove({ personId }))
  }
  const addKnown = ({ id, name }: Candidate) => {
    void sheet.addKnown(id, name)
    added(id, name)
  }
  const addNew = (givenName: string) => {
    const personId = crypto.randomUUID()
    void sheet.addNew(personId, givenName)
    added(personId, givenName)
  }
  const remove = (row: ShownRow) => {
    const met = sheet.kept.marks.find(({ personId, newPerson }) => personId === row.personId && newPerson)
    void sheet.remove(row)
    door.empty()
    offerUndo(t('removed', { name: nameOf(row) }), () => void sheet.bringBack(row, met?.newPerson))
  }
  const countHeads = (heads: number, before: number) => {
    void sheet.countHeads(heads)
    offerUndo(t('heads.counted', { count: heads }), () => void sheet.countHeads(before))
  }
  const chooseFirst = () => {
    const [row] = door.found
    const [person] = door.known
    if (door.wanted === '') return
    if (row === undefined) return person === undefined ? addNew(door.wanted) : addKnown(person)
    if (row.status !== 'present') return mark(row, 'present')
    door.empty()
    say(t('door.already', { name: nameOf(row) }))
  }
  return { mark, remove, addKnown, addNew, countHeads, chooseFirst }
}
