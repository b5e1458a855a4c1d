import type { MatchPair, MatchRun } from '@interra/contracts'
import { Button, Checkbox, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { TextLink } from '../../ui/links.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import type { Tone } from '../../ui/palette.ts'
import list from '../../ui/line-list.module.css'
import css from './duos.module.css'
import { holdsPair, inSeveral, isTicked, pairOf, type PlanChoices } from './plan-choices.ts'
import { Reasons } from './reasons.tsx'
import { usePoints } from './use-words.ts'

interface PlanPairProps {
  run: MatchRun
  pair: MatchPair
  choices: PlanChoices
  tick: () => void
  pin: () => void
  forbid: () => void
}
const changeTones: Readonly<Record<MatchPair['change'], Tone>> = { new: 'accent', same: 'neutral', moved: 'info' }

/** One pair of a plan: why, what changed since the plan before, and why not one's own best. */
export function PlanPair({ run, pair, choices, tick, pin, forbid }: PlanPairProps) {
  const { t } = useTranslation('duos')
  const points = usePoints()
  const open = run.status === 'ready'
  const { newcomer, local, score, coverage, parts, change, duoId } = pair
  const name = t('pair', { newcomer: newcomer.person.name ?? '', local: local.person.name ?? '' })
  const pinned = holdsPair(choices.pins, pairOf(pair))
  const forbidden = holdsPair(choices.forbids, pairOf(pair))
  return (
    <li className={list['line']} data-pair={pair.id}>
      <Stack gap="xs" flex={1} miw={0}>
        <Group justify="space-between" gap="sm">
          <Group gap="sm">
            {open && (
              <Checkbox
                checked={isTicked(choices, pair)}
                disabled={forbidden}
                onChange={tick}
                aria-label={t('plan.tick', { name })}
              />
            )}
            <Text fw={650}>
              {duoId === null ? (
                name
              ) : (
                <TextLink to="/duos/$duoId" params={{ duoId }}>
                  {name}
                </TextLink>
              )}
            </Text>
            {run.previousRunId !== null && (
              <StatusBadge tone={changeTones[change]}>{t(`changes.${change}`)}</StatusBadge>
            )}
            {pinned && (
              <StatusBadge tone="good" icon="flag">
                {t('plan.pinned')}
              </StatusBadge>
            )}
            {forbidden && <StatusBadge tone="bad">{t('plan.forbidden')}</StatusBadge>}
          </Group>
          <Text>{t('score', { points: points(score) })}</Text>
        </Group>
        {inSeveral(pair, run.pairs).map(({ person, count }) => (
          <Text key={person.personId} size="sm" c="dimmed">
            {t('plan.several', { name: person.name ?? '', count })}
          </Text>
        ))}
        <details className={css['more']}>
          <summary>{t('plan.why')}</summary>
          <Reasons siteId={run.siteId} parts={parts} score={score} coverage={coverage} />
          <NotBest person={newcomer.person.name ?? ''} best={pair.newcomerBest} />
          <NotBest person={local.person.name ?? ''} best={pair.localBest} />
        </details>
        {open && (
          <Group gap="xs">
            <Button size="compact-sm" h={40} variant="default" aria-pressed={pinned} onClick={pin}>
              {pinned ? t('plan.unpin') : t('plan.pin')}
            </Button>
            <Button size="compact-sm" h={40} variant="default" aria-pressed={forbidden} onClick={forbid}>
              {forbidden ? t('plan.allow') : t('plan.forbid')}
            </Button>
          </Group>
        )}
      </Stack>
    </li>
  )
}

/** Somebody's own best candidate is with somebody else, or with nobody: what the whole plan would have lost. */
function NotBest({ person, best }: { person: string; best: MatchPair['newcomerBest'] }) {
  const { t } = useTranslation('duos')
  const points = usePoints()
  if (best === null) return null
  const { other, score, takenBy, because, loss } = best
  const told = {
    person,
    other: other.person.name ?? '',
    score: points(score),
    loss: points(loss ?? 0),
  }
  const words =
    takenBy !== null || because === 'pinned'
      ? t(`notBest.${because}`, { ...told, with: takenBy?.person.name ?? '' })
      : t(`notBest.free.${because}`, told)
  return (
    <Text size="sm" mt={4}>
      {words}
    </Text>
  )
}
