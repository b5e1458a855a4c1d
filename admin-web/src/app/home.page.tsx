import { Card, SimpleGrid, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useSession } from '../lib/session.ts'
import { Icon } from '../ui/icons.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { EmptyState } from '../ui/states.tsx'
import css from './home.module.css'
import { useNavigation } from './navigation.ts'

/** The way in: what this person may open. */
export function HomePage() {
  const { t } = useTranslation('shell')
  const { account } = useSession()
  const entries = useNavigation()
  return (
    <>
      <PageHeader
        title={t('home.title', { name: account.name.split(' ')[0] ?? account.name })}
        documentTitle={t('home.documentTitle')}
        lead={entries.length > 0 ? t('home.lead') : undefined}
      />
      {entries.length === 0 && <EmptyState icon="key">{t('home.empty')}</EmptyState>}
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
        {entries.map((entry) => (
          <Card key={entry.page} component={Link} to={entry.to} className={css['door'] ?? ''}>
            <Icon name={entry.icon} size={28} />
            <Text fw={650}>{t(`pages.${entry.page}`)}</Text>
          </Card>
        ))}
      </SimpleGrid>
    </>
  )
}
