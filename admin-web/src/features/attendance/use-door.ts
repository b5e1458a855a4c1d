import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { folded, nameOf, type ShownRow } from './queue.ts'
import { useTellApart } from './tell-apart.ts'

/** A member who is not on the sheet. */
export interface Candidate {
  readonly id: string
  readonly name: string
  readonly why: string
}
export interface Door {
  readonly field: RefObject<HTMLInputElement | null>
  /** Stands right above what stays in view. */
  readonly top: RefObject<HTMLDivElement | null>
  readonly text: string
  /** What was typed, without the spaces around; empty when nobody is looked for. */
  readonly wanted: string
  readonly type: (text: string) => void
  /** Ready for the next person. */
  readonly empty: () => void
  /** Those on the sheet whose name fits: whose first name begins so before the others. */
  readonly found: readonly ShownRow[]
  readonly known: readonly Candidate[]
  /** Members are still being looked for. */
  readonly searching: boolean
}

/** The field at the door: who fits what is typed, on the sheet and, with network, among the members. */
export function useDoor(rows: readonly ShownRow[], offline: boolean): Door {
  const field = useRef<HTMLInputElement>(null)
  const top = useRef<HTMLDivElement>(null)
  const [text, type] = useState('')
  // with the keyboard open there is room for the field and a few names: the list begins right below it
  useLayoutEffect(() => {
    if (text !== '') top.current?.scrollIntoView({ block: 'start' })
  }, [text])
  const wanted = text.trim()
  const looked = folded(wanted)
  const begins = (row: ShownRow) => folded(nameOf(row)).startsWith(looked)
  const found = rows
    .filter((row) => folded(nameOf(row)).includes(looked))
    .sort((a, b) => (looked === '' ? 0 : Number(begins(b)) - Number(begins(a))))
  const { known, searching } = useCandidates(wanted, offline)
  return {
    field,
    top,
    text,
    wanted,
    type,
    empty: () => {
      if (text === '') return
      type('')
      field.current?.focus()
    },
    found,
    known: known.filter(({ id }) => !rows.some((row) => row.personId === id)),
    searching,
  }
}

/** Members whose name fits; none without network, and then a first name at the door is enough. */
function useCandidates(text: string, offline: boolean): { known: Candidate[]; searching: boolean } {
  const { t } = useTranslation('attendance')
  const tellApart = useTellApart()
  const may = useCan()('searchPeople') && !offline && text.length >= 2
  const [asked] = useDebouncedValue(text, 250)
  const found = useQuery({
    queryKey: ['searchPeople', asked],
    queryFn: () => call('searchPeople', { body: { text: asked, limit: 5 } }),
    enabled: may && asked === text,
    retry: false,
  })
  const items = may && asked === text ? (found.data?.items ?? []) : []
  return {
    known: items.map((person) => ({
      id: person.id,
      name: nameOf(person),
      why: [t('door.member'), tellApart(person)].filter(Boolean).join(' · '),
    })),
    searching: may && (asked !== text || found.isFetching),
  }
}
