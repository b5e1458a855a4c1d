import type { Site } from '@interra/contracts'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { useSession } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Icon } from '../../ui/icons.tsx'
import { ButtonLink, TextLink } from '../../ui/links.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { AddSiteDialog } from './add-site.dialog.tsx'
import { administersAll } from './sites.queries.ts'
import { SiteState } from './site-state.tsx'

const route = getRouteApi('/in/settings/sites')

/** Where the association works. */
export function SitesPage() {
  const { t } = useTranslation('sites')
  const { open } = route.useSearch()
  const navigate = route.useNavigate()
  const list = useQuery(query('listSites'))
  const show = (shown: 'add' | undefined) => void navigate({ search: { open: shown } })
  const add = administersAll(useSession()) ? (
    <Button leftSection={<Icon name="plus" size={18} />} onClick={() => show('add')}>
      {t('add')}
    </Button>
  ) : null
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} action={add} />
      <Await query={list} empty={<NoSite />}>
        {({ items }) => <SitesTable sites={items} />}
      </Await>
      <AddSiteDialog opened={open === 'add'} close={() => show(undefined)} />
    </>
  )
}

function SitesTable({ sites }: { sites: readonly Site[] }) {
  const { t } = useTranslation('sites')
  const dates = useDates()
  const columns: Column<Site>[] = [
    {
      id: 'name',
      header: t('name'),
      main: true,
      cell: ({ id, name }) => (
        <TextLink to="/settings/sites/$siteId" params={{ siteId: id }}>
          {name}
        </TextLink>
      ),
    },
    { id: 'state', header: t('state'), cell: (site) => <SiteState site={site} /> },
    { id: 'opened', header: t('opened'), cell: ({ opensOn }) => dates.day(opensOn) },
    { id: 'zone', header: t('zone'), cell: ({ timeZone }) => timeZone },
  ]
  return <DataTable caption={t('caption')} rows={sites} rowKey={({ id }) => id} columns={columns} />
}

function NoSite() {
  const { t } = useTranslation('sites')
  return (
    <EmptyState
      icon="place"
      action={
        <ButtonLink to="/" variant="light">
          {t('home')}
        </ButtonLink>
      }
    >
      {t('empty')}
    </EmptyState>
  )
}
