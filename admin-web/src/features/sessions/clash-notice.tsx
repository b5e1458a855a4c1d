import type { ApiProblem } from '@interra/contracts'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../lib/use-dates.ts'
import { TextLink } from '../../ui/links.tsx'
import { Notice } from '../../ui/notice.tsx'

/** Which session is in the way, with a link to it. */
export function ClashNotice({ problem }: { problem: ApiProblem | null }) {
  const { t } = useTranslation('sessions')
  const dates = useDates()
  if (problem?.code !== 'room-taken' && problem?.code !== 'host-taken') return null
  const { sessionId, startsOn, startsTime, endsTime } = problem.extra.params ?? {}
  if (typeof sessionId !== 'string' || typeof startsOn !== 'string') return null
  return (
    <Notice tone="warn">
      {t('clash.on', { day: dates.day(startsOn, 'full'), from: String(startsTime), to: String(endsTime) })}{' '}
      <TextLink to="/sessions/$sessionId" params={{ sessionId }} target="_blank">
        {t('clash.see')}
      </TextLink>
    </Notice>
  )
}
