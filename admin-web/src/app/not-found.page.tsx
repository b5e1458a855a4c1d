import { Button, Container } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../ui/page-header.tsx'
import { EmptyState } from '../ui/states.tsx'

export function NotFoundPage() {
  const { t } = useTranslation('shell')
  return (
    <Container size="sm" py="xl">
      <PageHeader title={t('notFound.title')} />
      <EmptyState
        icon="search"
        action={
          <Button component={Link} to="/">
            {t('notFound.home')}
          </Button>
        }
      >
        {t('notFound.text')}
      </EmptyState>
    </Container>
  )
}
