import { Breadcrumbs, Group, Stack, Text, Title } from '@mantine/core'
import { Fragment, useEffect, type ReactElement, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

interface PageHeaderProps {
  title: ReactNode
  /** The tab's title: never somebody's name. Same as the title when that is a plain text. */
  documentTitle?: string
  /** Links to the pages above: `<TextLink to="/workshops">…</TextLink>`. */
  crumbs?: readonly ReactElement[]
  /** Beside the title: a state badge. */
  badge?: ReactNode
  lead?: ReactNode
  /** The next step: one primary button; others are quieter. */
  action?: ReactNode
}

/** The head of every page: where one is, what it is about, and the next step. */
export function PageHeader({ title, documentTitle, crumbs = [], badge, lead, action }: PageHeaderProps) {
  const { t } = useTranslation()
  const tab = documentTitle ?? (typeof title === 'string' ? title : '')
  useEffect(() => {
    document.title = tab === '' ? t('product') : t('tabTitle', { page: tab })
  }, [tab, t])
  return (
    <Stack gap="xs" mb="lg">
      {crumbs.length > 0 && (
        <nav aria-label={t('breadcrumb')} className="screen-only">
          <Breadcrumbs separatorMargin={6}>
            {crumbs.map((crumb, at) => (
              <Fragment key={at}>{crumb}</Fragment>
            ))}
          </Breadcrumbs>
        </nav>
      )}
      <Group justify="space-between" align="flex-start" gap="md">
        <Group gap="sm" align="center">
          <Title order={1} tabIndex={-1}>
            {title}
          </Title>
          {badge}
        </Group>
        {action && (
          <Group gap="sm" className="screen-only">
            {action}
          </Group>
        )}
      </Group>
      {lead !== undefined && (
        <Text c="dimmed" maw="44rem">
          {lead}
        </Text>
      )}
    </Stack>
  )
}
