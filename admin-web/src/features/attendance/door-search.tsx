import { Button, TextInput, UnstyledButton } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { Icon } from '../../ui/icons.tsx'
import { folded, nameOf, type ShownRow } from './queue.ts'
import css from './sheet.module.css'
import { useTellApart } from './tell-apart.ts'

interface DoorSearchProps {
  readonly rows: readonly ShownRow[]
  readonly offline: boolean
  readonly filter: (text: string) => void
  readonly addKnown: (personId: string) => void
  readonly addNew: (givenName: string) => void
}

/**
 * Finds somebody on the sheet, among the members, or takes a first name at the door. Stays in view, and is empty again
 * after each person.
 */
export function DoorSearch({ rows, offline, filter, addKnown, addNew }: DoorSearchProps) {
  const { t } = useTranslation('attendance')
  const [text, setText] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const wanted = text.trim()
  const type = (value: string) => {
    setText(value)
    filter(value)
  }
  const done = (act: () => void) => {
    act()
    type('')
    field.current?.focus()
  }
  const known = useCandidates(wanted, offline).filter(({ id }) => !rows.some((row) => row.personId === id))
  const alreadyThere = wanted !== '' && rows.some((row) => folded(row.givenName ?? '') === folded(wanted))
  return (
    <div className={css['door']}>
      <TextInput
        ref={field}
        aria-label={t('door.label')}
        placeholder={t('door.placeholder')}
        leftSection={<Icon name="search" size={18} />}
        value={text}
        onChange={(event) => type(event.currentTarget.value)}
        autoComplete="off"
        autoCapitalize="words"
        enterKeyHint="done"
        size="lg"
      />
      {wanted.length > 0 && (
        <ul className={css['candidates']} aria-label={t('door.results')}>
          {known.map(({ id, name, why }) => (
            <li key={id}>
              <UnstyledButton className={css['candidate']} onClick={() => done(() => addKnown(id))}>
                <Icon name="plus" size={18} />
                <span>
                  <bdi>{name}</bdi>
                  <span className={css['details']}>{why}</span>
                </span>
              </UnstyledButton>
            </li>
          ))}
          <li>
            <Button
              variant="light"
              fullWidth
              h={48}
              leftSection={<Icon name="plus" size={18} />}
              onClick={() => done(() => addNew(wanted))}
            >
              {alreadyThere ? t('door.addAnother', { name: wanted }) : t('door.addNew', { name: wanted })}
            </Button>
          </li>
        </ul>
      )}
    </div>
  )
}

/** Members whose name fits; none without network, and then a first name at the door is enough. */
function useCandidates(text: string, offline: boolean): { id: string; name: string; why: string }[] {
  const { t } = useTranslation('attendance')
  const tellApart = useTellApart()
  const may = useCan()('searchPeople')
  const [asked] = useDebouncedValue(text, 250)
  const found = useQuery({
    queryKey: ['searchPeople', asked],
    queryFn: () => call('searchPeople', { body: { text: asked, limit: 5 } }),
    enabled: asked.length >= 2 && asked === text && !offline && may,
    retry: false,
  })
  return (found.data?.items ?? []).map((person) => ({
    id: person.id,
    name: nameOf(person),
    why: [t('door.member'), tellApart(person)].filter(Boolean).join(' · '),
  }))
}
