import { headlines } from '@interra/contracts'
import { MultiSelect, NumberInput, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { ShownOnce } from '../../ui/shown-once.tsx'

interface DialogProps {
  funderId: string
  opened: boolean
  close: () => void
}

/** Makes a link, then shows it once. */
export function NewLinkDialog({ funderId, opened, close }: DialogProps) {
  const { t } = useTranslation('funders')
  const [url, setUrl] = useState<string | null>(null)
  const leave = () => {
    setUrl(null)
    close()
  }
  return (
    <Dialog opened={opened} close={url === null ? leave : () => undefined} title={t('links.add')} size="lg">
      {url === null ? (
        <LinkForm funderId={funderId} close={leave} done={setUrl} />
      ) : (
        <ShownOnce
          text={url}
          title={t('links.once')}
          hint={t('links.onceHint')}
          copy={t('links.copy')}
          kept={t('links.kept')}
          close={leave}
        />
      )}
    </Dialog>
  )
}

function LinkForm({ funderId, close, done }: { funderId: string; close: () => void; done: (url: string) => void }) {
  const { t, i18n } = useTranslation('funders')
  const language = i18n.language === 'en' ? 'en' : 'fr'
  const lastYear = Number(useDates().now().date.slice(0, 4)) - 1
  const dictionary = useQuery(query('listIndicators', {}))
  const form = useActForm('makeFunderLink', {
    initial: {
      indicators: [...headlines] as string[],
      fromYear: lastYear,
      toYear: lastYear,
      expiresOn: '',
    },
    input: { params: { funderId } },
    stale: ['listFunderLinks'],
    onDone: ({ url }) => done(url),
  })
  const choices = (dictionary.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name[language] }))
  return (
    <ActForm form={form} submit={t('links.make')} cancel={close}>
      <MultiSelect
        {...form.field('indicators', t('links.indicators'))}
        description={t('links.indicatorsHint')}
        data={choices}
        maxValues={12}
        searchable
      />
      <NumberInput {...form.field('fromYear', t('links.fromYear'))} allowDecimal={false} />
      <NumberInput
        {...form.field('toYear', t('links.toYear'))}
        description={t('links.toYearHint')}
        allowDecimal={false}
      />
      <TextInput {...form.field('expiresOn', t('links.expiresOn'))} description={t('links.expiresHint')} type="date" />
    </ActForm>
  )
}
