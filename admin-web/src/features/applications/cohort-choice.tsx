import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { useSite } from '../../lib/session.ts'

export function useCohorts() {
  const { site } = useSite()
  return useQuery(query('listCohorts', { query: site ? { siteId: site.id } : {} }))
}

/** One cohort of the site, or none. */
export function CohortSelect({ none, ...input }: { none: string } & ComponentProps<typeof NativeSelect>) {
  const { data } = useCohorts()
  const { t } = useTranslation('applications')
  return (
    <NativeSelect
      {...input}
      data={[
        { value: '', label: none },
        ...(data?.items ?? []).map(({ id, name, capacity, admitted }) => ({
          value: id,
          label: capacity === null ? name : t('cohort.option', { name, admitted, capacity }),
        })),
      ]}
    />
  )
}
