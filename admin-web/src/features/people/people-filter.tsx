import { interestKinds } from '@interra/contracts'
import { NativeSelect, Select } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useLanguages, useTerms } from '../../lib/choices.ts'
import { SearchWords } from '../../ui/search-words.tsx'
import css from './people-filter.module.css'
import { spokenLevels } from './spoken.ts'

const route = getRouteApi('/in/people')
type Search = ReturnType<typeof route.useSearch>

/** Who speaks what, and who can pass on, loves or wishes for what. */
export function PeopleFilter({ siteId }: { siteId: string }) {
  const { t } = useTranslation('people')
  const { language, level, kind, category } = route.useSearch()
  const navigate = route.useNavigate()
  const languages = useLanguages()
  const categories = useTerms(siteId, 'workshop_category')
  const set = (change: Search) => void navigate({ search: (old) => ({ ...old, ...change }), replace: true })
  const any = { value: '', label: t('filter.any') }
  const clearing = { clearable: true, clearButtonProps: { 'aria-label': t('fields.clear') } }
  return (
    <div className={css['filters']} role="group" aria-label={t('filter.label')}>
      <Select
        label={t('filter.language')}
        placeholder={t('filter.any')}
        data={languages.choices}
        value={language ?? null}
        searchable
        {...clearing}
        onChange={(chosen) => set({ language: chosen ?? undefined, level: chosen ? level : undefined })}
      />
      {language !== undefined && (
        <NativeSelect
          label={t('filter.level')}
          data={spokenLevels.map((value) => ({ value, label: t(`levels.${value}`) }))}
          value={level ?? 'A1'}
          onChange={({ currentTarget }) => set({ level: spokenLevels.find((one) => one === currentTarget.value) })}
        />
      )}
      <NativeSelect
        label={t('filter.kind')}
        data={[any, ...interestKinds.map((value) => ({ value, label: t(`filter.kinds.${value}`) }))]}
        value={kind ?? ''}
        onChange={({ currentTarget }) => set({ kind: interestKinds.find((one) => one === currentTarget.value) })}
      />
      <Select
        label={t('filter.category')}
        placeholder={t('filter.any')}
        data={categories}
        value={category ?? null}
        {...clearing}
        onChange={(chosen) => set({ category: chosen ?? undefined })}
      />
      <InterestWords />
    </div>
  )
}

function InterestWords() {
  const { t } = useTranslation('people')
  const { interest } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <SearchWords
      label={t('filter.interest')}
      maxLength={60}
      value={interest}
      search={(words) => void navigate({ search: (old) => ({ ...old, interest: words }), replace: true })}
    />
  )
}
