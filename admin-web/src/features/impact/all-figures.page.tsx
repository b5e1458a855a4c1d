import { headlines, type IndicatorEntry } from '@interra/contracts'
import { Card, Stack, Text, TextInput, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { TextLink } from '../../ui/links.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'

const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** Every figure of the registry by family, those of every week first. */
export function AllFiguresPage() {
  const { t, i18n } = useTranslation('indicator')
  const { text = '' } = useSearch({ from: '/in/figures/all' })
  const navigate = useNavigate({ from: '/figures/all' })
  const registry = useQuery(query('listIndicators'))
  const language = i18n.language === 'en' ? 'en' : 'fr'
  const words = (family: string) => t(`families.${family}` as 'families.ACT', { defaultValue: t('other') })
  const familyOf = ({ id }: IndicatorEntry) => words(id.slice(0, 3))
  const isSought = ({ id, name, definition }: IndicatorEntry) =>
    plain([id, name[language], definition[language], words(id.slice(0, 3))].join(' ')).includes(plain(text.trim()))
  return (
    <>
      <PageHeader title={t('all')} lead={t('allLead')} />
      <Stack gap="lg">
        <TextInput
          label={t('search')}
          type="search"
          maw={420}
          value={text}
          onChange={(event) => void navigate({ search: { text: event.currentTarget.value }, replace: true })}
        />
        <Await query={registry}>
          {({ items }) => {
            const found = items.filter(isSought)
            const headline = found.filter(({ id }) => headlines.some((one) => one === id))
            const families = [...new Set(found.map(familyOf))]
            if (found.length === 0) return <EmptyState icon="chart">{t('none')}</EmptyState>
            return (
              <>
                {headline.length > 0 && <Family name={t('headline')} entries={headline} language={language} />}
                {families.map((name) => (
                  <Family
                    key={name}
                    name={name}
                    entries={found.filter((entry) => familyOf(entry) === name)}
                    language={language}
                  />
                ))}
              </>
            )
          }}
        </Await>
      </Stack>
    </>
  )
}

function Family({
  name,
  entries,
  language,
}: {
  name: string
  entries: readonly IndicatorEntry[]
  language: 'fr' | 'en'
}) {
  return (
    <Card component="section" aria-label={name}>
      <Stack gap="sm">
        <Title order={2} size="h3">
          {name}
        </Title>
        {entries.map((entry) => (
          <div key={entry.id}>
            <TextLink to="/figures/$indicatorId" params={{ indicatorId: entry.id }}>
              {entry.name[language]}
            </TextLink>{' '}
            <Text span size="sm" c="dimmed">
              {entry.id}
            </Text>
            <Text size="sm" c="dimmed">
              {entry.definition[language]}
            </Text>
          </div>
        ))}
      </Stack>
    </Card>
  )
}
