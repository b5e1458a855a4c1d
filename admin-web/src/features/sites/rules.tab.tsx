import { policyKeys } from '@interra/contracts'
import { SimpleGrid, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { Await } from '../../ui/states.tsx'
import { RuleCard } from './rule.card.tsx'

/** The rules of the site, each with its value of today. */
export function RulesTab({ siteId }: { siteId: string }) {
  const { t } = useTranslation('sites')
  const decisions = useQuery(query('listPolicies', { params: { siteId } }))
  return (
    <Stack>
      <Text c="dimmed">{t('rules.lead')}</Text>
      <Await query={decisions} isEmpty={() => false}>
        {({ items }) => (
          <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
            {policyKeys.map((key) => (
              <RuleCard
                key={key}
                siteId={siteId}
                rule={key}
                decisions={items.filter((decision) => decision.key === key)}
              />
            ))}
          </SimpleGrid>
        )}
      </Await>
    </Stack>
  )
}
