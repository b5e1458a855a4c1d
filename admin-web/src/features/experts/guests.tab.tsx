import type { Guest } from '@interra/contracts'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { query, useAct } from '../../lib/query.ts'
import { useCan, useSite } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { say } from '../../ui/undo-bar.tsx'
import { staleGuests } from './expert-words.ts'

/** Guests of InterLab, with the last day of each. */
export function Guests() {
  const { t } = useTranslation('experts')
  const dates = useDates()
  const { site } = useSite()
  const guests = useQuery(query('listGuests', { query: site ? { siteId: site.id } : {} }))
  const columns: Column<Guest>[] = [
    {
      id: 'name',
      header: t('column.name'),
      main: true,
      cell: ({ person }) => (
        <TextLink to="/people/$personId" params={{ personId: person.personId }} fw={650}>
          {person.name ?? t('hidden')}
        </TextLink>
      ),
    },
    { id: 'role', header: t('form.role'), cell: ({ role }) => t(`roles.${role}`) },
    { id: 'email', header: t('form.email'), cell: ({ email }) => email ?? t('hidden') },
    {
      id: 'until',
      header: t('column.offer'),
      cell: ({ open, expiresOn }) => (
        <StatusBadge tone={open ? 'good' : 'neutral'}>
          {t(open ? 'offer.until' : 'offer.over', { day: dates.day(expiresOn, 'short') })}
        </StatusBadge>
      ),
    },
    { id: 'acts', header: t('column.acts'), cell: (guest) => guest.open && <End guest={guest} /> },
  ]
  return (
    <Await query={guests} empty={<EmptyState icon="key">{t('empty.guests')}</EmptyState>}>
      {({ items }) => (
        <DataTable
          caption={t('tabs.guests')}
          rows={items}
          rowKey={({ person, role }) => `${person.personId} ${role}`}
          columns={columns}
        />
      )}
    </Await>
  )
}

function End({ guest: { person, role } }: { guest: Guest }) {
  const { t } = useTranslation('experts')
  const can = useCan()
  const end = useAct('endGuestAccess', { stale: staleGuests, done: () => say(t('done.ended')) })
  if (!can('endGuestAccess')) return null
  return (
    <Button
      variant="default"
      h={40}
      loading={end.isPending}
      aria-label={t('endNamed', { name: person.name ?? t('hidden'), role: t(`roles.${role}`) })}
      onClick={() => end.mutate({ params: { personId: person.personId }, body: { role } })}
    >
      {t('end')}
    </Button>
  )
}
