import { liveCandidacyStates, type Candidacy } from '@interra/contracts'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabel } from '../../lib/choices.ts'
import { query } from '../../lib/query.ts'
import type { PersonOfDuo } from '../../lib/seams.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Facts } from '../../ui/facts.tsx'
import { Icon } from '../../ui/icons.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Await } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { DuoBadge, StandingBadge } from './badges.tsx'
import { Blockers } from './blockers.tsx'
import { CandidacyActs } from './candidacy-acts.tsx'
import { CandidacyDialog } from './candidacy.dialog.tsx'
import { Exclusions } from './exclusions.tsx'
import css from '../../ui/line-list.module.css'
import { useAnd, useSlot } from './use-words.ts'

/** The duo side of a member's file: the wish, where it stands, what the pool still needs, and whom never to propose. */
export function PersonDuo({ person }: { person: PersonOfDuo }) {
  const { t } = useTranslation('duos')
  const can = useCan()
  const [wishing, setWishing] = useState(false)
  const list = useQuery(query('listCandidacies', { query: { personId: person.id, limit: 5 } }))
  const live = list.data?.items.find(({ status }) => liveCandidacyStates.some((one) => one === status))
  const mayApply = person.status === 'active' && can('applyForDuo', person.siteId)
  return (
    <Panel
      title={t('person.title')}
      aside={
        mayApply &&
        list.data &&
        !live && (
          <Button variant="light" leftSection={<Icon name="plus" size={18} />} onClick={() => setWishing(true)}>
            {t('wish.title')}
          </Button>
        )
      }
    >
      <Await query={list}>
        {() => (live ? <Whole candidacyId={live.id} person={person} /> : <Text c="dimmed">{t('person.none')}</Text>)}
      </Await>
      <DuosOf personId={person.id} />
      {can('listExclusions', person.siteId) && <Exclusions person={person} />}
      <CandidacyDialog person={person} candidacy={null} opened={wishing} close={() => setWishing(false)} />
    </Panel>
  )
}

function Whole({ candidacyId, person }: { candidacyId: string; person: PersonOfDuo }) {
  const found = useQuery(query('getCandidacy', { params: { candidacyId } }))
  return <Await query={found}>{(candidacy) => <Wish candidacy={candidacy} person={person} />}</Await>
}

function Wish({ candidacy, person }: { candidacy: Candidacy; person: PersonOfDuo }) {
  const { t } = useTranslation('duos')
  const dates = useDates()
  const can = useCan()
  const [changing, setChanging] = useState(false)
  const { standing, inPool, waitingDays, pastLimit, waitingSince, pausedUntil } = candidacy
  const mayChange = can('changeCandidacy', person.siteId)
  return (
    <Stack gap="md">
      <Group gap="xs">
        <StandingBadge standing={standing} />
        {inPool && <StatusBadge tone="good">{t('person.inPool')}</StatusBadge>}
        {pastLimit && (
          <StatusBadge tone="warn" icon="warn">
            {t('pastLimit')}
          </StatusBadge>
        )}
        {waitingSince !== null && <Text size="sm">{t('waits', { count: waitingDays })}</Text>}
        {pausedUntil !== null && <Text size="sm">{t('person.until', { day: dates.day(pausedUntil) })}</Text>}
      </Group>
      <Blockers candidacy={candidacy} change={mayChange ? () => setChanging(true) : undefined} />
      <Wishes candidacy={candidacy} />
      <Group justify="space-between" gap="sm">
        <CandidacyActs candidacy={candidacy} />
        {mayChange && (
          <Button variant="default" leftSection={<Icon name="edit" size={18} />} onClick={() => setChanging(true)}>
            {t('wish.change')}
          </Button>
        )}
      </Group>
      <CandidacyDialog person={person} candidacy={candidacy} opened={changing} close={() => setChanging(false)} />
    </Stack>
  )
}

function Wishes({ candidacy }: { candidacy: Candidacy }) {
  const { t } = useTranslation(['duos', 'common'])
  const label = useLabel()
  const slot = useSlot()
  const and = useAnd()
  const { slots, area, maxTravelMinutes, online, sameGenderOnly, goals = [], lifeSituations = [], limits } = candidacy
  const named = (terms: typeof goals) => (terms.length === 0 ? '–' : and(terms.map(({ labels }) => label(labels))))
  const extra = [online && t('fields.online'), sameGenderOnly && t('fields.sameGenderOnly')].filter(Boolean)
  return (
    <Facts
      facts={[
        { label: t('fields.slots'), value: slots.length === 0 ? '–' : and(slots.map(slot)) },
        { label: t('fields.area'), value: area ? label(area.labels) : t('common:unknown') },
        { label: t('fields.maxTravelMinutes'), value: t('minutes', { count: maxTravelMinutes }) },
        ...(extra.length > 0 ? [{ label: t('fields.also'), value: extra.join(' · ') }] : []),
        { label: t('fields.goalIds'), value: named(goals) },
        { label: t('fields.lifeSituationIds'), value: named(lifeSituations) },
        ...(limits ? [{ label: t('fields.limits'), value: limits }] : []),
      ]}
    />
  )
}

function DuosOf({ personId }: { personId: string }) {
  const { t } = useTranslation('duos')
  const { data } = useQuery(query('listDuos', { query: { personId, limit: 20 } }))
  if (!data || data.items.length === 0) return null
  return (
    <ul className={css['list']} aria-label={t('person.duos')}>
      {data.items.map((duo) => {
        const other = duo.newcomer.person.personId === personId ? duo.local : duo.newcomer
        return (
          <li key={duo.id} className={css['line']}>
            <TextLink to="/duos/$duoId" params={{ duoId: duo.id }}>
              {t('person.with', { name: other.person.name ?? '' })}
            </TextLink>
            <DuoBadge state={duo.status} />
          </li>
        )
      })}
    </ul>
  )
}
