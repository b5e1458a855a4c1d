import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import css from './brand.module.css'

/** Two circles that meet, and the name; leads home. */
export function Brand() {
  const { t } = useTranslation()
  return (
    <Link to="/" className={css['brand']}>
      <svg viewBox="0 0 36 26" width="36" height="26" fill="none" strokeWidth="3.4" aria-hidden>
        <circle cx="13" cy="13" r="10.5" className={css['one']} />
        <circle cx="23" cy="13" r="10.5" className={css['other']} />
      </svg>
      <span>{t('product')}</span>
    </Link>
  )
}
