import type { ProposalHost } from '@interra/contracts'
import { useTranslation } from 'react-i18next'

/** Hosts in a line; those whose names one may not read are counted. */
export function useHostNames(): (hosts: readonly ProposalHost[]) => string {
  const { t, i18n } = useTranslation('proposals')
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' })
  return (hosts) => {
    if (hosts.length === 0) return t('nobody')
    const names = hosts.flatMap(({ person }) => person.name ?? [])
    return names.length > 0 ? list.format(names) : t('hostCount', { count: hosts.length })
  }
}
