import { nths, weekdays, type Weekday } from '@interra/contracts'
import { Chip, NativeSelect, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { planKinds, type PlanKind, type PlanValues } from './series-plan.ts'
import { useWeekdays, weekdayOf } from './session-words.ts'
import css from './sessions.module.css'

interface RuleSentenceProps {
  values: PlanValues
  change: (part: Partial<PlanValues>) => void
}

/** The rule of a series as a sentence: every week on Tuesday from 18:30 to 20:30, from … until …. */
export function RuleSentence({ values, change }: RuleSentenceProps) {
  const { t } = useTranslation('sessions')
  const { kind } = values
  return (
    <Stack>
      <SegmentedControl
        aria-label={t('schedule.kind')}
        style={{ alignSelf: 'start' }}
        value={kind}
        data={planKinds.map((one) => ({ value: one, label: t(`schedule.kinds.${one}`) }))}
        onChange={(chosen) => change({ kind: planKinds.find((one) => one === chosen) ?? 'weekly' })}
      />
      {kind !== 'once' && (
        <div className={css['sentence']}>
          <Every kind={kind} every={values.every} choose={(every) => change({ every })} />
          <Text span>{t('schedule.on')}</Text>
          {kind === 'weekly' ? (
            <Days days={values.days} choose={(days) => change({ days })} />
          ) : (
            <DayOfMonth values={values} change={change} />
          )}
        </div>
      )}
      <Hours values={values} change={change} />
    </Stack>
  )
}

function Hours({ values, change }: RuleSentenceProps) {
  const { t } = useTranslation('sessions')
  const { kind, startsOn, untilOn, startsTime, endsTime } = values
  const once = kind === 'once'
  return (
    <>
      <div className={css['sentence']}>
        <Text span>{t('schedule.from')}</Text>
        <TextInput
          type="time"
          aria-label={t('schedule.startsTime')}
          value={startsTime}
          onChange={({ currentTarget }) => change({ startsTime: currentTarget.value })}
        />
        <Text span>{t('schedule.to')}</Text>
        <TextInput
          type="time"
          aria-label={t('schedule.endsTime')}
          value={endsTime}
          onChange={({ currentTarget }) => change({ endsTime: currentTarget.value })}
        />
      </div>
      <div className={css['sentence']}>
        <Text span>{once ? t('schedule.onDate') : t('schedule.starting')}</Text>
        <TextInput
          type="date"
          aria-label={t('schedule.startsOn')}
          value={startsOn}
          onChange={({ currentTarget }) => change(beginning(values, currentTarget.value))}
        />
        {!once && (
          <>
            <Text span>{t('schedule.until')}</Text>
            <TextInput
              type="date"
              aria-label={t('schedule.untilOn')}
              min={startsOn}
              value={untilOn}
              onChange={({ currentTarget }) => change({ untilOn: currentTarget.value, except: [] })}
            />
          </>
        )}
      </div>
    </>
  )
}

/** A new first day brings its day of the week along, as long as there is only one. */
function beginning({ days }: PlanValues, startsOn: string): Partial<PlanValues> {
  return { startsOn, except: [], ...(startsOn !== '' && days.length < 2 ? { days: [weekdayOf(startsOn)] } : {}) }
}

interface EveryProps {
  kind: Exclude<PlanKind, 'once'>
  every: number
  choose: (every: number) => void
}

function Every({ kind, every, choose }: EveryProps) {
  const { t } = useTranslation('sessions')
  const counts = kind === 'weekly' ? [1, 2, 3, 4] : [1, 2, 3, 6]
  return (
    <NativeSelect
      aria-label={t('schedule.everyLabel')}
      value={String(every)}
      data={counts.map((count) => ({
        value: String(count),
        label: t(`schedule.every.${kind}`, { count }),
      }))}
      onChange={({ currentTarget }) => choose(Number(currentTarget.value))}
    />
  )
}

function Days({ days, choose }: { days: readonly Weekday[]; choose: (days: Weekday[]) => void }) {
  const { t } = useTranslation('sessions')
  const word = useWeekdays()
  const isDay = (value: string): value is Weekday => weekdays.some((day) => day === value)
  return (
    <Chip.Group multiple value={[...days]} onChange={(chosen) => choose(chosen.filter(isDay))}>
      <div className={css['sentence']} role="group" aria-label={t('schedule.onDays')}>
        {weekdays.map((day) => (
          <Chip key={day} value={day} size="md">
            {word(day)}
          </Chip>
        ))}
      </div>
    </Chip.Group>
  )
}

function DayOfMonth({ values, change }: RuleSentenceProps) {
  const { t } = useTranslation('sessions')
  const word = useWeekdays()
  const { startsOn, nth } = values
  if (startsOn === '') return null
  const day = word(weekdayOf(startsOn))
  const choices = [
    { value: '', label: t('schedule.dayOfMonth', { day: Number(startsOn.slice(8)) }) },
    ...nths.map((one) => ({ value: String(one), label: `${t(`schedule.nth.${one}`)} ${day}` })),
  ]
  return (
    <NativeSelect
      aria-label={t('schedule.monthlyBy')}
      value={nth === null ? '' : String(nth)}
      data={choices}
      onChange={({ currentTarget }) =>
        change({ nth: nths.find((one) => String(one) === currentTarget.value) ?? null, except: [] })
      }
    />
  )
}
