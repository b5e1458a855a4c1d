import type { CandidacyRow, Suggestion, Suggestions } from '@interra/contracts'
import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { query, useAct } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { TextLink } from '../../ui/links.tsx'
import { Await } from '../../ui/states.tsx'
import css from '../../ui/line-list.module.css'
import { listIdOf } from './duo-words.ts'
import { staleDuos } from './duos.queries.ts'
import { Reasons } from './reasons.tsx'
import { useProposed } from './use-proposed.ts'
import { usePoints } from './use-words.ts'

/** Whom somebody of the pool fits best, and why; who is left out, in words. */
export function SuggestionsOf({ candidacy }: { candidacy: CandidacyRow }) {
  const { t } = useTranslation('duos')
  const found = useQuery(query('suggestPartners', { params: { candidacyId: candidacy.id }, query: { limit: 3 } }))
  return (
    <Stack onKeyDown={({ key }) => key === 'Escape' && backToList(candidacy)}>
      <Text size="sm">
        <TextLink to="/people/$personId" params={{ personId: candidacy.person.personId }} search={{}}>
          {t('pool.file')}
        </TextLink>
      </Text>
      <Await query={found}>{(suggestions) => <Found candidacy={candidacy} suggestions={suggestions} />}</Await>
    </Stack>
  )
}

/** The keyboard goes back to where this person was chosen: the next one is a key away. */
function backToList({ side }: CandidacyRow): void {
  const list = side === null ? null : document.getElementById(listIdOf(side))
  list?.focus({ preventScroll: true })
  list?.querySelector('[data-active="true"]')?.scrollIntoView({ block: 'nearest' })
}

/** Whether the list of somebody's side stands elsewhere by now: its keys went on while the answer was on its way. */
function hasGoneOn({ side }: CandidacyRow): boolean {
  const list = side === null ? null : document.getElementById(listIdOf(side))
  return list?.querySelector('[data-active="true"]')?.getAttribute('aria-selected') === 'false'
}

/** The keyboard goes on here: the head of the answer takes the focus once it is there. */
function Found({ candidacy, suggestions }: { candidacy: CandidacyRow; suggestions: Suggestions }) {
  const { t } = useTranslation('duos')
  const head = useRef<HTMLHeadingElement>(null)
  const arrived = useRef(false)
  useEffect(() => {
    if (!arrived.current && !hasGoneOn(candidacy)) head.current?.focus()
    arrived.current = true
  }, [candidacy])
  const { items, blocked, belowThreshold } = suggestions
  return (
    <>
      <Title order={3} size="h4" ref={head} tabIndex={-1}>
        {items.length === 0 ? t('pool.noSuggestion') : t('pool.best', { count: items.length })}
      </Title>
      <ul className={css['list']}>
        {items.map((suggestion, rank) => (
          <li key={suggestion.other.candidacyId} className={css['line']}>
            <One candidacy={candidacy} suggestion={suggestion} primary={rank === 0} />
          </li>
        ))}
      </ul>
      <LeftOut blocked={blocked} belowThreshold={belowThreshold} />
    </>
  )
}

interface OneProps {
  candidacy: CandidacyRow
  suggestion: Suggestion
  primary: boolean
}

function One({ candidacy, suggestion: { other, score, coverage, parts }, primary }: OneProps) {
  const { t } = useTranslation('duos')
  const can = useCan()
  const points = usePoints()
  const proposed = useProposed()
  const [newcomerId, localId] =
    candidacy.side === 'newcomer' ? [candidacy.id, other.candidacyId] : [other.candidacyId, candidacy.id]
  const name = other.person.name ?? ''
  const propose = useAct('proposeDuo', {
    stale: staleDuos,
    done: (duo) => {
      proposed(duo)
      backToList(candidacy)
    },
  })
  return (
    <Stack gap="xs" flex={1} miw={0} data-suggestion={other.candidacyId}>
      <Group justify="space-between" gap="sm">
        <Text fw={650} size="lg">
          <bdi>{name}</bdi>
        </Text>
        <Text>{t('score', { points: points(score) })}</Text>
      </Group>
      <Reasons siteId={candidacy.siteId} parts={parts} score={score} coverage={coverage} />
      {can('proposeDuo', candidacy.siteId) && (
        <Group>
          <Button
            variant={primary ? 'filled' : 'light'}
            loading={propose.isPending}
            aria-label={t('proposeWith', { name })}
            onClick={() => propose.mutate({ body: { newcomerId, localId, origin: 'suggestion' } })}
          >
            {t('propose')}
          </Button>
        </Group>
      )}
    </Stack>
  )
}

/** Why the others are not there: counts by what stands in the way, never names. */
function LeftOut({ blocked, belowThreshold }: { blocked: Suggestions['blocked']; belowThreshold: number }) {
  const { t } = useTranslation('duos')
  if (blocked.length === 0 && belowThreshold === 0) return null
  return (
    <Stack gap={4}>
      <Text fw={600}>{t('blocked.title')}</Text>
      {blocked.map(({ blocker, people }) => (
        <Text key={blocker} size="sm">
          {t(`blocked.${blocker}`, { count: people })}
        </Text>
      ))}
      {belowThreshold > 0 && <Text size="sm">{t('blocked.below', { count: belowThreshold })}</Text>}
    </Stack>
  )
}
