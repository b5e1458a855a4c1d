import type { SeriesPlan, Workshop } from '@interra/contracts'
import { Button, Group, NativeSelect, NumberInput, SimpleGrid, Stack } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRooms } from '../../lib/choices.ts'
import { call, query, useAct } from '../../lib/query.ts'
import { useDates } from '../../lib/use-dates.ts'
import { TextLink } from '../../ui/links.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Await } from '../../ui/states.tsx'
import { say } from '../../ui/undo-bar.tsx'
import { RuleSentence } from './rule-sentence.tsx'
import { isPossible, SeriesDates } from './series-dates.tsx'
import { firstPlan, planOf, type PlanValues } from './series-plan.ts'
import { SeriesRefusal } from './series-refusal.tsx'
import { staleSessions } from './sessions.queries.ts'

const route = getRouteApi('/in/workshops/$workshopId/schedule')

/** When the sessions of a workshop are: a sentence, and the dates that it gives. */
export function SchedulePage() {
  const { t } = useTranslation('sessions')
  const { workshopId } = route.useParams()
  const workshop = useQuery(query('getWorkshop', { params: { workshopId } }))
  return (
    <Await query={workshop}>
      {(found) => (
        <>
          <PageHeader
            title={t('schedule.title')}
            lead={t('schedule.lead')}
            crumbs={[
              <TextLink key="workshops" to="/workshops">
                {t('schedule.workshops')}
              </TextLink>,
              <TextLink key="workshop" to="/workshops/$workshopId" params={{ workshopId }}>
                {found.title}
              </TextLink>,
            ]}
          />
          {found.status === 'ended' ? (
            <Notice tone="warn">{t('schedule.ended')}</Notice>
          ) : (
            <ScheduleForm workshop={found} />
          )}
        </>
      )}
    </Await>
  )
}

function ScheduleForm({ workshop }: { workshop: Workshop }) {
  const { t } = useTranslation('sessions')
  const today = useDates().now().date
  const [values, setValues] = useState<PlanValues>(() => firstPlan(today, workshop.room?.id ?? null))
  const change = (part: Partial<PlanValues>) => setValues((before) => ({ ...before, ...part }))
  const preview = usePreview(workshop.id, values)
  const { submit, busy } = useSchedule(workshop.id)
  const possible = (preview.data?.dates ?? []).filter(isPossible)
  const wanted = possible.filter(({ on }) => !values.except.includes(on))
  const plan = planOf(values)
  const left = (preview.data?.dates ?? []).map(({ on }) => on).filter((on) => !wanted.some((date) => date.on === on))
  const ready = plan !== null && wanted.length > 0 && !preview.isPlaceholderData && preview.error === null
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (ready && !busy) submit(values, { ...plan, except: left }, wanted.length)
      }}
    >
      <Stack>
        <Panel title={t('schedule.when')}>
          <RuleSentence values={values} change={change} />
        </Panel>
        <Panel title={t('schedule.where')}>
          <Where workshop={workshop} values={values} change={change} />
        </Panel>
        <Panel title={t('schedule.dates')}>
          {plan === null && <Notice>{t('schedule.incomplete')}</Notice>}
          {plan !== null && preview.error !== null && <SeriesRefusal problem={preview.error} />}
          {plan !== null && preview.error === null && preview.data && (
            <SeriesDates dates={preview.data.dates} except={values.except} change={(except) => change({ except })} />
          )}
        </Panel>
        <Group justify="flex-end">
          <Button type="submit" disabled={!ready} loading={busy}>
            {wanted.length === 0 ? t('schedule.submitNone') : t('schedule.submit', { count: wanted.length })}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

interface WhereProps {
  workshop: Workshop
  values: PlanValues
  change: (part: Partial<PlanValues>) => void
}

function Where({ workshop: { siteId, room, capacity }, values, change }: WhereProps) {
  const { t } = useTranslation('sessions')
  const rooms = useRooms(siteId, room && { id: room.id, label: `${room.venueName}, ${room.name}` })
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <NativeSelect
        label={t('schedule.roomId')}
        description={t('schedule.roomHint')}
        value={values.roomId}
        data={[{ value: '', label: t('change.noRoom') }, ...rooms]}
        onChange={({ currentTarget }) => change({ roomId: currentTarget.value })}
      />
      <NumberInput
        label={t('schedule.capacity')}
        description={t('schedule.capacityHint', { count: capacity })}
        min={1}
        max={10_000}
        allowDecimal={false}
        value={values.capacity}
        onChange={(typed) => change({ capacity: typeof typed === 'number' ? typed : '' })}
      />
    </SimpleGrid>
  )
}

/** The dates as the plan stands, a breath after the last change; those of before stay meanwhile. */
function usePreview(workshopId: string, values: PlanValues) {
  const { except: _except, ...rule } = values
  const [plan] = useDebouncedValue(planOf({ ...rule, except: [] }), 250)
  return useQuery({
    queryKey: ['previewSeries', workshopId, plan],
    queryFn: () => call('previewSeries', { params: { workshopId }, body: plan }),
    enabled: plan !== null,
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
}

/** One session, or a series; then back to the workshop. */
function useSchedule(workshopId: string) {
  const { t } = useTranslation('sessions')
  const navigate = route.useNavigate()
  const stale = { stale: [...staleSessions, 'getWorkshop', 'listWorkshops'] as const }
  const one = useAct('scheduleSession', stale)
  const many = useAct('scheduleSeries', stale)
  const params = { workshopId }
  const onSuccess = (count: number) => () => {
    say(t('schedule.done', { count }))
    void navigate({ to: '/workshops/$workshopId', params })
  }
  return {
    busy: one.isPending || many.isPending,
    submit: ({ kind, startsOn }: PlanValues, plan: SeriesPlan, count: number) => {
      const { startsTime, endsTime, roomId, capacity } = plan
      const session = {
        startsOn,
        startsTime,
        endsTime,
        roomId: roomId ?? null,
        ...(capacity === undefined ? {} : { capacity }),
      }
      if (kind === 'once') one.mutate({ params, body: session }, { onSuccess: onSuccess(1) })
      else many.mutate({ params, body: plan }, { onSuccess: onSuccess(count) })
    },
  }
}
