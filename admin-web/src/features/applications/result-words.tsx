import type { JuryRound } from '@interra/contracts'
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

export type Dossier = JuryRound['dossiers'][number]

/** Total, spread and proposal; nothing of it to whoever judges it and has not submitted. */
export function ResultWords({ dossier: { hidden, result }, quorum }: { dossier: Dossier; quorum: number }) {
  const { t, i18n } = useTranslation('applications')
  if (hidden) return <Text size="sm">{t('dossiers.hidden')}</Text>
  if (!result) return null
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 })
  const { total, spread, proposal, reviews, organisations } = result
  return (
    <Text size="sm">
      {t('dossiers.reviews', { reviews, quorum, organisations })}
      {total !== null && ` · ${t('dossiers.total', { total: number.format(total) })}`}
      {spread !== null && ` · ${t('dossiers.spread', { spread: number.format(spread) })}`}
      {proposal !== null && ` · ${t(`proposals.${proposal}`)}`}
    </Text>
  )
}
