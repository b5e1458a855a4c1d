import type { CandidacyRow, Side } from '@interra/contracts'
import { Badge, Text } from '@mantine/core'
import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '../../ui/panel.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { listIdOf } from './duo-words.ts'
import css from './duos.module.css'

interface WaitingListProps {
  side: Side
  people: readonly CandidacyRow[]
  chosenId: string | undefined
  choose: (candidacyId: string) => void
}

/** Those of one side who wait, who waits longest first: arrows, Home, End and letters go through them, Enter chooses. */
export function WaitingList({ side, people, chosenId, choose }: WaitingListProps) {
  const { t } = useTranslation('duos')
  return (
    <Panel title={t(`pool.${side}`)} aside={<Badge variant="default">{people.length}</Badge>}>
      {people.length === 0 ? (
        <Text c="dimmed">{t('pool.nobody')}</Text>
      ) : (
        <Listbox id={listIdOf(side)} label={t(`pool.${side}`)} people={people} chosenId={chosenId} choose={choose} />
      )}
    </Panel>
  )
}

interface ListboxProps extends Omit<WaitingListProps, 'side'> {
  id: string
  label: string
}

function Listbox({ id, label, people, chosenId, choose }: ListboxProps) {
  const { t } = useTranslation('duos')
  const list = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      people.findIndex((one) => one.id === chosenId),
    ),
  )
  const active = Math.min(at, people.length - 1)
  const optionId = (index: number) => `${id}-${index}`
  useEffect(() => {
    if (document.activeElement === list.current)
      document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' })
  }, [active, id])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const to = target(event.key, active, people.length) ?? startingWith(event.key, active, people)
    if (event.key === 'Enter' || event.key === ' ') choose(people[active]?.id ?? '')
    else if (to === null) return
    else setAt(to)
    event.preventDefault()
  }
  const onClick = ({ target: touched }: MouseEvent) => {
    const row = touched instanceof Element ? touched.closest<HTMLElement>('[data-index]') : null
    if (row === null) return
    setAt(Number(row.dataset['index']))
    choose(people[Number(row.dataset['index'])]?.id ?? '')
  }
  return (
    <div
      id={id}
      ref={list}
      role="listbox"
      aria-label={label}
      aria-activedescendant={optionId(active)}
      tabIndex={0}
      className={css['people']}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      {people.map((one, index) => (
        <div
          key={one.id}
          id={optionId(index)}
          role="option"
          aria-selected={one.id === chosenId}
          data-active={index === active}
          className={css['person']}
          data-index={index}
        >
          <bdi>{one.person.name}</bdi>
          {one.placesTaken === 0 && (
            <Text span size="sm" c={one.id === chosenId ? 'inherit' : 'dimmed'}>
              {t('waits', { count: one.waitingDays })}
            </Text>
          )}
          {one.pastLimit && (
            <StatusBadge tone="warn" icon="warn">
              {t('pastLimit')}
            </StatusBadge>
          )}
          {one.standing === 'reserved' && <StatusBadge tone="info">{t('standings.reserved')}</StatusBadge>}
          {one.placesTaken > 0 && (
            <StatusBadge tone="neutral" icon="people">
              {t('pool.places', { taken: one.placesTaken, places: one.places })}
            </StatusBadge>
          )}
        </div>
      ))}
    </div>
  )
}

/** Where a key leads in a list, or null when it leads nowhere. */
function target(key: string, active: number, length: number): number | null {
  if (key === 'ArrowDown') return Math.min(active + 1, length - 1)
  if (key === 'ArrowUp') return Math.max(active - 1, 0)
  if (key === 'PageDown') return Math.min(active + 10, length - 1)
  if (key === 'PageUp') return Math.max(active - 10, 0)
  if (key === 'Home') return 0
  return key === 'End' ? length - 1 : null
}

/** The next whose name begins with a letter, from the one after `active` round to it again. */
function startingWith(letter: string, active: number, people: readonly CandidacyRow[]): number | null {
  if (letter.length !== 1) return null
  const folded = (text: string) => text.normalize('NFD').toLowerCase()
  const order = people.map((_, step) => (active + 1 + step) % people.length)
  return order.find((at) => folded(people[at]?.person.name ?? '').startsWith(folded(letter))) ?? null
}
