import { Stack } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { pages } from '../../lib/query.ts'
import { useSite } from '../../lib/session.ts'
import { ButtonLink } from '../../ui/links.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { WorkshopsFilter } from './workshops-filter.tsx'
import { WorkshopsTable } from './workshops-table.tsx'

const route = getRouteApi('/in/workshops')

/** Every workshop of the site; filters stand in the address. */
export function WorkshopsPage() {
  const { t } = useTranslation('workshops')
  const { state, autonomy, category, text } = route.useSearch()
  const { site } = useSite()
  const filtered = state !== undefined || autonomy !== undefined || category !== undefined || text !== undefined
  const list = useInfiniteQuery(
    pages('listWorkshops', {
      query: {
        ...(site && { siteId: site.id }),
        ...(state && { status: [state] }),
        ...(autonomy && { autonomy }),
        ...(category && { categoryId: category }),
        ...(text && { text }),
      },
    }),
  )
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <Stack>
        <WorkshopsFilter />
        <Await query={list} empty={<NoWorkshop filtered={filtered} />}>
          {(workshops) => <WorkshopsTable workshops={workshops} more={list} />}
        </Await>
      </Stack>
    </>
  )
}

function NoWorkshop({ filtered }: { filtered: boolean }) {
  const { t } = useTranslation('workshops')
  return (
    <EmptyState
      icon="spark"
      action={
        filtered ? (
          <ButtonLink to="/workshops" search={{}} variant="light">
            {t('empty.showAll')}
          </ButtonLink>
        ) : (
          <ButtonLink to="/proposals" variant="light">
            {t('empty.proposals')}
          </ButtonLink>
        )
      }
    >
      {filtered ? t('empty.filtered') : t('empty.none')}
    </EmptyState>
  )
}
