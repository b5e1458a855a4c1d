import { ActionIcon, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../ui/icons.tsx'

/** People who are there and were not named. */
export function HeadCounter({
  heads,
  closed,
  count,
}: {
  heads: number
  closed: boolean
  count: (heads: number) => void
}) {
  const { t } = useTranslation('attendance')
  return (
    <Group justify="space-between" wrap="nowrap" role="group" aria-label={t('heads.label')}>
      <div>
        <Text fw={600}>{t('heads.label')}</Text>
        <Text size="sm" c="dimmed">
          {t('heads.hint')}
        </Text>
      </div>
      <Group gap="xs" wrap="nowrap">
        <ActionIcon
          variant="default"
          size={48}
          aria-label={t('heads.less')}
          disabled={closed || heads === 0}
          onClick={() => count(heads - 1)}
        >
          <Icon name="minus" />
        </ActionIcon>
        <Text fw={700} size="xl" miw={36} ta="center" aria-live="polite" data-heads={heads}>
          {heads}
        </Text>
        <ActionIcon
          variant="default"
          size={48}
          aria-label={t('heads.more')}
          disabled={closed}
          onClick={() => count(heads + 1)}
        >
          <Icon name="plus" />
        </ActionIcon>
      </Group>
    </Group>
  )
}
