import type { JuryReview, JuryRound } from '@interra/contracts'
import { ScrollArea, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Panel } from '../../ui/panel.tsx'
import css from './applications.module.css'

/** Juror by dossier: who has said something, with the raw total, and who has not. */
export function Coverage({ round: { members, dossiers, reviews } }: { round: JuryRound }) {
  const { t, i18n } = useTranslation('applications')
  if (reviews.length === 0) return null
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 })
  const words = ({ status, conflict, total }: JuryReview): string => {
    if (conflict) return t('coverage.conflict', { kind: t(`conflicts.${conflict}`) })
    return total !== null && total !== undefined ? number.format(total) : t(`reviewStates.${status}`)
  }
  return (
    <Panel title={t('coverage.title')}>
      <Text size="sm" c="dimmed">
        {t('coverage.hint')}
      </Text>
      <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': t('coverage.title') }}>
        <table className={css['matrix']}>
          <thead>
            <tr>
              <th scope="col">{t('coverage.juror')}</th>
              {dossiers.map(({ number: at, applicationId, project }) => (
                <th scope="col" key={applicationId} title={project}>
                  {t('coverage.dossier', { number: at })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {members.map(({ id, person }) => (
              <tr key={id}>
                <th scope="row">
                  <bdi>{person.name}</bdi>
                </th>
                {dossiers.map(({ applicationId }) => {
                  const review = reviews.find((one) => one.memberId === id && one.applicationId === applicationId)
                  return <td key={applicationId}>{review ? words(review) : t('coverage.none')}</td>
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </Panel>
  )
}
