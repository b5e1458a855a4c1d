import type { Grant, GrantRequest } from '@interra/contracts'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'

/** A grant in a line: `Coordination · Liège · jusqu'au 31 mars 2027`. */
export function useGrantWords(): (grant: Grant | GrantRequest) => string {
  const { t } = useTranslation(['accounts', 'roles'])
  const { sites } = useSession()
  const dates = useDates()
  return (grant) => {
    const named = 'siteName' in grant ? grant.siteName : sites.find(({ id }) => id === grant.siteId)?.name
    const role = t(`roles:roles.${grant.role}.label`)
    const full = grant.programme === null ? role : `${role} (${t(`roles:programmes.${grant.programme}`)})`
    const line = t('grantAt', { role: full, site: named ?? t('fields.everySite') })
    if (grant.expiresOn === null || grant.expiresOn === '') return line
    return t('grantUntil', { grant: line, day: dates.day(grant.expiresOn) })
  }
}
