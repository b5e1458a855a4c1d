import { useTranslation } from 'react-i18next'

/**
 * A member of a file in words: absent because the reader may not see it, null because nobody knows it, or its value.
 */
export function useShown() {
  const { t } = useTranslation(['people', 'common'])
  return <T>(value: T | null | undefined, words: (value: T) => string = String): string => {
    if (value === undefined) return t('masked')
    return value === null ? t('common:unknown') : words(value)
  }
}
