import { taxonomies, type Taxonomy, type Term } from '@interra/contracts'
import { Button, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { Icon } from '../../ui/icons.tsx'
import { Await } from '../../ui/states.tsx'
import { TermDialog } from './term.dialog.tsx'
import { TermRow } from './term-row.tsx'
import css from './sites.module.css'

/** The words of the site, list by list. */
export function ListsTab({ siteId }: { siteId: string }) {
  const { t } = useTranslation('sites')
  const terms = useQuery(query('listTerms', { params: { siteId } }))
  return (
    <Stack>
      <Text c="dimmed">{t('lists.lead')}</Text>
      <Await query={terms} isEmpty={() => false}>
        {({ items }) => (
          <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
            {taxonomies.map((taxonomy) => (
              <List
                key={taxonomy}
                siteId={siteId}
                taxonomy={taxonomy}
                terms={items.filter((term) => term.taxonomy === taxonomy)}
              />
            ))}
          </SimpleGrid>
        )}
      </Await>
    </Stack>
  )
}

function List({ siteId, taxonomy, terms }: { siteId: string; taxonomy: Taxonomy; terms: readonly Term[] }) {
  const { t } = useTranslation('sites')
  const mayChange = useCan()('changeTerm', siteId)
  const [shown, setShown] = useState<Term | 'new' | null>(null)
  return (
    <Card component="section">
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2}>{t(`lists.${taxonomy}.title`)}</Title>
          {mayChange && (
            <Button variant="light" leftSection={<Icon name="plus" size={18} />} onClick={() => setShown('new')}>
              {t(`lists.${taxonomy}.add`)}
            </Button>
          )}
        </Group>
        {terms.length === 0 && <Text c="dimmed">{t('lists.empty')}</Text>}
        <ol className={css['words']}>
          {terms.map((term, at) => (
            <TermRow
              key={term.id}
              siteId={siteId}
              term={term}
              first={at === 0}
              last={at === terms.length - 1}
              mayChange={mayChange}
              change={() => setShown(term)}
            />
          ))}
        </ol>
      </Stack>
      <TermDialog siteId={siteId} taxonomy={taxonomy} shown={shown} close={() => setShown(null)} />
    </Card>
  )
}
