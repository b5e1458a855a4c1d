import type { Testimony } from '@interra/contracts'
import { Button, Stack, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguages } from '../../lib/choices.ts'
import { pages, useAct } from '../../lib/query.ts'
import { useCan, useSite } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Icon } from '../../ui/icons.tsx'
import { TextLink } from '../../ui/links.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { say } from '../../ui/undo-bar.tsx'
import { staleTestimonies } from './report-words.ts'
import { TestimonyDialog } from './testimony.dialog.tsx'

/** What members tell, as long as they agree that it is read by others. */
export function TestimoniesPage() {
  const { t } = useTranslation('reports')
  const dates = useDates()
  const languages = useLanguages()
  const can = useCan()
  const { site } = useSite()
  const [adding, setAdding] = useState(false)
  const [leaving, setLeaving] = useState<Testimony | null>(null)
  const list = useInfiniteQuery(pages('listTestimonies', { query: site ? { siteId: site.id } : {} }))
  const columns: Column<Testimony>[] = [
    {
      id: 'words',
      header: t('testimonies.words'),
      main: true,
      cell: ({ words, language }) => (
        <Text lang={language} dir="auto" style={{ whiteSpace: 'pre-line' }}>
          {words}
        </Text>
      ),
    },
    {
      id: 'who',
      header: t('testimonies.who'),
      cell: ({ personId = '', personName, mayName }) => (
        <>
          <TextLink to="/people/$personId" params={{ personId }}>
            {personName}
          </TextLink>
          <Text size="sm" c="dimmed">
            {t(mayName ? 'testimonies.named' : 'testimonies.unnamed')}
          </Text>
        </>
      ),
    },
    {
      id: 'when',
      header: t('testimonies.when'),
      cell: ({ toldOn, language }) => `${dates.day(toldOn)} · ${languages.nameOf(language)}`,
    },
    {
      id: 'act',
      header: t('column.act'),
      cell: (told) =>
        can('withdrawTestimony', told.siteId) && (
          <Button variant="default" onClick={() => setLeaving(told)}>
            {t('testimonies.withdraw')}
          </Button>
        ),
    },
  ]
  return (
    <>
      <PageHeader
        title={t('testimonies.title')}
        lead={t('testimonies.lead')}
        crumbs={[
          <TextLink key="reports" to="/reports">
            {t('title')}
          </TextLink>,
        ]}
        action={
          can('addTestimony') && (
            <Button leftSection={<Icon name="plus" size={18} />} onClick={() => setAdding(true)}>
              {t('testimonies.add')}
            </Button>
          )
        }
      />
      <Await query={list} empty={<EmptyState icon="chart">{t('testimonies.empty')}</EmptyState>}>
        {(told) => (
          <DataTable
            caption={t('testimonies.title')}
            rows={told}
            rowKey={({ id }) => id}
            columns={columns}
            more={list}
          />
        )}
      </Await>
      <TestimonyDialog opened={adding} close={() => setAdding(false)} />
      <Dialog opened={leaving !== null} close={() => setLeaving(null)} title={t('testimonies.withdraw')}>
        {leaving && <Withdraw testimony={leaving} close={() => setLeaving(null)} />}
      </Dialog>
    </>
  )
}

function Withdraw({ testimony: { id }, close }: { testimony: Testimony; close: () => void }) {
  const { t } = useTranslation('reports')
  const withdraw = useAct('withdrawTestimony', {
    stale: staleTestimonies,
    done: () => {
      say(t('testimonies.withdrawn'))
      close()
    },
  })
  return (
    <Stack>
      <Text>{t('testimonies.withdrawHint')}</Text>
      <Button loading={withdraw.isPending} onClick={() => withdraw.mutate({ params: { testimonyId: id } })}>
        {t('testimonies.withdraw')}
      </Button>
    </Stack>
  )
}
