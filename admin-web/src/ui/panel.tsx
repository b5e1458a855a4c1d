import { Card, Group, Stack, Title } from '@mantine/core'
import { useId, type ReactNode } from 'react'

interface PanelProps {
  title: string
  /** Beside the title: a count, a small button. */
  aside?: ReactNode
  /** Its place in the address, for links that lead to it. */
  anchor?: string
  children: ReactNode
}

/** A part of a page, with its title. */
export function Panel({ title, aside, anchor, children }: PanelProps) {
  const id = useId()
  return (
    <Card component="section" aria-labelledby={id} id={anchor}>
      <Stack gap="md">
        <Group justify="space-between" gap="sm" mih={36}>
          <Title order={2} id={id}>
            {title}
          </Title>
          {aside}
        </Group>
        {children}
      </Stack>
    </Card>
  )
}
