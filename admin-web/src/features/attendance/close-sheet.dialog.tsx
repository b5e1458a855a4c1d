import type { Sheet } from '@interra/contracts'
import { Button, Checkbox, Group, Modal, NumberInput, Radio, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { say } from '../../ui/undo-bar.tsx'

const moods = ['good', 'mixed', 'difficult'] as const

interface CloseSheetProps {
  readonly sheet: Sheet
  readonly unmarked: number
  readonly opened: boolean
  readonly close: () => void
}

/** Three questions, none of them needed, and the evening is recorded. */
export function CloseSheetDialog({ sheet, unmarked, opened, close }: CloseSheetProps) {
  const { t } = useTranslation('attendance')
  const act = useAct('closeSheet', { stale: ['getSheet', 'listSessions', 'getSession', 'getFigures'] })
  const inTeam = useCan()('recordStaffTime', sheet.siteId)
  const [absent, setAbsent] = useState(true)
  const [mood, setMood] = useState<(typeof moods)[number] | null>(null)
  const [minutes, setMinutes] = useState<number | null>(null)
  const [note, setNote] = useState('')
  const submit = () =>
    act.mutate(
      {
        params: { sessionId: sheet.sessionId },
        ifMatch: sheet.version,
        body: {
          unmarked: absent && unmarked > 0 ? 'unexcused' : 'leave',
          atmosphere: mood,
          note: note.trim() === '' ? null : note.trim(),
          staffMinutes: minutes,
        },
      },
      {
        onSuccess: () => {
          close()
          say(t('closing.done'))
        },
      },
    )
  return (
    <Modal opened={opened} onClose={close} title={t('closing.title')}>
      <Stack>
        {unmarked > 0 && (
          <Checkbox
            checked={absent}
            onChange={(event) => setAbsent(event.currentTarget.checked)}
            label={t('closing.absent', { count: unmarked })}
          />
        )}
        <Radio.Group
          label={t('closing.mood')}
          value={mood}
          onChange={(value) => setMood(moods.find((one) => one === value) ?? null)}
        >
          <Group mt="xs">
            {moods.map((value) => (
              <Radio key={value} value={value} label={t(`closing.moods.${value}`)} />
            ))}
          </Group>
        </Radio.Group>
        {inTeam && (
          <NumberInput
            label={t('closing.minutes')}
            description={t('closing.minutesHint')}
            min={0}
            max={1440}
            step={15}
            allowDecimal={false}
            value={minutes ?? ''}
            onChange={(value) => setMinutes(typeof value === 'number' ? value : null)}
          />
        )}
        <Textarea
          label={t('closing.note')}
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Text size="sm" c="dimmed">
          {t('closing.reopen')}
        </Text>
        <Button size="lg" onClick={submit} loading={act.isPending}>
          {t('closing.action')}
        </Button>
      </Stack>
    </Modal>
  )
}
