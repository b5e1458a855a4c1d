import type { Site } from '@interra/contracts'
import { Button, Card, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { useCan, useSession } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'
import { SiteState } from './site-state.tsx'
import { administersAll, useReopening } from './sites.queries.ts'

/** The site itself: its name, and whether it stays open. */
export function AboutTab({ site }: { site: Site }) {
  const can = useCan()
  const all = administersAll(useSession())
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
      <Facts site={site} />
      {can('changeSite', site.id) && <Rename site={site} />}
      {all && <Closing site={site} />}
    </SimpleGrid>
  )
}

function Facts({ site }: { site: Site }) {
  const { t } = useTranslation('sites')
  const dates = useDates()
  const facts = [
    [t('fields.code'), site.code],
    [t('fields.opensOn'), dates.day(site.opensOn)],
    [t('fields.zone'), site.timeZone],
  ] as const
  return (
    <Card component="section">
      <Stack gap="sm" align="flex-start">
        <SiteState site={site} />
        {facts.map(([term, fact]) => (
          <div key={term}>
            <Text size="sm" c="dimmed">
              {term}
            </Text>
            <Text>{fact}</Text>
          </div>
        ))}
      </Stack>
    </Card>
  )
}

const stale = ['listSites', 'getSite', 'whoAmI'] as const

/** Reads the site again when somebody else changed it meanwhile. */
function useReread(siteId: string) {
  const client = useQueryClient()
  return () => client.fetchQuery({ ...query('getSite', { params: { siteId } }), staleTime: 0 })
}

function Rename({ site }: { site: Site }) {
  const { t } = useTranslation(['sites', 'common'])
  const read = useReread(site.id)
  const form = useActForm('changeSite', {
    initial: { name: site.name },
    input: { params: { siteId: site.id }, ifMatch: site.version },
    stale,
    reread: async () => {
      const { name, version } = await read()
      return { values: { name }, version }
    },
    onDone: () => say(t('done.renamed')),
  })
  return (
    <Card component="section">
      <Stack gap="sm">
        <Title order={2}>{t('about.rename')}</Title>
        <ActForm form={form} submit={t('common:save')}>
          <TextInput {...form.field('name', t('fields.name'))} autoComplete="off" />
        </ActForm>
      </Stack>
    </Card>
  )
}

function Closing({ site }: { site: Site }) {
  const { t } = useTranslation('sites')
  const [asked, setAsked] = useState(false)
  const reopen = useReopening()
  return (
    <Card component="section">
      <Stack gap="sm" align="flex-start">
        <Title order={2}>{t('about.closing')}</Title>
        <Text>{t('about.closingText')}</Text>
        {site.closesOn === null ? (
          <Button variant="default" onClick={() => setAsked(true)}>
            {t('about.close')}
          </Button>
        ) : (
          <Button onClick={() => reopen(site)}>{t('about.reopen')}</Button>
        )}
      </Stack>
      <Dialog opened={asked} close={() => setAsked(false)} title={t('dialog.close', { name: site.name })}>
        <CloseForm site={site} close={() => setAsked(false)} />
      </Dialog>
    </Card>
  )
}

function CloseForm({ site, close }: { site: Site; close: () => void }) {
  const { t } = useTranslation('sites')
  const form = useActForm('closeSite', {
    initial: { closesOn: '' },
    input: { params: { siteId: site.id }, ifMatch: site.version },
    stale,
    onDone: ({ name }) => {
      say(t('done.closed', { name }))
      close()
    },
  })
  return (
    <ActForm form={form} submit={t('dialog.closeSubmit')} cancel={close}>
      <Text>{t('dialog.closeText')}</Text>
      <TextInput {...form.field('closesOn', t('fields.closesOn'))} type="date" />
    </ActForm>
  )
}
