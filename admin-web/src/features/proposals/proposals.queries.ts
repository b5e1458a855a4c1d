import type { Proposal, ProposalAct, ProposalNeed, ProposalRow, ProposalStep, StepState } from '@interra/contracts'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pages, useAct, type BodyOf, type ReadName } from '../../lib/query.ts'
import { offerUndo, say } from '../../ui/undo-bar.tsx'
import { filters, type ProposalFilter } from './proposal-words.ts'

export interface ProposalSearch {
  readonly show: ProposalFilter
  readonly siteId: string | undefined
  readonly ownerId: string | undefined
  readonly text: string | undefined
}

/** Proposals of a kind, the latest received first. */
export function proposalPages({ show, siteId, ownerId, text }: ProposalSearch, limit?: number) {
  return pages('listProposals', {
    query: {
      status: [...filters[show]],
      ...(siteId === undefined ? {} : { siteId }),
      ...(ownerId === undefined ? {} : { ownerId }),
      ...(text === undefined ? {} : { text }),
      ...(limit === undefined ? {} : { limit }),
    },
  })
}

export const staleProposals = ['getProposal', 'listProposals', 'getToday'] as const satisfies readonly ReadName[]

type OneProposal = Pick<ProposalRow, 'id' | 'version' | 'title'>
const input = ({ id, version }: OneProposal) => ({ params: { proposalId: id }, ifMatch: version })

/** The acts that are done at once; declining and withdrawing ask first, in a dialog. */
export type PlainAct = Exclude<ProposalAct, 'withdraw' | 'decline'>
export const isPlain = (act: ProposalAct): act is PlainAct => act !== 'withdraw' && act !== 'decline'

export function useProposalActs() {
  const { t } = useTranslation('proposals')
  const navigate = useNavigate()
  const stale = { stale: staleProposals }
  const submit = useAct('submitProposal', stale)
  const accompany = useAct('accompanyProposal', stale)
  const ready = useAct('readyProposal', stale)
  const hold = useAct('holdProposal', stale)
  const resume = useAct('resumeProposal', stale)
  const convert = useAct('convertProposal', { stale: [...staleProposals, 'listWorkshops'] })

  const told = (act: PlainAct) => ({ onSuccess: ({ title }: Proposal) => say(t(`done.${act}`, { title })) })
  const start: Readonly<Record<PlainAct, (proposal: OneProposal) => void>> = {
    submit: (one) => submit.mutate(input(one), told('submit')),
    accompany: (one) => accompany.mutate(input(one), told('accompany')),
    ready: (one) => ready.mutate(input(one), told('ready')),
    resume: (one) => resume.mutate(input(one), told('resume')),
    hold: (one) =>
      hold.mutate(
        { ...input(one), body: {} },
        { onSuccess: (held) => offerUndo(t('done.hold', { title: held.title }), () => start.resume(held)) },
      ),
    convert: (one) =>
      convert.mutate(
        { ...input(one), body: {} },
        {
          onSuccess: ({ id, title }) => {
            say(t('done.convert', { title }))
            void navigate({ to: '/workshops/$workshopId', params: { workshopId: id } })
          },
        },
      ),
  }
  const busy = [submit, accompany, ready, hold, resume, convert].some(({ isPending }) => isPending)
  return { start, busy }
}

/**
 * Records what became of a step. Taps that come faster than answers wait for each other, so that none is lost; `wanted`
 * is the state that the last one asked for, as long as its answer is on its way.
 */
export function useSetStep(proposalId: string, step: ProposalStep) {
  const act = useAct('setStep', { stale: staleProposals })
  const [wanted, setWanted] = useState<StepState>()
  const version = useRef(step.version)
  version.current = Math.max(version.current, step.version)
  const last = useRef(Promise.resolve())
  const send = async (body: BodyOf<'setStep'>, onSuccess?: () => void) => {
    const input = { params: { proposalId, step: step.step }, ifMatch: version.current, body }
    version.current = (await act.mutateAsync(input)).version
    onSuccess?.()
  }
  const set = (body: BodyOf<'setStep'>, onSuccess?: () => void) => {
    if (body.state !== undefined) setWanted(body.state)
    const mine = last.current
      .then(() => send(body, onSuccess))
      // a refusal has opened its dialog already
      .catch(() => undefined)
      .finally(() => {
        if (last.current === mine) setWanted(undefined)
      })
    last.current = mine
  }
  return { set, wanted }
}

/** Covering a need and taking it back; `wanted` is where it goes, as long as the answer is on its way. */
export function useNeed(proposalId: string, need: ProposalNeed) {
  const { t } = useTranslation('proposals')
  const cover = useAct('coverNeed', { stale: staleProposals })
  const uncover = useAct('uncoverNeed', { stale: staleProposals })
  const [wanted, setWanted] = useState<boolean>()
  const of = ({ id, version }: ProposalNeed) => ({ params: { proposalId, needId: id }, ifMatch: version })
  const onSettled = () => setWanted(undefined)
  const set = (covered: boolean) => {
    if (wanted !== undefined) return
    setWanted(covered)
    if (!covered) return uncover.mutate(of(need), { onSettled })
    const onSuccess = (after: ProposalNeed) =>
      offerUndo(t('needs.done', { need: after.description }), () => uncover.mutate(of(after)))
    cover.mutate({ ...of(need), body: {} }, { onSuccess, onSettled })
  }
  return { set, wanted }
}
