import { useQuery } from '@tanstack/react-query'
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { useDates } from '../../lib/use-dates.ts'
import { TextLink } from '../../ui/links.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import css from '../../ui/line-list.module.css'

/** What a juror has to judge, and nothing else. */
export function OwnReviewsPage() {
  const { t } = useTranslation('applications')
  const dates = useDates()
  const list = useQuery(query('listOwnReviews'))
  return (
    <>
      <PageHeader title={t('own.title')} lead={t('own.lead')} />
      <Await query={list} empty={<EmptyState icon="clipboard">{t('own.empty')}</EmptyState>}>
        {({ items }) => (
          <Panel title={t('dossiers.title')}>
            <ul className={css['list']} aria-label={t('dossiers.title')}>
              {items.map(({ id, dossier, project = '', round, status }) => (
                <li key={id} className={css['line']}>
                  <div>
                    <TextLink to="/jury/$reviewId" params={{ reviewId: id }} fw={600}>
                      <bdi>{t('dossiers.name', { number: dossier, project })}</bdi>
                    </TextLink>
                    <Text size="sm" c="dimmed">
                      {[round.name, dates.day(round.heldOn, 'short')].join(' · ')}
                    </Text>
                  </div>
                  <StatusBadge tone={status === 'submitted' ? 'good' : 'warn'}>
                    {t(`reviewStates.${status}`)}
                  </StatusBadge>
                </li>
              ))}
            </ul>
          </Panel>
        )}
      </Await>
    </>
  )
}
