import type { SeriesDate } from '@interra/contracts'
import { Checkbox, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLabel } from '../../lib/choices.ts'
import { useDates } from '../../lib/use-dates.ts'
import css from './sessions.module.css'

interface SeriesDatesProps {
  dates: readonly SeriesDate[]
  except: readonly string[]
  change: (except: string[]) => void
}

export const isPossible = ({ startsAt, clashes }: SeriesDate) => startsAt !== null && clashes.length === 0

/** The dates of a series, to untick; those that cannot be say why. */
export function SeriesDates({ dates, except, change }: SeriesDatesProps) {
  const { t } = useTranslation('sessions')
  const words = useDates()
  const toggle = (on: string, wanted: boolean) => change(wanted ? except.filter((day) => day !== on) : [...except, on])
  return (
    <>
      {dates.length > 1 && <Text c="dimmed">{t('schedule.datesHint')}</Text>}
      <ul className={css['dates']} aria-label={t('schedule.dates')}>
        {dates.map((date) => (
          <li key={date.on}>
            <Checkbox
              checked={isPossible(date) && !except.includes(date.on)}
              disabled={!isPossible(date)}
              label={words.day(date.on, 'full')}
              description={<InTheWay date={date} />}
              onChange={({ currentTarget }) => toggle(date.on, currentTarget.checked)}
            />
          </li>
        ))}
      </ul>
    </>
  )
}

/** What stands in the way of a date, in words. */
function InTheWay({ date: { startsAt, clashes, holiday } }: { date: SeriesDate }) {
  const { t } = useTranslation('sessions')
  const label = useLabel()
  const reasons = [
    ...(startsAt === null ? [t('clash.hour')] : []),
    ...once(clashes).map(({ kind, workshopTitle: title, startsTime: from, endsTime: to }) =>
      t(`clash.${kind}`, { title, from, to }),
    ),
  ]
  if (reasons.length > 0)
    return (
      <Text span inherit c="var(--mantine-color-error)">
        {t('schedule.impossible', { reasons: reasons.join(' · ') })}
      </Text>
    )
  return holiday === null ? null : (
    <Text span inherit c="var(--mantine-color-text)">
      {t('clash.holiday', { name: label(holiday) })}
    </Text>
  )
}

/** A session that takes both the room and the host is told once. */
function once(clashes: SeriesDate['clashes']): SeriesDate['clashes'] {
  return clashes.filter(({ sessionId }, at) => clashes.findIndex((one) => one.sessionId === sessionId) === at)
}
