import type { EmployerRow } from '@interra/contracts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { pages } from '../../lib/query.ts'
import { useSite } from '../../lib/session.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'

export function Employers() {
  const { t } = useTranslation('employers')
  const { site } = useSite()
  const list = useInfiniteQuery(pages('listEmployers', { query: site ? { siteId: site.id } : {} }))
  const columns: Column<EmployerRow>[] = [
    {
      id: 'name',
      header: t('column.employer'),
      main: true,
      cell: ({ id, name }) => (
        <TextLink to="/employers/$employerId" params={{ employerId: id }} fw={650}>
          {name}
        </TextLink>
      ),
    },
    { id: 'contact', header: t('column.contact'), cell: ({ contactName }) => contactName ?? t('unknown') },
    { id: 'needs', header: t('column.openNeeds'), cell: ({ openNeeds }) => String(openNeeds), align: 'end' },
    {
      id: 'introduced',
      header: t('column.introduced'),
      cell: ({ introduced }) => String(introduced ?? '—'),
      align: 'end',
    },
  ]
  return (
    <Await query={list} empty={<EmptyState icon="people">{t('empty.employers')}</EmptyState>}>
      {(employers) => (
        <DataTable
          caption={t('tabs.employers')}
          rows={employers}
          rowKey={({ id }) => id}
          columns={columns}
          more={list}
        />
      )}
    </Await>
  )
}
