import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

interface DialogProps {
  title: ReactNode
  opened: boolean
  close: () => void
  size?: 'sm' | 'md' | 'lg' | 'xl'
  children: ReactNode
}

/** A window over the page, the whole screen on a phone when it is a large one. */
export function Dialog({ title, opened, close, size = 'md', children }: DialogProps) {
  const { t } = useTranslation()
  return (
    <Modal opened={opened} onClose={close} title={title} size={size} closeButtonProps={{ 'aria-label': t('close') }}>
      {children}
    </Modal>
  )
}
