import type { ReferralRow } from '@interra/contracts'
import { Button, Group, Kbd, Stack, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Panel } from '../../ui/panel.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { TwoColumns } from '../../ui/two-columns.tsx'
import { HandOver } from './hand-over.tsx'
import { useReferralActs } from './referral-acts.tsx'
import { actKeys, actOfKey, isStaffAct, referralTones } from './referral-words.ts'
import css from './referrals.module.css'

interface InboxProps {
  rows: readonly ReferralRow[]
  more: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
}
const listId = 'referral-inbox'

/** Triage by keyboard: J and K or the arrows go through the list, a letter takes a step, Enter opens. */
export function ReferralInbox({ rows, more }: InboxProps) {
  const { t } = useTranslation(['referrals', 'common'])
  const navigate = useNavigate()
  const can = useCan()
  const list = useRef<HTMLDivElement>(null)
  const [chosen, setChosen] = useState<{ id: string; index: number }>({ id: rows[0]?.id ?? '', index: 0 })
  const here = rows.findIndex(({ id }) => id === chosen.id)
  // whoever was answered leaves the list: the next one takes the place
  const active = here === -1 ? Math.min(chosen.index, rows.length - 1) : here
  const row = rows[active]
  const acts = useReferralActs(row)
  useEffect(() => {
    if (document.activeElement === list.current)
      document.getElementById(`${listId}-${active}`)?.scrollIntoView({ block: 'nearest' })
  }, [active])
  if (!row) return null
  const goTo = (index: number) => setChosen({ id: rows[index]?.id ?? '', index })
  const mayAct = can('moveReferral', row.siteId)
  const possible = mayAct ? row.possible : []
  const open = () => void navigate({ to: '/referrals/$referralId', params: { referralId: row.id } })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const to = target(event.key, active, rows.length)
    const act = actOfKey(event.key, possible)
    if (to !== null) goTo(to)
    else if (event.key === 'Enter') open()
    else if (act) acts.start(act)
    else return
    event.preventDefault()
  }
  const onClick = ({ target: touched }: MouseEvent) => {
    const found = touched instanceof Element ? touched.closest<HTMLElement>('[data-index]') : null
    if (found) goTo(Number(found.dataset['index']))
  }
  return (
    <>
      <TwoColumns
        work={
          <Panel title={t('title')}>
            <div
              id={listId}
              ref={list}
              role="listbox"
              aria-label={t('title')}
              aria-activedescendant={`${listId}-${active}`}
              aria-describedby="referral-keys"
              tabIndex={0}
              className={css['list']}
              onKeyDown={onKeyDown}
              onClick={onClick}
            >
              {rows.map((one, index) => (
                <Line key={one.id} row={one} index={index} active={index === active} />
              ))}
            </div>
            {more.hasNextPage && (
              <Button variant="light" loading={more.isFetchingNextPage} onClick={() => void more.fetchNextPage()}>
                {t('common:more')}
              </Button>
            )}
          </Panel>
        }
        facts={
          <Panel title={row.name ?? t('hidden')}>
            <Summary row={row} />
            <Group gap="sm">
              {isStaffAct(row.next) && mayAct && (
                <Button onClick={() => row.next && isStaffAct(row.next) && acts.start(row.next)}>
                  {t(`acts.${row.next}`)}
                </Button>
              )}
              <Button variant="default" onClick={open}>
                {t('open')}
              </Button>
              {can('handOverReferral', row.siteId) && <HandOver referral={row} />}
            </Group>
            <Legend possible={possible.filter(isStaffAct)} />
          </Panel>
        }
      />
      {acts.dialogs}
    </>
  )
}

function Line({ row, index, active }: { row: ReferralRow; index: number; active: boolean }) {
  const { t } = useTranslation('referrals')
  return (
    <div
      id={`${listId}-${index}`}
      role="option"
      aria-selected={active}
      className={css['line']}
      data-index={index}
      data-late={row.late}
    >
      <span className={css['who']}>
        <bdi>{row.name ?? t('hidden')}</bdi>
        <Text span size="sm" c={active ? 'inherit' : 'dimmed'}>
          {row.partner.name}
        </Text>
      </span>
      <Text span size="sm">
        {t('waited', { count: row.waitedDays })}
      </Text>
      {row.late && (
        <StatusBadge tone="bad" icon="warn">
          {t('late')}
        </StatusBadge>
      )}
      <StatusBadge tone={referralTones[row.status]}>{t(`states.${row.status}`)}</StatusBadge>
    </div>
  )
}

function Summary({ row }: { row: ReferralRow }) {
  const { t } = useTranslation('referrals')
  const dates = useDates()
  const services = row.services.map((one) => (isService(one) ? t(`services.${one}`) : t('services.offer')))
  return (
    <Stack gap={4}>
      <Text>{t('sentBy', { partner: row.partner.name, day: dates.dayOf(row.receivedAt, 'long') })}</Text>
      <Text>{services.join(', ')}</Text>
      <Text c="dimmed">{(row.reasonCodes ?? []).map((one) => t(`reasons.${one}`)).join(', ')}</Text>
      {row.owner && <Text size="sm">{t('owner', { name: row.owner.name })}</Text>}
    </Stack>
  )
}
const isService = (text: string): text is 'interact' | 'duo2change' | 'interlab' | 'unsure' =>
  ['interact', 'duo2change', 'interlab', 'unsure'].includes(text)

function Legend({ possible }: { possible: readonly (keyof typeof actKeys)[] }) {
  const { t } = useTranslation('referrals')
  return (
    <Group id="referral-keys" gap="xs" className={css['legend'] ?? ''}>
      <Text span size="sm">
        <Kbd>{t('keys.down')}</Kbd> <Kbd>{t('keys.up')}</Kbd> {t('keys.move')}
      </Text>
      <Text span size="sm">
        <Kbd>{t('keys.enter')}</Kbd> {t('open')}
      </Text>
      {possible.map((act) => (
        <Text key={act} span size="sm">
          <Kbd>{actKeys[act].toUpperCase()}</Kbd> {t(`acts.${act}`)}
        </Text>
      ))}
    </Group>
  )
}

/** Where a key leads in the list, or null when it leads nowhere. */
function target(key: string, active: number, length: number): number | null {
  if (key === 'ArrowDown' || key === 'j' || key === 'J') return Math.min(active + 1, length - 1)
  if (key === 'ArrowUp' || key === 'k' || key === 'K') return Math.max(active - 1, 0)
  if (key === 'Home') return 0
  return key === 'End' ? length - 1 : null
}
