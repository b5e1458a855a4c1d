import { cardRules, formalityRules, rulesCheckedOn } from '@interra/contracts'
import { expect, test } from '@jest/globals'

test('[E12] of Belgian rules only what the reference read has a source, and only the day it gives is a beginning', () => {
  const unread = (rules: readonly { readonly source: string | null }[]) => rules.filter(({ source }) => source === null)
  expect(unread(cardRules)).toEqual([{ who: 'open_procedure', needs: 'ask', source: null }])
  expect(unread(formalityRules)).toEqual([{ code: 'cpas_informed', from: null, source: null }])
  expect(formalityRules.filter(({ from }) => from !== null)).toMatchObject([
    { code: 'trade_competence', from: '2025-10-01' },
  ])
  expect(rulesCheckedOn >= '2026-11-22').toBe(true)
})

test('[E12] formalities stand in the order of the way after the yes: the CPAS first, the bank account last', () => {
  const way = ['business_counter', 'vat', 'social_insurance', 'health_fund', 'bank_account']
  expect(formalityRules.map(({ code }) => code)).toEqual([
    'cpas_informed',
    'trade_competence',
    'professional_card',
    ...way,
  ])
})
