import type { FunderDetail, FunderGrant } from '@interra/contracts'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pages, query } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Facts } from '../../ui/facts.tsx'
import { Icon } from '../../ui/icons.tsx'
import { TextLink } from '../../ui/links.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Await } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { TwoColumns } from '../../ui/two-columns.tsx'
import { Allocations } from './allocations.panel.tsx'
import { FunderDialog } from './funder.dialog.tsx'
import { GrantDialog } from './grant.dialog.tsx'
import { grantTones, useFunderWords } from './funder-words.ts'
import { LinksPanel } from './links.panel.tsx'
import { TargetsOf } from './targets.tsx'

const route = getRouteApi('/in/funders/$funderId')

/** A funder: its grants, how far their targets are, and what they carry. */
export function FunderPage() {
  const { funderId } = route.useParams()
  const funder = useQuery(query('getFunder', { params: { funderId } }))
  return <Await query={funder}>{(found) => <Whole key={found.id} funder={found} />}</Await>
}

function Whole({ funder }: { funder: FunderDetail }) {
  const { t } = useTranslation('funders')
  const can = useCan()
  const [open, setOpen] = useState<'funder' | 'grant' | null>(null)
  const close = () => setOpen(null)
  const { id, siteId, name, kind, frame, eeaChAs, grants } = funder
  const mayChange = can('changeFunder', siteId)
  const all = useInfiniteQuery(pages('listFunders', { query: { siteId, limit: 200 } }))
  return (
    <>
      <PageHeader
        title={name}
        crumbs={[
          <TextLink key="funders" to="/funders">
            {t('title')}
          </TextLink>,
        ]}
        action={
          mayChange && (
            <Button leftSection={<Icon name="plus" size={18} />} onClick={() => setOpen('grant')}>
              {t('grant.add')}
            </Button>
          )
        }
      />
      <TwoColumns
        work={
          <Stack gap="lg">
            {grants.length === 0 && <Text c="dimmed">{t('empty.grants')}</Text>}
            {grants.map((grant) => (
              <Grant key={grant.id} grant={grant} />
            ))}
            <Allocations funders={all.data ?? []} funderId={id} />
          </Stack>
        }
        facts={
          <Stack gap="lg">
            <Panel
              title={t('about')}
              aside={
                mayChange && (
                  <Button variant="light" onClick={() => setOpen('funder')}>
                    {t('change')}
                  </Button>
                )
              }
            >
              <Facts
                facts={[
                  { label: t('fields.kind'), value: t(`kinds.${kind}`) },
                  { label: t('fields.frame'), value: t(`frames.${frame ?? 'none'}`) },
                  { label: t('fields.eeaChAs'), value: t(`eeaChAs.${eeaChAs}`) },
                ]}
              />
            </Panel>
            {can('makeFunderLink', siteId) && <LinksPanel funder={funder} />}
          </Stack>
        }
      />
      <FunderDialog siteId={siteId} funder={funder} opened={open === 'funder'} close={close} />
      <GrantDialog funderId={id} opened={open === 'grant'} close={close} />
    </>
  )
}

function Grant({ grant }: { grant: FunderGrant }) {
  const { t } = useTranslation('funders')
  const can = useCan()
  const dates = useDates()
  const { money } = useFunderWords()
  const [opened, setOpened] = useState(false)
  const { reference, status, startsOn, endsOn, amountCents, programmes } = grant
  return (
    <Panel
      title={reference}
      aside={
        <Group gap="sm">
          <StatusBadge tone={grantTones[status]}>{t(`statuses.${status}`)}</StatusBadge>
          {can('changeGrant', grant.siteId) && (
            <Button variant="light" onClick={() => setOpened(true)} aria-label={t('changeNamed', { name: reference })}>
              {t('change')}
            </Button>
          )}
        </Group>
      }
    >
      <Text>
        {[
          t('fromTo', { from: dates.day(startsOn), to: dates.day(endsOn) }),
          money(amountCents),
          ...programmes.map((programme) => t(`programmes.${programme}`)),
        ].join(' · ')}
      </Text>
      <TargetsOf grant={grant} />
      <GrantDialog funderId={grant.funderId} grant={grant} opened={opened} close={() => setOpened(false)} />
    </Panel>
  )
}
