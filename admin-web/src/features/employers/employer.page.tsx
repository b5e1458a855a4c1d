import type { Employer } from '@interra/contracts'
import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguages } from '../../lib/choices.ts'
import { query } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { Facts } from '../../ui/facts.tsx'
import { Icon } from '../../ui/icons.tsx'
import { TextLink } from '../../ui/links.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Await } from '../../ui/states.tsx'
import { TwoColumns } from '../../ui/two-columns.tsx'
import { ChangeEmployerDialog } from './employer.dialog.tsx'
import { AddNeedDialog } from './need.dialog.tsx'
import { NeedsTable } from './needs.tab.tsx'

const route = getRouteApi('/in/employers/$employerId')

/** An employer: who answers there, and what they look for. */
export function EmployerPage() {
  const { employerId } = route.useParams()
  const employer = useQuery(query('getEmployer', { params: { employerId } }))
  return <Await query={employer}>{(found) => <Whole key={found.id} employer={found} />}</Await>
}

function Whole({ employer }: { employer: Employer }) {
  const { t } = useTranslation('employers')
  const can = useCan()
  const { nameOf } = useLanguages()
  const [open, setOpen] = useState<'need' | 'edit' | null>(null)
  const close = () => setOpen(null)
  const mayChange = can('changeEmployer', employer.siteId)
  return (
    <>
      <PageHeader
        title={employer.name}
        crumbs={[
          <TextLink key="employers" to="/employers" search={{ tab: 'employers' }}>
            {t('title')}
          </TextLink>,
        ]}
        action={
          mayChange && (
            <Button leftSection={<Icon name="plus" size={18} />} onClick={() => setOpen('need')}>
              {t('need.add')}
            </Button>
          )
        }
      />
      <TwoColumns
        work={
          <Panel title={t('tabs.needs')}>
            {employer.needs.length === 0 ? (
              <Text c="dimmed">{t('empty.ofEmployer')}</Text>
            ) : (
              <NeedsTable needs={employer.needs} />
            )}
          </Panel>
        }
        facts={
          <Panel
            title={t('contact')}
            aside={
              mayChange && (
                <Button variant="light" onClick={() => setOpen('edit')}>
                  {t('edit')}
                </Button>
              )
            }
          >
            <Facts
              facts={[
                { label: t('fields.contactName'), value: employer.contactName ?? t('unknown') },
                { label: t('fields.email'), value: employer.email ?? t('unknown') },
                { label: t('fields.phone'), value: employer.phone ?? t('unknown') },
                { label: t('fields.contactLanguage'), value: nameOf(employer.contactLanguage ?? 'fr') },
              ]}
            />
          </Panel>
        }
      />
      <AddNeedDialog employer={employer} opened={open === 'need'} close={close} />
      <ChangeEmployerDialog employer={employer} opened={open === 'edit'} close={close} />
    </>
  )
}
