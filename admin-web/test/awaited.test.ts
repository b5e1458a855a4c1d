import type { JuryMember, JuryRound } from '@interra/contracts'
import { expect, test } from '@jest/globals'
import { awaitedOf } from '../src/features/applications/awaited.ts'

const member = (id: string, organisation: string | null) =>
  ({ id, organisation: organisation === null ? null : { id: organisation, name: organisation } }) as JuryMember
const review = (memberId: string, status: 'assigned' | 'submitted' | 'recused', applicationId = 'a') =>
  ({ memberId, applicationId, status, counts: status === 'submitted', conflict: null }) as JuryRound['reviews'][number]
const members = [member('one', null), member('two', null), member('three', null), member('four', 'cpas')]
const round = (reviews: JuryRound['reviews']) => ({ members, quorum: 3, reviews })

test('[E4] a dossier is decided with a quorum of reviews of two organisations; until then it says whose are missing', () => {
  const assigned = members.map(({ id }) => review(id, 'assigned'))
  expect(awaitedOf(round(assigned), 'a')).toEqual({ reviews: 3, organisation: true, members })
  const ours = members.slice(0, 3).map(({ id }) => review(id, 'submitted'))
  expect(awaitedOf(round([...ours, review('four', 'assigned')]), 'a')).toMatchObject({
    reviews: 0,
    organisation: true,
    members: [{ id: 'four' }],
  })
  expect(awaitedOf(round([...ours, review('four', 'submitted')]), 'a')).toBeNull()
  expect(awaitedOf(round([...ours, review('four', 'recused')]), 'a')?.members).toEqual([])
  expect(awaitedOf(round([...ours, review('four', 'submitted')]), 'b')).toMatchObject({ reviews: 3 })
})
