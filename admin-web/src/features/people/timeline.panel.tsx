import { timelineKinds, type TimelineItem } from '@interra/contracts'
import { Button, NativeSelect, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { pages } from '../../lib/query.ts'
import { useDates } from '../../lib/use-dates.ts'
import { TextLink } from '../../ui/links.tsx'
import type { Tone } from '../../ui/palette.ts'
import { Panel } from '../../ui/panel.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import css from './timeline.module.css'
import { useLineWords } from './timeline-words.ts'

const route = getRouteApi('/in/people/$personId')

/** What somebody did, over all programmes, the latest first; what is shown stands in the address. */
export function Timeline({ personId }: { personId: string }) {
  const { t } = useTranslation(['people', 'common'])
  const { show } = route.useSearch()
  const navigate = route.useNavigate()
  const list = useInfiniteQuery(
    pages('getTimeline', { params: { personId }, query: show === undefined ? {} : { kind: show } }),
  )
  const choose = (kind: string) =>
    void navigate({ search: { show: timelineKinds.find((one) => one === kind) }, replace: true })
  return (
    <Panel title={t('timeline.title')}>
      <NativeSelect
        label={t('timeline.filter')}
        value={show ?? ''}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
        data={[
          { value: '', label: t('timeline.all') },
          ...timelineKinds.map((value) => ({ value, label: t(`timeline.kinds.${value}`) })),
        ]}
      />
      <Await
        query={list}
        empty={<EmptyState icon="clock">{show === undefined ? t('timeline.none') : t('timeline.noneOf')}</EmptyState>}
      >
        {(items) => (
          <ol className={css['lines']} aria-label={t('timeline.title')}>
            {items.map((item) => (
              <Line key={`${item.kind} ${item.id}`} item={item} />
            ))}
          </ol>
        )}
      </Await>
      {list.hasNextPage && (
        <Button variant="light" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('common:more')}
        </Button>
      )}
    </Panel>
  )
}

const tones: Partial<Record<string, Tone>> = {
  present: 'good',
  confirmed: 'good',
  given: 'good',
  published: 'good',
  attested: 'good',
  excused: 'warn',
  waitlisted: 'warn',
  offered: 'warn',
  unexcused: 'bad',
  refused: 'bad',
  cancelled: 'bad',
  withdrawn: 'bad',
}

function Line({ item }: { item: TimelineItem }) {
  const dates = useDates()
  const words = useLineWords()
  const state = words.state(item)
  return (
    <li>
      <Text size="sm" c="dimmed">
        {dates.dayOf(item.at)}
      </Text>
      <div className={css['what']}>
        <LineLink item={item}>{words.title(item)}</LineLink>
        {state !== null && <StatusBadge tone={tones[item.state ?? ''] ?? 'neutral'}>{state}</StatusBadge>}
      </div>
    </li>
  )
}

/** The record behind a line, where there is one to open. */
function LineLink({ item, children }: { item: TimelineItem; children: string }) {
  if (item.proposalId !== null)
    return (
      <TextLink to="/proposals/$proposalId" params={{ proposalId: item.proposalId }}>
        {children}
      </TextLink>
    )
  if (item.courseId !== null)
    return (
      <TextLink to="/trainings/$courseId" params={{ courseId: item.courseId }}>
        {children}
      </TextLink>
    )
  if (item.sessionId !== null)
    return (
      <TextLink to="/sessions/$sessionId/sheet" params={{ sessionId: item.sessionId }}>
        {children}
      </TextLink>
    )
  return <Text>{children}</Text>
}
