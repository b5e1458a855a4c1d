import type { MatchPart } from '@interra/contracts'
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import css from './duos.module.css'
import { usePartWords, usePoints } from './use-words.ts'

interface ReasonsProps {
  siteId: string
  parts: readonly MatchPart[]
  /** Tenths of a point; the points of the parts add up to it. */
  score: number
  /** Percent of the weights about which enough is known. */
  coverage: number | null
}

/** Why a pair has its score: a line for each feature with its points, and what would have raised it. */
export function Reasons({ siteId, parts, score, coverage }: ReasonsProps) {
  const { t } = useTranslation('duos')
  const words = usePartWords(siteId)
  const points = usePoints()
  return (
    <div>
      <ul className={css['reasons']}>
        {parts
          .filter(({ known, most }) => known && most > 0)
          .sort((a, b) => b.points - a.points)
          .map((part) => (
            <li key={part.feature} data-feature={part.feature}>
              <span>{words(part)}</span>
              <span className={css['points']} data-points={part.points}>
                {t('pointsOf', { points: points(part.points), most: points(part.most) })}
              </span>
            </li>
          ))}
        <li className={css['total']}>
          <span>{t('total')}</span>
          <span className={css['points']} data-score={score}>
            {points(score)}
          </span>
        </li>
      </ul>
      {coverage !== null && (
        <Text size="sm" c="dimmed">
          {t('coverage', { percent: coverage })}
        </Text>
      )}
      <Raised parts={parts} words={words} />
    </div>
  )
}

/** The greatest lack first; then what is not known, which could only add to it. */
function Raised({ parts, words }: { parts: readonly MatchPart[]; words: (part: MatchPart) => string }) {
  const { t } = useTranslation('duos')
  const points = usePoints()
  const lacking = parts
    .filter(({ known, points: has, most }) => known && most > has)
    .sort((a, b) => b.most - b.points - (a.most - a.points))
  const unknown = parts.filter(({ known }) => !known)
  if (lacking.length + unknown.length === 0) return null
  return (
    <details className={css['more']}>
      <summary>{t('raised.title')}</summary>
      <ul className={css['reasons']}>
        {lacking.map((part) => (
          <li key={part.feature}>
            <span>{t(`features.${part.feature}`)}</span>
            <span className={css['points']}>{t('raised.more', { points: points(part.most - part.points) })}</span>
          </li>
        ))}
        {unknown.map((part) => (
          <li key={part.feature}>
            <span>{words(part)}</span>
            <span />
          </li>
        ))}
      </ul>
    </details>
  )
}
