import { Button, Checkbox, Code, Group, Stack } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from './icons.tsx'
import { Notice } from './notice.tsx'

interface ShownOnceProps {
  /** The secret: it is there this one time. */
  text: string
  title: string
  hint: ReactNode
  copy: string
  kept: string
  close: () => void
}

/** A secret to be copied: it cannot be left before it is said to be kept. */
export function ShownOnce({ text, title, hint, copy, kept, close }: ShownOnceProps) {
  const { t } = useTranslation('common')
  const clipboard = useClipboard({ timeout: 10_000 })
  const [isKept, setKept] = useState(false)
  return (
    <Stack>
      <Notice tone="warn" role="status" title={title}>
        {hint}
      </Notice>
      <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {text}
      </Code>
      <Group>
        <Button
          data-autofocus
          leftSection={<Icon name={clipboard.copied ? 'check' : 'copy'} size={18} />}
          onClick={() => clipboard.copy(text)}
        >
          {clipboard.copied ? t('copied') : copy}
        </Button>
      </Group>
      <Checkbox label={kept} checked={isKept} onChange={({ currentTarget }) => setKept(currentTarget.checked)} />
      <Group justify="flex-end">
        <Button variant="default" disabled={!isKept} onClick={close}>
          {t('close')}
        </Button>
      </Group>
    </Stack>
  )
}
