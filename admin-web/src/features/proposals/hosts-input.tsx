import type { HostPart } from '@interra/contracts'
import { CloseButton, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSeams, type Picked } from '../../lib/seams.ts'

interface HostsInputProps {
  hosts: readonly Picked[]
  change: (hosts: Picked[]) => void
  error?: string
}

/** Who proposes: the first one named leads, the others host with them. */
export function HostsInput({ hosts, change, error }: HostsInputProps) {
  const { t } = useTranslation('proposals')
  const { PersonPicker } = useSeams()
  const add = (picked: Picked | null) => {
    if (picked && !hosts.some(({ personId }) => personId === picked.personId)) change([...hosts, picked])
  }
  return (
    <Stack gap="sm">
      {hosts.map((host, at) => (
        <Group key={host.personId} justify="space-between" wrap="nowrap">
          <Stack gap={0}>
            <Text fw={600}>{host.name}</Text>
            <Text size="sm" c="dimmed">
              {t(`parts.${partOf(at)}`)}
            </Text>
          </Stack>
          <CloseButton
            size="lg"
            aria-label={t('fields.removeHost', { name: host.name })}
            onClick={() => change(hosts.toSpliced(at, 1))}
          />
        </Group>
      ))}
      <PersonPicker
        key={hosts.length}
        label={hosts.length === 0 ? t('fields.hosts') : t('fields.anotherHost')}
        value={null}
        onChange={add}
        error={error}
      />
    </Stack>
  )
}

const partOf = (at: number): HostPart => (at === 0 ? 'lead' : 'co')

/** The hosts as the operation takes them. */
export const hostsBody = (hosts: readonly Picked[]) => hosts.map(({ personId }, at) => ({ personId, part: partOf(at) }))
