import type { EmployerNeed } from '@interra/contracts'
import { Button, Group, Text } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pages, query } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Facts } from '../../ui/facts.tsx'
import { ReasonForm } from '../../ui/form/reason-form.tsx'
import { TextLink } from '../../ui/links.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Await } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { TwoColumns } from '../../ui/two-columns.tsx'
import { staleEmployers } from './employer-words.ts'
import { IntroductionsTable } from './introductions.tab.tsx'
import { Matches } from './matches.panel.tsx'
import { ChangeNeedDialog } from './need.dialog.tsx'
import { Asked } from './needs.tab.tsx'

const route = getRouteApi('/in/employer-needs/$needId')

/** What an employer looks for, who fits and why, and who was introduced. */
export function NeedPage() {
  const { needId } = route.useParams()
  const need = useQuery(query('getEmployerNeed', { params: { employerNeedId: needId } }))
  return <Await query={need}>{(found) => <Whole key={found.id} need={found} />}</Await>
}

function Whole({ need }: { need: EmployerNeed }) {
  const { t } = useTranslation('employers')
  const can = useCan()
  return (
    <>
      <PageHeader
        title={need.title}
        crumbs={[
          <TextLink key="employers" to="/employers">
            {t('title')}
          </TextLink>,
          <TextLink key="employer" to="/employers/$employerId" params={{ employerId: need.employer.id }}>
            {need.employer.name}
          </TextLink>,
        ]}
        badge={
          <StatusBadge tone={need.open ? 'good' : 'neutral'}>{t(need.open ? 'need.open' : 'need.closed')}</StatusBadge>
        }
        lead={t(`kinds.${need.kind}`)}
        action={need.closedAt === null && can('changeEmployerNeed', need.siteId) && <Acts need={need} />}
      />
      <TwoColumns
        work={
          can('listMatches', need.siteId) && (
            <>
              <Introduced needId={need.id} />
              {need.open && <Matches need={need} />}
            </>
          )
        }
        facts={<About need={need} />}
      />
    </>
  )
}

function About({ need }: { need: EmployerNeed }) {
  const { t } = useTranslation('employers')
  const dates = useDates()
  const { introduced, started, places, untilOn, closedReason } = need
  return (
    <Panel title={t('need.about')}>
      {need.about !== null && <Text>{need.about}</Text>}
      <Facts
        facts={[
          { label: t('column.asked'), value: <Asked need={need} /> },
          { label: t('fields.place'), value: need.place ?? t('unknown') },
          {
            label: t('column.introduced'),
            value: introduced === undefined ? '—' : t('introducedOf', { introduced, started, places }),
          },
          { label: t('fields.untilOn'), value: untilOn === null ? t('noEnd') : dates.day(untilOn) },
          ...(closedReason ? [{ label: t('need.closedReason'), value: closedReason }] : []),
        ]}
      />
    </Panel>
  )
}

function Introduced({ needId }: { needId: string }) {
  const { t } = useTranslation('employers')
  const list = useInfiniteQuery(pages('listIntroductions', { query: { need: needId } }))
  return (
    <Panel title={t('tabs.introductions')}>
      <Await query={list} empty={<Text c="dimmed">{t('empty.ofNeed')}</Text>}>
        {(rows) => <IntroductionsTable rows={rows} more={list} />}
      </Await>
    </Panel>
  )
}

function Acts({ need }: { need: EmployerNeed }) {
  const { t } = useTranslation('employers')
  const [open, setOpen] = useState<'edit' | 'close' | null>(null)
  const close = () => setOpen(null)
  return (
    <>
      <Group gap="sm">
        <Button variant="light" onClick={() => setOpen('edit')}>
          {t('edit')}
        </Button>
        <Button variant="default" onClick={() => setOpen('close')}>
          {t('need.close')}
        </Button>
      </Group>
      <ChangeNeedDialog need={need} opened={open === 'edit'} close={close} />
      <Dialog opened={open === 'close'} close={close} title={t('need.close')}>
        <ReasonForm
          act="closeEmployerNeed"
          input={{ params: { employerNeedId: need.id }, ifMatch: need.version }}
          stale={staleEmployers}
          label={t('fields.reason')}
          submit={t('need.close')}
          close={close}
        />
      </Dialog>
    </>
  )
}
