import { partnerTypes, type PartnerRow } from '@interra/contracts'
import { Button, Chip, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { pages } from '../../lib/query.ts'
import { useCan, useSite } from '../../lib/session.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Icon } from '../../ui/icons.tsx'
import { TextLink } from '../../ui/links.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { SearchWords } from '../../ui/search-words.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { AddPartnerDialog } from './partner.dialog.tsx'
import { standingTones } from './partner-words.ts'

const route = getRouteApi('/in/partners')

/** The organisations around us: those that refer people, host, train or employ. */
export function PartnersPage() {
  const { t } = useTranslation('partners')
  const { type, text, show, open } = route.useSearch()
  const navigate = route.useNavigate()
  const can = useCan()
  const { site } = useSite()
  const asked = { ...(site && { siteId: site.id }), ...(type && { type }), ...(text && { text }) }
  const list = useInfiniteQuery(
    pages('listPartners', { query: { ...asked, ...(show === 'all' ? {} : { active: true }) } }),
  )
  const add = (wanted: boolean) => void navigate({ search: (old) => ({ ...old, open: wanted ? 'add' : undefined }) })
  const mayAdd = site !== undefined && can('addPartner', site.id)
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        action={
          mayAdd && (
            <Button leftSection={<Icon name="plus" size={18} />} onClick={() => add(true)}>
              {t('add')}
            </Button>
          )
        }
      />
      <Stack>
        <Group align="flex-end">
          <SearchWords
            label={t('filter.text')}
            value={text}
            search={(words) => void navigate({ search: (old) => ({ ...old, text: words }), replace: true })}
          />
          <NativeSelect
            label={t('filter.type')}
            value={type ?? ''}
            data={[
              { value: '', label: t('filter.anyType') },
              ...partnerTypes.map((value) => ({ value, label: t(`types.${value}`) })),
            ]}
            onChange={({ currentTarget: { value } }) => {
              const chosen = partnerTypes.find((one) => one === value)
              void navigate({ search: (old) => ({ ...old, type: chosen }), replace: true })
            }}
          />
          <Chip
            size="md"
            variant="outline"
            checked={show === 'all'}
            onChange={(all) =>
              void navigate({ search: (old) => ({ ...old, show: all ? 'all' : undefined }), replace: true })
            }
          >
            {t('filter.former')}
          </Chip>
        </Group>
        <Await query={list} empty={<EmptyState icon="people">{t('empty.partners')}</EmptyState>}>
          {(rows) => <PartnersTable rows={rows} more={list} />}
        </Await>
      </Stack>
      {mayAdd && <AddPartnerDialog siteId={site.id} opened={open === 'add'} close={() => add(false)} />}
    </>
  )
}

interface TableProps {
  rows: readonly PartnerRow[]
  more: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
}

function PartnersTable({ rows, more }: TableProps) {
  const { t } = useTranslation('partners')
  const columns: Column<PartnerRow>[] = [
    {
      id: 'name',
      header: t('column.name'),
      main: true,
      cell: ({ id, name, active }) => (
        <Stack gap={0} align="flex-start">
          <TextLink to="/partners/$partnerId" params={{ partnerId: id }} fw={650}>
            {name}
          </TextLink>
          {!active && <StatusBadge tone="neutral">{t('former')}</StatusBadge>}
        </Stack>
      ),
    },
    { id: 'types', header: t('column.types'), cell: ({ types }) => types.map((one) => t(`types.${one}`)).join(', ') },
    { id: 'contact', header: t('column.contact'), cell: ({ contactName }) => contactName ?? t('unknown') },
    {
      id: 'standing',
      header: t('column.agreement'),
      cell: ({ standing }) =>
        standing === null ? (
          <Text size="sm" c="dimmed">
            {t('standings.none')}
          </Text>
        ) : (
          <StatusBadge tone={standingTones[standing]}>{t(`standings.${standing}`)}</StatusBadge>
        ),
    },
  ]
  return <DataTable caption={t('title')} rows={rows} rowKey={({ id }) => id} columns={columns} more={more} />
}
