import { ActionIcon, Text, TextInput, UnstyledButton } from '@mantine/core'
import { useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../ui/icons.tsx'
import marks from '../../ui/mark-row.module.css'
import { folded, type ShownRow } from './queue.ts'
import css from './sheet.module.css'
import type { Candidate, Door } from './use-door.ts'

/** Finds somebody on the sheet, among the members, or takes a first name at the door. `choose`: takes the first choice. */
export function DoorField({ door, choose }: { door: Door; choose: () => void }) {
  const { t } = useTranslation('attendance')
  const enter = useEnter(door, choose)
  return (
    <TextInput
      ref={door.field}
      aria-label={t('door.label')}
      placeholder={t('door.placeholder')}
      leftSection={<Icon name="search" size={18} />}
      rightSection={
        door.text !== '' && (
          <ActionIcon variant="subtle" color="gray" size={44} aria-label={t('door.clear')} onClick={door.empty}>
            <Icon name="close" size={18} />
          </ActionIcon>
        )
      }
      value={door.text}
      onChange={({ currentTarget }) => door.type(currentTarget.value)}
      onKeyDown={({ key }) => key === 'Enter' && enter()}
      autoComplete="off"
      autoCapitalize="words"
      enterKeyHint="done"
      size="lg"
    />
  )
}

/** Enter takes the first choice; while members are looked for, once they are known. */
function useEnter(door: Door, choose: () => void): () => void {
  const [asked, setAsked] = useState('')
  const take = useEffectEvent(() => {
    setAsked('')
    choose()
  })
  const due = asked !== '' && asked === door.wanted && !(door.searching && door.found.length === 0)
  useEffect(() => {
    if (due) take()
  }, [due])
  return () => setAsked(door.wanted)
}

interface DoorChoicesProps {
  readonly door: Door
  readonly rows: readonly ShownRow[]
  readonly offline: boolean
  readonly addKnown: (person: Candidate) => void
  readonly addNew: (givenName: string) => void
}

/** Below those on the sheet: members who are not on it yet, and a first name at the door. */
export function DoorChoices({ door: { wanted, known }, rows, offline, addKnown, addNew }: DoorChoicesProps) {
  const { t } = useTranslation('attendance')
  const alreadyThere = rows.some((row) => folded(row.givenName ?? '') === folded(wanted))
  return (
    <div>
      <Text size="sm" fw={600} c="dimmed">
        {t('door.others')}
      </Text>
      {offline && (
        <Text size="sm" mt={4}>
          {t('door.offline')}
        </Text>
      )}
      <ul className={css['list']} aria-label={t('door.results')}>
        {known.map((person) => (
          <li key={person.id}>
            <UnstyledButton
              className={`${marks['row']} ${css['row']} ${css['candidate']}`}
              onClick={() => addKnown(person)}
            >
              <Icon name="plus" size={18} />
              <span className={marks['name']}>
                <bdi>{person.name}</bdi>
                <span className={marks['details']}>{person.why}</span>
              </span>
            </UnstyledButton>
          </li>
        ))}
        <li>
          <UnstyledButton
            className={`${marks['row']} ${css['row']} ${css['candidate']}`}
            onClick={() => addNew(wanted)}
          >
            <Icon name="plus" size={18} />
            <span className={marks['name']}>
              {alreadyThere ? t('door.addAnother', { name: wanted }) : t('door.addNew', { name: wanted })}
            </span>
          </UnstyledButton>
        </li>
      </ul>
    </div>
  )
}
