import type { Candidacy, PoolBlocker } from '@interra/contracts'
import { Anchor, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../lib/use-dates.ts'
import { Notice } from '../../ui/notice.tsx'

/** Where in the member's file a blocker is mended: the address of the panel. */
const places: Partial<Record<PoolBlocker, string>> = {
  consent_missing: '#consents',
  interests_missing: '#interests',
  side_unknown: '#arrival',
}
const inWishes: readonly PoolBlocker[] = ['slots_missing', 'age_unknown']

interface BlockersProps {
  candidacy: Candidacy
  /** Opens the wishes. */
  change: (() => void) | undefined
}

/** What the pool still needs of somebody, each with the way to mend it. */
export function Blockers({ candidacy: { blockers = [], coolingOffUntil = null }, change }: BlockersProps) {
  const { t } = useTranslation('duos')
  const dates = useDates()
  if (blockers.length === 0) return null
  return (
    <Notice tone="warn" title={t('blockers.title')}>
      <Stack gap={4}>
        {blockers.map((blocker) => (
          <Text key={blocker}>
            {blocker === 'cooling_off' && coolingOffUntil !== null
              ? t('blockers.coolingUntil', { day: dates.day(coolingOffUntil) })
              : t(`blockers.${blocker}`)}{' '}
            {places[blocker] !== undefined && <Anchor href={places[blocker]}>{t('blockers.go')}</Anchor>}
            {inWishes.includes(blocker) && change && (
              <Anchor component="button" type="button" onClick={change}>
                {t('blockers.complete')}
              </Anchor>
            )}
          </Text>
        ))}
      </Stack>
    </Notice>
  )
}
