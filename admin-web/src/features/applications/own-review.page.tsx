import { declaredConflicts, formOf, type OwnReview } from '@interra/contracts'
import { Button, NativeSelect, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query, useAct } from '../../lib/query.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Await } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { TwoColumns } from '../../ui/two-columns.tsx'
import { say } from '../../ui/undo-bar.tsx'
import css from './applications.module.css'
import { ScoreSheet } from './score-sheet.tsx'

const route = getRouteApi('/in/jury/$reviewId')

/** One dossier as a juror reads and scores it: one task, no name. */
export function OwnReviewPage() {
  const { reviewId } = route.useParams()
  const found = useQuery(query('getOwnReview', { params: { reviewId } }))
  return <Await query={found}>{(review) => <Whole key={review.id} review={review} />}</Await>
}

function Whole({ review }: { review: OwnReview }) {
  const { t, i18n } = useTranslation('applications')
  const { dossier, project = '', status, answers = [], formVersion, decided } = review
  const language = i18n.language === 'en' ? 'en' : 'fr'
  const [aside, setAside] = useState(false)
  const open = !decided && (status === 'assigned' || status === 'submitted')
  return (
    <>
      <PageHeader
        title={<bdi>{t('dossiers.name', { number: dossier, project })}</bdi>}
        documentTitle={t('own.dossier', { number: dossier })}
        crumbs={[
          <TextLink key="jury" to="/jury">
            {t('own.title')}
          </TextLink>,
        ]}
        badge={<StatusBadge tone={status === 'submitted' ? 'good' : 'warn'}>{t(`reviewStates.${status}`)}</StatusBadge>}
        action={
          status === 'assigned' &&
          !decided && (
            <Button variant="default" onClick={() => setAside(true)}>
              {t('own.recuse')}
            </Button>
          )
        }
      />
      <TwoColumns
        work={
          <Panel title={t('answers.title')}>
            <Text size="sm" c="dimmed">
              {t('own.blind', {
                language: new Intl.DisplayNames([i18n.language], { type: 'language' }).of(review.language),
              })}
            </Text>
            <Text size="sm" c="dimmed">
              {t('own.blindLimit')}
            </Text>
            {answers.map(({ question, value }) => {
              const asked = formOf(formVersion).questions.find(({ id }) => id === question)
              return (
                <div key={question}>
                  <Text fw={600}>{asked?.words[language] ?? question}</Text>
                  <Text className={css['answer'] ?? ''} dir="auto">
                    {asked?.choices?.find((one) => one.value === value)?.words[language] ?? value}
                  </Text>
                </div>
              )
            })}
          </Panel>
        }
        facts={
          <>
            <Panel title={t('own.sheet')}>
              <Notice tone="info">{t('rounds.forbidden')}</Notice>
              {open ? <ScoreSheet review={review} /> : <Text>{t('own.closed')}</Text>}
            </Panel>
            <Others review={review} />
          </>
        }
      />
      <Dialog opened={aside} close={() => setAside(false)} title={t('own.recuse')}>
        <Recuse reviewId={review.id} />
      </Dialog>
    </>
  )
}

/** What the others scored, once one's own is submitted; without names. */
function Others({ review: { others } }: { review: OwnReview }) {
  const { t, i18n } = useTranslation('applications')
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 })
  return (
    <Panel title={t('own.others')}>
      {!others && <Text c="dimmed">{t('own.othersHidden')}</Text>}
      {others?.length === 0 && <Text c="dimmed">{t('own.othersNone')}</Text>}
      {others?.map(({ juror, total }) => (
        <Text key={juror}>{t('own.other', { juror, total: number.format(total) })}</Text>
      ))}
    </Panel>
  )
}

function Recuse({ reviewId }: { reviewId: string }) {
  const { t } = useTranslation('applications')
  const navigate = useNavigate()
  const [conflict, setConflict] = useState<(typeof declaredConflicts)[number]>('friend')
  const recuse = useAct('recuseOwnReview', {
    stale: ['listOwnReviews'],
    done: () => {
      say(t('own.recused'))
      void navigate({ to: '/jury' })
    },
  })
  return (
    <Stack>
      <Text>{t('own.recuseText')}</Text>
      <NativeSelect
        label={t('own.why')}
        value={conflict}
        data={declaredConflicts.map((value) => ({ value, label: t(`conflicts.${value}`) }))}
        onChange={({ currentTarget: { value } }) =>
          setConflict(declaredConflicts.find((one) => one === value) ?? 'other')
        }
      />
      <Button loading={recuse.isPending} onClick={() => recuse.mutate({ params: { reviewId }, body: { conflict } })}>
        {t('own.recuseSure')}
      </Button>
    </Stack>
  )
}
