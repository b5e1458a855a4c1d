import type { VenueDetail } from '@interra/contracts'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { Facts } from '../../ui/facts.tsx'
import { Icon } from '../../ui/icons.tsx'
import { TextLink } from '../../ui/links.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Await } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { TwoColumns } from '../../ui/two-columns.tsx'
import { RequestList } from './request-list.tsx'
import { Rooms } from './rooms.panel.tsx'
import { ChangeVenueDialog } from './venue.dialog.tsx'

const route = getRouteApi('/in/venues/$venueId')

/** One venue: its rooms, whom to call, what was asked of it. */
export function VenuePage() {
  const { venueId } = route.useParams()
  const venue = useQuery(query('getVenue', { params: { venueId } }))
  return <Await query={venue}>{(found) => <Whole key={found.id} venue={found} />}</Await>
}

function Whole({ venue }: { venue: VenueDetail }) {
  const { t } = useTranslation('venues')
  const can = useCan()
  const [editing, setEditing] = useState(false)
  const edit = can('changeVenue', venue.siteId) && (
    <Button variant="default" leftSection={<Icon name="edit" size={18} />} onClick={() => setEditing(true)}>
      {t('edit')}
    </Button>
  )
  return (
    <>
      <PageHeader
        title={venue.name}
        crumbs={[
          <TextLink key="venues" to="/venues">
            {t('title')}
          </TextLink>,
        ]}
        badge={venue.own ? <StatusBadge tone="good">{t('ours')}</StatusBadge> : null}
        lead={venue.address ?? t('noAddress')}
        action={edit}
      />
      <TwoColumns
        work={
          <>
            <Rooms venue={venue} />
            {!venue.own && (
              <Panel title={t('requests.title')}>
                <RequestList requests={venue.requests} siteId={venue.siteId} showTitle />
              </Panel>
            )}
          </>
        }
        facts={<Contact venue={venue} />}
      />
      <ChangeVenueDialog venue={venue} opened={editing} close={() => setEditing(false)} />
    </>
  )
}

function Contact({ venue }: { venue: VenueDetail }) {
  const { t } = useTranslation('venues')
  const known = (value: string | null | undefined) => value ?? t('unknown')
  const facts = [
    { label: t('fields.partner'), value: venue.own ? t('ours') : known(venue.partnerName) },
    ...(venue.email === undefined
      ? []
      : [
          { label: t('fields.contactName'), value: known(venue.contactName) },
          { label: t('fields.email'), value: known(venue.email) },
          { label: t('fields.phone'), value: known(venue.phone) },
        ]),
    { label: t('fields.accessNote'), value: known(venue.accessNote) },
    { label: t('fields.costNote'), value: known(venue.costNote) },
  ]
  return (
    <Panel title={t('about')}>
      <Facts facts={facts} />
    </Panel>
  )
}
