import { sides, type MatchRun, type Side, type Unmatched } from '@interra/contracts'
import { Button, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '../../ui/panel.tsx'
import css from '../../ui/line-list.module.css'
import { shownMissing } from './shown-missing.ts'
import { useMissingWords, usePoints } from './use-words.ts'

/** Who is left without a duo, and why; who is missing, in words. */
export function PlanLeft({ run }: { run: MatchRun }) {
  const { t } = useTranslation('duos')
  const words = useMissingWords(run.siteId)
  return (
    <>
      {run.missing.length > 0 && (
        <Panel title={t('missing.title')}>
          <Stack gap={4}>
            {shownMissing(run.missing, atFirst).map((one) => (
              <Text key={`${one.side} ${one.trait} ${one.value}`}>{words(one)}</Text>
            ))}
          </Stack>
        </Panel>
      )}
      {run.unmatched.length > 0 && (
        <Panel title={t('left.title', { count: run.unmatched.length })}>
          {sides.map((side) => (
            <OfSide key={side} side={side} left={run.unmatched.filter((one) => one.side === side)} />
          ))}
        </Panel>
      )}
    </>
  )
}

const atFirst = 8

/** Those of one side; the first of a long list until more are asked for. */
function OfSide({ side, left }: { side: Side; left: readonly Unmatched[] }) {
  const { t } = useTranslation(['duos', 'common'])
  const [all, setAll] = useState(false)
  if (left.length === 0) return null
  return (
    <>
      <ul className={css['list']} aria-label={t(`duos:pool.${side}`)}>
        {left.slice(0, all ? left.length : atFirst).map((one) => (
          <Left key={one.candidate.candidacyId} left={one} />
        ))}
      </ul>
      {!all && left.length > atFirst && (
        <Button variant="light" onClick={() => setAll(true)}>
          {t('common:more')}
        </Button>
      )}
    </>
  )
}

function Left({ left: { candidate, side, waitingDays, reason, best } }: { left: Unmatched }) {
  const { t } = useTranslation('duos')
  const points = usePoints()
  return (
    <li className={css['line']}>
      <Stack gap={2}>
        <Text>
          <strong>{candidate.person.name}</strong> · {t(`sides.${side}`)} · {t('waits', { count: waitingDays })}
        </Text>
        <Text size="sm">
          {t(`left.${reason}`)}{' '}
          {best && t('left.best', { name: best.other.person.name ?? '', points: points(best.score) })}
        </Text>
      </Stack>
    </li>
  )
}
