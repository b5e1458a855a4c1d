import type { Partner } from '@interra/contracts'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguages } from '../../lib/choices.ts'
import { query, type ReadName } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { Facts } from '../../ui/facts.tsx'
import { TextLink } from '../../ui/links.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { PageTabs } from '../../ui/page-tabs.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Await } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { Agents } from './agents.tab.tsx'
import { Agreements } from './agreements.tab.tsx'
import { Doors } from './doors.tab.tsx'
import { Keys } from './keys.tab.tsx'
import { ChangePartnerDialog } from './partner.dialog.tsx'
import { Statistics } from './statistics.tab.tsx'
import { Webhooks } from './webhooks.tab.tsx'
import { partnerTabs, type PartnerTab } from './partner-tabs.ts'
import { standingTones } from './partner-words.ts'

const route = getRouteApi('/in/partners/$partnerId')

/** A partner: what it is, who works there, what was agreed, and the keys of its programs. */
export function PartnerPage() {
  const { partnerId } = route.useParams()
  const partner = useQuery(query('getPartner', { params: { partnerId } }))
  return <Await query={partner}>{(found) => <Whole key={found.id} partner={found} />}</Await>
}

const needs: Readonly<Partial<Record<PartnerTab, ReadName>>> = {
  keys: 'listPartnerKeys',
  doors: 'listFormLinks',
  webhooks: 'listPartnerWebhooks',
  statistics: 'getPartnerStatistics',
}

function Whole({ partner }: { partner: Partner }) {
  const { t } = useTranslation('partners')
  const { tab: asked = 'about' } = route.useSearch()
  const navigate = route.useNavigate()
  const can = useCan()
  const tabs = partnerTabs.filter((one) => {
    const needed = needs[one]
    return needed === undefined || can(needed, partner.siteId)
  })
  const tab = tabs.find((one) => one === asked) ?? 'about'
  const { standing } = partner
  return (
    <>
      <PageHeader
        title={partner.name}
        lead={partner.types.map((one) => t(`types.${one}`)).join(', ')}
        crumbs={[
          <TextLink key="partners" to="/partners">
            {t('title')}
          </TextLink>,
        ]}
        badge={
          <>
            {!partner.active && <StatusBadge tone="neutral">{t('former')}</StatusBadge>}
            {standing !== null && (
              <StatusBadge tone={standingTones[standing]}>
                {t('agreementIs', { standing: t(`standings.${standing}`) })}
              </StatusBadge>
            )}
          </>
        }
      />
      <PageTabs
        label={t('tabs.label')}
        tabs={tabs}
        value={tab}
        name={(one) => t(`tabs.${one}`)}
        choose={(one) => void navigate({ search: { tab: one }, replace: true })}
        parts={{
          about: <About partner={partner} />,
          agents: <Agents partner={partner} />,
          agreements: <Agreements partner={partner} />,
          keys: <Keys partner={partner} />,
          doors: <Doors partner={partner} />,
          webhooks: <Webhooks partner={partner} />,
          statistics: <Statistics partner={partner} />,
        }}
      />
    </>
  )
}

function About({ partner }: { partner: Partner }) {
  const { t } = useTranslation('partners')
  const can = useCan()
  const { nameOf } = useLanguages()
  const [open, setOpen] = useState(false)
  return (
    <Panel
      title={t('tabs.about')}
      aside={
        can('changePartner', partner.siteId) && (
          <Button variant="light" onClick={() => setOpen(true)}>
            {t('edit')}
          </Button>
        )
      }
    >
      <Facts
        facts={[
          { label: t('fields.contactName'), value: partner.contactName ?? t('unknown') },
          { label: t('fields.email'), value: partner.email ?? t('unknown') },
          { label: t('fields.phone'), value: partner.phone ?? t('unknown') },
          { label: t('fields.contactLanguage'), value: nameOf(partner.contactLanguage) },
          { label: t('fields.address'), value: partner.address ?? t('unknown') },
          { label: t('fields.website'), value: partner.website ?? t('unknown') },
          ...(partner.note ? [{ label: t('fields.note'), value: partner.note }] : []),
        ]}
      />
      <ChangePartnerDialog partner={partner} opened={open} close={() => setOpen(false)} />
    </Panel>
  )
}
