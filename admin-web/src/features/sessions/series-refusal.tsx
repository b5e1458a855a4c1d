import type { ApiProblem } from '@interra/contracts'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../ui/notice.tsx'

const rules = ['before-start', 'too-long', 'too-many', 'no-date'] as const

/** Why a plan gives no dates. */
export function SeriesRefusal({ problem }: { problem: ApiProblem }) {
  const { t } = useTranslation('sessions')
  const broken = problem.extra.errors?.[0]?.params?.['rule']
  const rule = rules.find((one) => one === broken)
  return <Notice tone="warn">{t(`rules.${rule ?? 'other'}`)}</Notice>
}
