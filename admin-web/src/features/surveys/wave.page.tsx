import type { SurveyInvitation, SurveyWave } from '@interra/contracts'
import { Button, Group, Text } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pages, query, useAct } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { TextLink } from '../../ui/links.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { say } from '../../ui/undo-bar.tsx'
import { LinkDialog } from './link.dialog.tsx'
import { PaperDialog } from './paper.dialog.tsx'
import { invitationTones, rateOf, staleWaves, waveTones } from './survey-words.ts'

const route = getRouteApi('/in/surveys/$waveId')

/** One wave: who was asked, and who answered. */
export function WavePage() {
  const { waveId } = route.useParams()
  const wave = useQuery(query('getSurveyWave', { params: { waveId } }))
  return <Await query={wave}>{(found) => <Whole key={found.id} wave={found} />}</Await>
}

function Whole({ wave }: { wave: SurveyWave }) {
  const { t } = useTranslation('surveys')
  const dates = useDates()
  const can = useCan()
  const list = useInfiniteQuery(pages('listSurveyInvitations', { params: { waveId: wave.id }, query: {} }))
  const ask = useAct('askSurveyWave', {
    stale: staleWaves,
    done: (came) => say(t('done.asked', { count: came.asked, without: came.withoutConsent, minors: came.minors })),
  })
  const rate = rateOf(wave)
  return (
    <>
      <PageHeader
        title={`${t(`kinds.${wave.kind}`)} · ${t(`programmes.${wave.programme ?? 'all'}`)}`}
        crumbs={[
          <TextLink key="surveys" to="/surveys">
            {t('title')}
          </TextLink>,
        ]}
        badge={<StatusBadge tone={waveTones[wave.state]}>{t(`states.${wave.state}`)}</StatusBadge>}
        lead={t('days', { from: dates.day(wave.opensOn, 'short'), to: dates.day(wave.closesOn, 'short') })}
        action={
          wave.state === 'open' &&
          can('askSurveyWave', wave.siteId) && (
            <Button loading={ask.isPending} onClick={() => ask.mutate({ params: { waveId: wave.id } })}>
              {t('ask')}
            </Button>
          )
        }
      />
      <Text mb="md">
        {rate === null
          ? t('nobodyAsked')
          : t('came', { asked: wave.asked, answered: wave.answered, declined: wave.declined, rate })}
      </Text>
      <Text mb="lg" c="dimmed">
        {wave.instruments.map((code) => t(`instruments.${code}`)).join(' · ')}
      </Text>
      <Await query={list} empty={<EmptyState icon="people">{t('nobodyAskedYet')}</EmptyState>}>
        {(invitations) => <Invitations wave={wave} invitations={invitations} more={list} />}
      </Await>
    </>
  )
}

interface InvitationsProps {
  wave: SurveyWave
  invitations: readonly SurveyInvitation[]
  more: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
}

function Invitations({ wave, invitations, more }: InvitationsProps) {
  const { t } = useTranslation('surveys')
  const dates = useDates()
  const [linked, setLinked] = useState<SurveyInvitation | null>(null)
  const [written, setWritten] = useState<SurveyInvitation | null>(null)
  const columns: Column<SurveyInvitation>[] = [
    { id: 'name', header: t('column.name'), main: true, cell: ({ name }) => name },
    {
      id: 'state',
      header: t('column.state'),
      cell: ({ state }) => <StatusBadge tone={invitationTones[state]}>{t(`asked.${state}`)}</StatusBadge>,
    },
    {
      id: 'when',
      header: t('column.when'),
      cell: ({ answeredAt, mode }) =>
        answeredAt === null
          ? ''
          : [dates.dayOf(answeredAt, 'short'), mode && t(`modes.${mode}`)].filter(Boolean).join(', '),
    },
    {
      id: 'acts',
      header: t('column.acts'),
      cell: (invitation) => (
        <Acts
          wave={wave}
          invitation={invitation}
          link={() => setLinked(invitation)}
          write={() => setWritten(invitation)}
        />
      ),
    },
  ]
  return (
    <>
      <DataTable caption={t('column.name')} rows={invitations} rowKey={({ id }) => id} columns={columns} more={more} />
      <LinkDialog invitation={linked} close={() => setLinked(null)} />
      <PaperDialog wave={wave} invitation={written} close={() => setWritten(null)} />
    </>
  )
}

interface ActsProps {
  wave: SurveyWave
  invitation: SurveyInvitation
  link: () => void
  write: () => void
}

function Acts({ wave, invitation: { id, name, state, version }, link, write }: ActsProps) {
  const { t } = useTranslation('surveys')
  const can = useCan()
  const revoke = useAct('revokeSurveyInvitation', { stale: staleWaves, done: () => say(t('done.revoked')) })
  if (state !== 'waiting') return null
  return (
    <Group gap="xs">
      {wave.state !== 'over' && (
        <Button variant="default" h={40} aria-label={t('linkOf', { name })} onClick={link}>
          {t('link')}
        </Button>
      )}
      {can('enterSurveyAnswers', wave.siteId) && (
        <Button variant="default" h={40} aria-label={t('paperOf', { name })} onClick={write}>
          {t('paper')}
        </Button>
      )}
      <Button
        variant="subtle"
        h={40}
        aria-label={t('revokeOf', { name })}
        loading={revoke.isPending}
        onClick={() => revoke.mutate({ params: { invitationId: id }, ifMatch: version })}
      >
        {t('revoke')}
      </Button>
    </Group>
  )
}
