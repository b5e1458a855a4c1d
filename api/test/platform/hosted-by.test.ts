import { expect, test } from '@jest/globals'
import { onlyHostedBy } from '../../src/platform/http/hosted-by.ts'

test('[A14] only a host without another role is limited to the sessions they host', () => {
  expect(onlyHostedBy({ roles: ['host'], personId: 'p' })).toBe('p')
  expect(onlyHostedBy({ roles: ['host', 'coordinator'], personId: 'p' })).toBeNull()
  expect(onlyHostedBy({ roles: ['host'], personId: null })).not.toBeNull()
})
