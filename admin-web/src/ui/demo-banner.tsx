import { useTranslation } from 'react-i18next'
import css from './demo-banner.module.css'

/** Says that nothing here is real. */
export function DemoBanner() {
  const { t } = useTranslation()
  return (
    <div className={css['banner']} role="note">
      <strong>{t('demo.mark')}</strong> {t('demo.words')}
    </div>
  )
}
