import type { SessionMove } from '@interra/contracts'
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../lib/use-dates.ts'
import { Panel } from '../../ui/panel.tsx'
import css from '../../ui/row-list.module.css'

/** Where and when a session was before, latest move first. */
export function MovesPanel({ moves }: { moves: readonly SessionMove[] }) {
  const { t } = useTranslation('sessions')
  const dates = useDates()
  if (moves.length === 0) return null
  const moment = (instant: string) => `${dates.dayOf(instant, 'short')} ${dates.time(instant)}`
  return (
    <Panel title={t('moves.title')}>
      <ul className={css['rows']}>
        {moves.map((move) => (
          <li key={move.movedAt}>
            <div>
              {t('moves.line', { old: moment(move.oldStartsAt), new: moment(move.newStartsAt) })}
              {move.oldPlace !== move.newPlace && (
                <Text size="sm">
                  {t('moves.place', {
                    old: move.oldPlace ?? t('line.noPlace'),
                    new: move.newPlace ?? t('line.noPlace'),
                  })}
                </Text>
              )}
              <Text size="sm" c="dimmed">
                {[dates.age(move.movedAt), move.reason && t('moves.reason', { reason: move.reason })]
                  .filter(Boolean)
                  .join(' · ')}
              </Text>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
