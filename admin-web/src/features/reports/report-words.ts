import type { ReportState } from '@interra/contracts'
import type { ReadName } from '../../lib/query.ts'
import type { Tone } from '../../ui/palette.ts'

/** What a change of reports outdates. */
export const staleReports: readonly ReadName[] = ['listReports', 'getReport', 'getReportContent', 'getReportNames']

/** What a change of testimonies outdates. */
export const staleTestimonies: readonly ReadName[] = ['listTestimonies', 'listReportTestimonies', 'getPerson']

export const reportTones: Readonly<Record<ReportState, Tone>> = {
  draft: 'info',
  frozen: 'neutral',
  published: 'good',
  withdrawn: 'bad',
}
