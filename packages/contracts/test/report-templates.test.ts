import { describe, expect, test } from '@jest/globals'
import { indicators, reportTemplateCodes, reportTemplates, templateGaps } from '../src/index.ts'

describe('[H12] templates of reports are data', () => {
  test.each(reportTemplateCodes)(
    '%s: each table is of the registry, told by what its indicator may be told by',
    (code) => {
      const lines = reportTemplates[code]
      expect(lines.length).toBeLessThanOrEqual(40)
      for (const { indicatorId, by } of lines) {
        const indicator = indicators.find(({ id }) => id === indicatorId)
        expect([indicatorId, indicator?.by]).toEqual([indicatorId, expect.arrayContaining([...by])])
      }
      expect(new Set(lines.map((line) => JSON.stringify(line))).size).toBe(lines.length)
    },
  )

  test('what a funder asks for and no figure tells is named, of every template that goes to one', () => {
    expect(Object.keys(templateGaps).sort()).toEqual([...reportTemplateCodes].sort())
    for (const code of ['yearly', 'city', 'interlab'] as const) expect(templateGaps[code].length).toBeGreaterThan(0)
  })
})
