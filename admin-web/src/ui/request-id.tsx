import { Button, Code, Group, Text } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { Icon } from './icons.tsx'

/** The number of a request, to copy when asking for help. */
export function RequestId({ id }: { id: string }) {
  const { t } = useTranslation()
  const clipboard = useClipboard()
  return (
    <Group gap="xs">
      <Text size="sm">{t('requestId')}</Text>
      <Code>{id}</Code>
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<Icon name={clipboard.copied ? 'check' : 'copy'} size={16} />}
        onClick={() => clipboard.copy(id)}
      >
        {clipboard.copied ? t('copied') : t('copy')}
      </Button>
    </Group>
  )
}
